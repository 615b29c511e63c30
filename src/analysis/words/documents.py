"""What the readers of files say of what they could not read, or left out, in both languages."""

from __future__ import annotations

from analysis.words import Words

NOTES: dict[str, Words] = {
    "pages_one": Words("第{first}页", "Page {first}"),
    "pages_run": Words("第{first}至{last}页", "Pages {first} to {last}"),
    "pages_some": Words("第{some}页", "Pages {some}"),
    "struck": Words("带删除线的文字不采用：“{words}”。", "Struck-through text is left out: «{words}»."),
    "struck_on_page": Words("{pages}：带删除线的文字不采用：“{words}”。",
                            "{pages}: struck-through text is left out: «{words}»."),
    "bytes_replaced": Words("有{count}处字节不是有效的{encoding}编码，读作U+FFFD。",
                            "{count} byte sequences are not valid {encoding} and were read as U+FFFD"),
    "hidden_rows": Words("工作表“{sheet}”中隐藏的行或列不采用。",
                         "Hidden rows or columns of the sheet «{sheet}» are left out."),
    "hidden_sheet": Words("工作表“{sheet}”是隐藏的，不采用。", "The sheet «{sheet}» is hidden and left out."),
    "sheet_not_there": Words("文件中没有工作表“{sheet}”；请重新下载文件。",
                             "The sheet «{sheet}» is not in the file; fetch the file again."),
    "formula_not_computed": Words("工作表“{sheet}”中的公式{place}从未计算；请打开文件并保存。",
                                  "The formula {place} of the sheet «{sheet}» was never computed; "
                                  "open the file and save it."),
    "part_damaged": Words("文件的“{part}”部分已损坏；自动编号可能丢失。",
                          "The part «{part}» is damaged; automatic numbers may be lost."),
    "lists_damaged": Words("文件的列表已损坏；自动编号可能丢失。",
                           "The lists of the file are damaged; automatic numbers may be lost."),
    "other_file": Words("从另一文件插入的部分没有读取；请把文件另存。",
                        "A part that was put in from another file is not read; save the file anew."),
    "embedded": Words("“{after}”之后有{count}个嵌入对象没有读取；如果是表格，请把报告存为PDF再读取。",
                      "{count} embedded objects are not read after «{after}»; if they are tables, "
                      "save the report as PDF and read that file."),
    "text_box": Words("表格中有文本框；其内容放在该行之后。", "A text box stands in a table; it is given after its row."),
    "pictures_for_tables": Words("文件没有表格，但有{count}幅图片；如果表格是图片，请先用OCR转成文字再读取。",
                                 "The file holds no table but {count} pictures; if the tables are pictures, turn them "
                                 "into text with OCR and read the new file."),
    "hidden_table": Words("网页中不显示的部分有表格；不采用。",
                          "A part of the page that is not shown holds a table; it is left out."),
    "framed": Words("网页在框架中显示另一网页；如果报告在其中，请保存那一页。",
                    "The page shows another page in a frame; if the report is there, save that page."),
    "pictured_table": Words("表{numeral}只有图片；请在图片上查看，或查找报告的PDF或Word文件。",
                            "Table {numeral} holds a picture only; read it there, or look for the report as PDF or Word "
                            "file."),
    "pages_lost": Words("{pages}无法读取，文件在此处损坏；请重新下载文件。",
                        "{pages} cannot be read, the file is damaged there; fetch the file again."),
    "first_pages": Words("只读取{count}页中的前{read}页，图形过多。",
                         "Only the first {read} of {count} pages are read, they hold too many drawings."),
    "cut_off": Words("文件结尾不像PDF的结尾，可能不完整；请与来源核对。",
                     "The file does not end as a PDF ends; it may be cut off, so compare it with its source."),
    "running_rows": Words("每页页眉中带数字的行不采用。",
                          "Rows with figures that stand at the head of each page are left out."),
    "pictures_only": Words("{pages}只有图片；{advice}", "{pages} holds pictures only; {advice}"),
    "pictures_only_many": Words("{pages}只有图片；{advice}", "{pages} hold pictures only; {advice}"),
    "no_text": Words("各页没有可读的文字；如果是图片，{advice}",
                     "The pages hold no text that can be read; if they are pictures, {advice}"),
    "not_seen": Words("{pages}：看不见的文字、水印、印章或行号不采用：“{words}”。",
                      "{pages}: text that is not seen, watermarks, stamps or line numbers are left out: «{words}»."),
    "install_ocr": Words("请运行{command}后再次读取。", "{command} and read the file again."),
    "no_text_in_pictures": Words("图片中没有能识别的文字；请查找文本或网页版的报告。",
                                 "no text can be made out in them; look for the report as text or web page."),
    "recognised": Words("{pages}是图片，文字由OCR识别；使用前请把数字与图片核对。",
                        "{pages}: the text of pages that are pictures was recognised by OCR; compare figures with the "
                        "picture before you use them."),
    "unclear_figures": Words("{pages}：{count}处可能是数字而不够清楚，没有读取，各记为{mark}；请在图片上查看。",
                             "{pages}: {count} places that may be figures are not clear enough to be read, each stands "
                             "as {mark}; look them up in the picture."),
    "picture_of_many_lines": Words("{pages}：行数超过一份报告，没有读取；请检查文件。",
                                   "{pages}: more lines than a report has; it is not read, so check the file."),
    "picture_too_large": Words("{pages}：图片过大，没有读取；请缩小后重新保存。",
                               "{pages}: the picture is too large to be read; save the page smaller."),
    "first_pictures": Words("{count}页图片中只读取了{read}页；请拆分文件。",
                            "Only {read} of {count} pages that are pictures are read; split the file."),
    "page_cut": Words("{pages}：字符或图形过多，其余没有读取。",
                      "{pages}: more characters or drawings than are read; the rest is left out."),
    "fields_not_drawn": Words("{pages}：表单域中有未显示的文字；请把文件打印成PDF再读取。",
                              "{pages}: fields of a form hold text that is not drawn; print the file to PDF and read "
                              "that."),
    "too_many_rules": Words("{pages}：线条过多，不像表格；按无线表读取。",
                            "{pages}: too many rules for a table; the text is read without them."),
    "across_rule": Words("{pages}：{number}印在表格线上；请核对该格。",
                         "{pages}: {number} is printed across a rule; check its cell."),
    "fonts_unknown": Words("{pages}：字体没有说明{count}个字符的含义，均记作\ufffd；请与印刷页核对。",
                           "{pages}: the fonts do not say what {count} characters mean, so each stands as \ufffd; "
                           "compare them with the printed page."),
}  # fmt: skip


def note(key: str, **values: object) -> Words:
    """A sentence of a reader in both languages, filled in.

    >>> note("struck", words="12").en
    'Struck-through text is left out: «12».'
    """
    return NOTES[key].filled(**values)


def pages_of(numbers: list[int]) -> Words:
    """Page numbers as words.

    >>> pages_of([3]).en, pages_of([1, 2, 3]).en, pages_of([1, 4]).en
    ('Page 3', 'Pages 1 to 3', 'Pages 1, 4')
    """
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return note("pages_one", first=first)
    if last - first == len(numbers) - 1:
        return note("pages_run", first=first, last=last)
    return note("pages_some", some=Words("、".join(map(str, numbers)), ", ".join(map(str, numbers))))
