"""What a finding says, and what each of its codes means, in both languages."""

from __future__ import annotations

from analysis.words import Words, prose

_SUMS_2014 = {
    "V141": ("按渠道分的申请数", "requests by channel"),
    "V142": ("按时与延期办结数", "closed on time and after extension"),
    "V143": ("按类型分的答复数", "answers by kind"),
    "V144": ("不同意公开的理由", "grounds of denial"),
    "V145": ("行政复议", "reviews"),
    "V146": ("行政诉讼", "lawsuits"),
    "V147": ("工作人员", "staff"),
}
_SUMS_2008 = {
    "V081": ("按渠道分的申请数", "requests by channel"),
    "V082": ("按类型分的答复数", "answers by kind"),
    "V083": ("不予公开的理由", "grounds of denial"),
}

# What each code means, in a sentence.
MEANINGS: dict[str, Words] = {
    "V301": Words("新收与上年结转之和不等于办理总计与结转下年之和（第一项＋第二项＝第三项＋第四项）。",
                  "New and carried-in requests are not those decided and carried out (第一＋第二＝第三＋第四项)."),
    "V302": Words("各项办理结果之和不等于本年度办理结果的总计。", "The outcomes do not add up to 总计 of 本年度办理结果."),
    "V303": Words("表三某行的自然人与各类组织之和不等于总计。",
                  "Natural persons and organisations do not add up to 总计 in a row of table 三."),
    "V304": Words("件数为负数或带小数。", "A count is negative or has decimals."),
    "V401": Words("行政复议各项结果之和不等于总计。", "The results of administrative reviews do not add up to their 总计."),
    "V402": Words("未经复议直接起诉各项结果之和不等于总计。", "The results of direct lawsuits do not add up to their 总计."),
    "V403": Words("复议后起诉各项结果之和不等于总计。",
                  "The results of lawsuits after review do not add up to their 总计."),
    **{code: Words(f"2014至2018年统计表的一项合计不成立（{zh}）。",
                   f"A sum of the statistics table of 2014 to 2018 does not hold ({en}).")
       for code, (zh, en) in _SUMS_2014.items()},
    **{code: Words(f"2014年以前指标表的一项合计不成立（{zh}）。",
                   f"A sum of the local indicator list before 2014 does not hold ({en}).")
       for code, (zh, en) in _SUMS_2008.items()},
    "V202": Words("设区的市以下的机关填报了规章，而其无权制定规章。",
                  "A body below a prefecture-level city reports regulations (规章), which it cannot make."),
    "table_missing": Words("没有找到表式中的一张表。", "A table of the form was not found."),
    "row_missing": Words("找到了表，但缺少其中一行。", "A row of a table that was found is not there."),
    "row_unresolved": Words("行在，但其数字属于哪一列无法确定。",
                            "A row is there, but its figures cannot be placed in the columns with certainty."),
    "placed_by_sums": Words("一行的数字少于列数，其中若干格可由合计关系唯一确定。",
                            "A line has fewer figures than columns, and the sums allow one place only for some."),
    "row_contradicts": Words("某行的标签或行尾不确定，且其数字加不起来；不采用。",
                             "A row whose label or end is not certain does not add up; its figures are not used."),
    "row_twice": Words("同一行以不同数字出现多次；均不采用。",
                       "A row is printed more than once with different figures; none of them is used."),
    "several_reports": Words("文件中不止一份报告；分别读取。",
                             "The file holds more than one report; each is read on its own."),
    "several_tables": Words("同一张表以不同数字出现多次；均不采用。",
                            "The file holds the same table more than once with different figures; none is used."),
    "line_unused": Words("表内一行有数字，但不属于表式中的任何一行。",
                         "A line with figures inside a table belongs to no row of the form."),
    "words_unused": Words("表内的文字不属于表式中的任何标签，例如脚注。",
                          "Words inside a table belong to no label of the form, such as a footnote."),
    "label_unsure": Words("某行是凭残缺的标签认出的。", "A row was recognised by a damaged label."),
    "edition_unsure": Words("表头不足以判断所用表式版本；数字不采用。",
                            "The heads do not tell which edition a block is of; its figures are not used."),
    "edition_by_context": Words("某部分缺表头；按表中其余部分的版本读取。",
                                "The heads of a block are missing; its edition is that of the rest of the table."),
    "editions_mixed": Words("报告各表所用表式版本不同。", "The tables of the report are of different editions of the form."),
    "edition_unusual": Words("所用表式不是该年度现行的版本。",
                             "The edition of the form is not the one in force for the report's year."),
    "columns_unusual": Words("列的表头与表式不同；按表头读取，不能对应的列不采用。",
                             "The column heads are not the form's; figures are read by their heads, "
                             "and columns that are not the form's are left out."),
    "columns_unresolved": Words("表头看不出各列属于表式的哪一列；不采用。",
                                "The heads do not tell which columns of the form are printed; no figure is used."),
    "column_missing": Words("没有印出表式中某一列的表头。", "A column of the form has no printed head."),
    "unit_unusual": Words("表头或表题所印的单位不能换算；不采用。",
                          "The unit printed in a head or caption cannot be converted; the figures are not used."),
    "table_contradicts": Words("一张表的多数横向合计不成立，各列可能错位；整张表不采用。",
                               "Most sums across the columns of a table do not hold, so its columns may be misplaced; "
                               "none of its figures is used."),
    "columns_left_out": Words("统计表中有不是本年数字的列；这些列不采用。",
                              "A statistics table has columns that are not the year's; they are left out."),
    "table_left_out": Words("文件中另有一张同样的表，属于别的年度或别的单位；不采用。",
                            "The same table is printed again for another year or body; that one is left out."),
    "cell_words": Words("单元格中除数字外还有文字或单位；按该列的单位读取，文字保留。",
                        "A cell holds words or a unit with its number; it is read in the unit of its column, "
                        "and the words are kept."),
    "cell_text": Words("单元格中的文字不能确定地读出数字。",
                       "A cell holds words from which no number can be read with certainty."),
    "title_missing": Words("没有找到报告标题。", "No title of the report was found."),
    "year_missing": Words("没有写明报告年度，或各处写法不一。",
                          "The year reported on is not stated, or is stated differently in different places."),
    "not_annual": Words("报告只涉及半年或季度，不是年度报告。", "The report covers a half or a quarter of a year; it is no annual report."),
    "place_unresolved": Words("从报告中看不出机关所在地。", "The place of the body cannot be told from the report."),
    "section_missing": Words("没有找到某一部分的正文。", "A prose section was not found."),
    "section_columns": Words("正文排成左右两栏，次序无法确定；这些行不读取。",
                             "Prose stands in two columns side by side, so its order is not certain; it is not read."),
    "read_by_ocr": Words("页面是图片；文字和数字由文字识别得出。",
                         "Pages were pictures; their words and figures were recognised by OCR."),
    "source_note": Words("文件没有能够全部读出。", "The reader of the file could not read all of it."),
    "override": Words("报告的某项事实由用户给出，不是从文件读出。",
                      "A fact about the report was given by the user and not read from the file."),
    "duplicate_file": Words("同样的文件存在于多个路径；报告只计一次。",
                            "The same bytes lie at several paths; the report is counted once."),
    "version": Words("另一个文件是同一份报告；只计选定的一份，其余列出。",
                     "Another file holds the same report; the one that is chosen counts, the other stays listed."),
    "versions_differ": Words("同一报告的几个版本数字不同，且无法判断哪个最新；均不计入。",
                             "Versions of a report hold different figures, and none is known to be the last; none counts."),
    "same_figures": Words("另一机关或另一年度的报告数字完全相同。",
                          "A report of another body, or of another year, holds the same figures."),
    **prose.MEANINGS,
    "unreadable": Words("文件无法读取。", "The file could not be read."),
}  # fmt: skip

# What a single finding says; a code may have several messages.
MESSAGES: dict[str, Words] = {
    "identity": Words("{rule_zh}：{left} = {left_total}，而 {right} = {right_total}。",
                      "{rule_zh} ({rule_en}): {left} = {left_total}, but {right} = {right_total}."),
    "V304": Words("{row} / {column}：“{raw}”不是件数。", "{row} / {column}: {raw} is not a count."),
    "V202": Words("填报规章“{raw}”，而设区的市以下的机关无权制定规章。",
                  "{raw} regulations (规章) from a body below a prefecture-level city, which makes none."),
    "table_missing": Words("没有找到表{numeral}（{zh}）；可能是图片，或在保存网页时丢失。请对照原文。",
                           "Table {numeral} ({zh}, {en}) was not found; it may be a picture, or lost when the page was "
                           "saved. Compare the source."),
    "row_missing": Words("没有找到“{label}”这一行。", "The row «{label}» was not found."),
    "row_unresolved": Words("“{label}”有{given}个数字，而表式有{expected}列（{figures}）；不能确定各属哪一列，均不采用。",
                            "«{label}» has {given} figures for {expected} columns ({figures}); "
                            "which stands where is not certain, so none is used."),
    "row_unresolved.layout": Words("版式看不出本行各数字属于哪一列，合计关系也不能证实；均不采用：{figures}",
                                   "The layout leaves open which figure of this row stands where, and the sums do not "
                                   "confirm it; its figures are not used: {figures}"),
    "row_contradicts": Words("本行的数字加不起来，且其标签或行尾不确定；不采用：{figures}",
                             "The figures of this row do not add up, and its label or its end is not certain; "
                             "they are not used: {figures}"),
    "placed_by_sums": Words("本行有{given}个数字，表式有{expected}列；合计关系确定了其中{fixed}格。",
                            "The line has {given} figures for {expected} columns; the sums fix {fixed} cells."),
    "row_twice": Words("“{label}”以不同数字出现：{figures}。", "«{label}» is printed with different figures: {figures}."),
    "several_reports": Words("文件中有{count}份报告；这是第{part}份。",
                             "The file holds {count} reports; this is number {part}."),
    "several_tables": Words("文件中此表以不同数字出现多次；请将每份报告存为单独的文件。",
                            "The file holds this table more than once with different figures; "
                            "give each report in a file of its own."),
    "line_unused": Words("“{text}”在表内，但不属于表式中的任何一行。",
                         "The line «{text}» stands inside a table and belongs to no row of the form."),
    "words_unused": Words("“{text}”在表内，但不是表式中的标签。",
                          "The words «{text}» stand inside a table and belong to no label of the form."),
    "label_unsure": Words("“{label}”是凭残缺的标签“{printed}”认出的。",
                          "«{label}» was recognised by the damaged label «{printed}»."),
    "edition_unsure": Words("{item}缺表头，或表头与各版表式都不符；其数字不采用。",
                            "The heads of {item} are missing or fit no edition of the form, so its figures are not used."),
    "edition_by_context": Words("{item}缺表头；按表中其余部分所用的{edition}年版读取。",
                                "The heads of {item} are missing; it is read on the {edition} form like the rest of "
                                "the table."),
    "editions_mixed": Words("各表所用表式版本不同：{listed}。",
                            "The tables are on different editions of the form: {listed}."),
    "edition_unusual": Words("{year}年度的报告用的是{printed}年版表式，而非{usual}年版。",
                             "The report for {year} is on the form of {printed}, not {usual}."),
    "columns_unusual": Words("{item}按表头读取；这些列不属于表式，不采用：{heads}。",
                             "{item} is read by its heads; these columns are not the form's and are left out: {heads}."),
    "rows_of_other_years": Words("{count}行印有其他年度，不采用；第一行：“{text}”。",
                                 "{count} rows bear another year and are left out; the first: «{text}»."),
    "columns_unresolved": Words("{item}的表头为“{heads}”，看不出各列属于表式的哪一列；不采用。表式的列为：{expected}。",
                                "The heads of {item} are «{heads}»; which columns of the form they are is not certain, "
                                "so no figure is used. The form's are {expected}."),
    "column_missing": Words("{item}没有“{head}”这一列的表头；该列没有数字。",
                            "No head of {item} is «{head}»; the column has no figures."),
    "unit_unusual": Words("印出的单位是“{unit}”，不能换算成表式的单位；这些数字不采用。",
                          "The printed unit is «{unit}», which cannot be converted to the form's; these figures are not used."),
    "table_contradicts": Words("可核对的{told}个横向合计中有{broken}个不成立，各列可能错位；整张表不采用。请对照原文。",
                               "{broken} of {told} sums across the columns do not hold, so the columns may be misplaced; "
                               "no figure of the table is used. Compare the source."),
    "row_missing.rows": Words("没有找到{count}行：{label}。", "{count} rows were not found: {label}."),
    "row_unresolved.rows": Words("{count}行（{label}）各有{given}个数字，而印出的列有{expected}列；不能确定各属哪一列，均不采用。"
                                 "第一行：{figures}",
                                 "{count} rows ({label}) have {given} figures for {expected} columns; which stands where is "
                                 "not certain, so none is used. The first: {figures}"),
    "columns_left_out": Words("统计表按“{kept}”一列读取；其他列（{heads}）不采用。",
                              "The statistics table is read in its column «{kept}»; its other columns ({heads}) are left "
                              "out."),
    "statistics_columns": Words("统计表中哪一列是本年的数字不能确定（表头：{heads}）；整张表不采用，请对照原文填写。",
                                "Which column of the statistics table holds the year's figures is not certain (heads: "
                                "{heads}); none of the table is used, so read it in the file."),
    "statistics_period": Words("统计表只涉及一年中的一部分（“{caption}”），不是年度数字；整张表不采用。",
                               "The statistics table covers part of a year only («{caption}»), not the year; none of it is "
                               "used."),
    "statistics_above": Words("统计表的数字印在标签之上，各属哪一行不能确定；整张表不采用，请对照原文填写。",
                              "The figures of the statistics table stand above their labels, so that which belongs to "
                              "which is not certain; none of the table is used, so read it in the file."),
    "no_heads": Words("无", "none"),
    "row_unresolved.column": Words("“{label}”一行的数字（{figures}）是不是本年一列的，不能确定；不采用。",
                                   "Whether the figures of «{label}» ({figures}) stand in the year's column is not "
                                   "certain; they are not used."),
    "table_left_out": Words("{zh}另有一张，属于“{caption}”，与本报告（{kept}）不同；那一张不采用。",
                            "{en} is printed again for «{caption}», which is not this report's ({kept}); that one is left "
                            "out."),
    "cell_words": Words("单元格为“{raw}”；读作{value}{unit}。", "The cell holds «{raw}»; read as {value} {unit}."),
    "cell_text": Words("单元格为“{raw}”；不能读出数字。", "The cell holds «{raw}»; no number is read."),
    "cell_text.doubtful": Words("单元格为“{raw}”；不能确定是多少或属于哪一行（如点号分千位、跨行的单元格），不读取。",
                                "The cell holds «{raw}»; how much it is, or of which row (a point that may part "
                                "thousands, a cell over several rows), is not certain, and it is not read."),
    "title_missing": Words("文件中没有一行像是政府信息公开年度报告的标题。",
                           "No line of the file reads as the title of a report on information disclosure."),
    "year_missing": Words("没有写明报告年度；请在 sources.csv 中填写。",
                          "The year reported on is not stated; name it in sources.csv."),
    "year_missing.others": Words("标题写{year}年，正文写{others}；以标题为准。",
                                 "The title says {year}, the text says {others}; the title is followed."),
    "not_annual": Words("所涉期间为“{part}”，不是一整年；不作为年度报告，不记年度。",
                        "It covers «{part}», not a whole year; it is no annual report and gets no year."),
    "place_unresolved": Words("没有写明机关；请在 sources.csv 中填写地区代码（region_code）。",
                              "No body is named; name the place in sources.csv (region_code)."),
    "place_unresolved.body": Words("从“{body}”看不出所在地；请在 sources.csv 中填写地区代码（region_code）。",
                                   "«{body}» does not say where it is; name the place in sources.csv (region_code)."),
    "place_unresolved.several": Words("“{body}”可能是{names}；请在 sources.csv 中填写地区代码（region_code）。",
                                      "«{body}» may be {names}; name the place in sources.csv (region_code)."),
    "section_missing": Words("没有找到第{numeral}部分（{zh}）。", "Section {numeral} ({zh}, {en}) was not found."),
    "section_columns": Words("“{title}”中有{count}行是左右两栏并排的文字，次序无法确定，不读取；请另存为单栏文本。",
                             "{count} lines of «{title}» hold two columns of prose side by side; their order is not "
                             "certain, so they are not read. Save the text in one column."),
    "read_by_ocr": Words("页面是图片；识别所得在来源中标明 ocr。",
                         "Pages of the file are pictures; what was recognised is marked ocr in its source."),
    "override": Words("{name} = {value}，由{who}给出。", "{name} = {value}, given by {who}."),
    "versions_differ": Words("这份报告的几个版本数字不同，日期和标题都看不出哪个最新：{paths}；请把错误的移出文件夹。",
                             "Versions of this report hold different figures, and no date or title says which is the "
                             "last: {paths}; move the wrong ones out of the folder."),
    "version": Words("计入的是这份报告的另一个版本：{path}。", "Another version of this report counts: {path}."),
    "same_figures": Words("数字与“{body}”{year}年度的报告（{path}）完全相同。",
                          "The figures are the same as in the report of «{body}» for {year} at {path}."),
    "duplicate_file": Words("同样的文件也在{paths}；只计一次。", "The same file lies also at {paths}; it counts once."),
    "unreadable": Words("文件无法读取：{reason}", "{reason}"),
    "table_name": Words("表{numeral}", "table {numeral}"),
    "unreadable.fault": Words("读取时出错：{reason}", "Reading failed with {reason}"),
    "unreadable.changed": Words("读取期间文件有变动；请重新运行。", "The file changed while it was read; run this again."),
    "unreadable.ended": Words("读取进程在读此文件时中止（内存或时间超限，或程序库出错）；请检查或替换此文件。",
                              "The reading process ended while it read this file (out of memory or time, or a fault in a "
                              "library); check or replace the file."),
    "unreadable.special": Words("这不是普通文件（管道、设备或套接字）；请移出文件夹。",
                                "This is no regular file (a pipe, a device or a socket); move it out of the folder."),
    "unreadable.large": Words("文件有{size} MB，超过上限{most} MB；请拆分或单独保存报告。",
                              "{size} MB is more than the {most} MB that a report may have; split the file or give the "
                              "report alone."),
    "unreadable.outside": Words("此链接指向文件夹之外；如确要读取，请加 --follow-links。",
                                "This link leads out of the folder; to read it all the same, add --follow-links."),
    "unreadable.folder": Words("文件夹无法打开（{reason}）；请检查权限。",
                               "The folder cannot be opened ({reason}); check its permissions."),
    "unreadable.lost": Words("无法打开（{reason}）；请检查路径和权限。",
                             "It cannot be opened ({reason}); check the path and its permissions."),
    **prose.MESSAGES,
    "the_user": Words("用户", "the user"),
    "blank": Words("空白", "blank"),
}  # fmt: skip


def say(key: str, **values: object) -> Words:
    """A message of a finding in both languages, filled in.

    >>> say("row_missing", label="总计").en
    'The row «总计» was not found.'
    """
    return MESSAGES[key].filled(**values)
