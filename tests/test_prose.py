# ruff: noqa: E501
"""The prose: hand-coded reports, quotations, generated sentences, points, and what is never read."""

import doctest
import importlib
import json
import time
from pathlib import Path

import pytest
from bench.prose import GOLD, generated, group_of, on_generated, samples
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.prose import read_prose, read_sections, without_contacts
from analysis.prose.points import CODES
from analysis.reports import read_report
from analysis.words.prose import METRICS, THEMES

ROOT = Path(__file__).parent.parent
GOLDEN = json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read():
    return {path.name[:3]: (report := read_report(path), read_prose(report)) for path in samples()}


def mentions_at(prose, row):
    return [
        m for m in prose.mentions if m.kind == "mention" and m.start < row["end"] and row["start"] < m.end
    ]


def figures(text, kind="government", year=2023):
    return [
        (m.metric, m.value)
        for m in read_sections({"s1_overview": text}, kind, year).mentions
        if m.kind == "mention"
    ]


def test_every_figure_of_the_hand_coded_reports_is_read_and_no_other(read):
    missed, taken = [], set()
    for row in GOLDEN["mentions"]:
        prose = read[row["report"]][1]
        fits = [
            m
            for m in mentions_at(prose, row)
            if m.value == row["value"] and (row["report"], id(m)) not in taken
        ]
        codes = [row["metric"], *row["metric_also"]]
        fits.sort(key=lambda m: m.metric not in codes)
        taken |= {(row["report"], id(m)) for m in fits[:1]}
        missed += [] if fits else [row]
    assert len(missed) <= 1
    read_in_all = sum(m.kind == "mention" for _, prose in read.values() for m in prose.mentions)
    assert read_in_all == len(taken)


@pytest.mark.parametrize(
    ("field", "also", "most_wrong"), [("metric", "metric_also", 2), ("scope", "scope_also", 2)]
)
def test_metric_and_scope_of_the_hand_coded_figures(read, field, also, most_wrong):
    wrong = []
    for row in (row for row in GOLDEN["mentions"] if field not in row["uncertain_fields"]):
        said = {
            getattr(m, field) for m in mentions_at(read[row["report"]][1], row) if m.value == row["value"]
        }
        wrong += [] if said & {row[field], *row[also]} else [(row["clause"], row[field], said)]
    assert len(wrong) <= most_wrong, wrong


def test_polarity_upper_end_and_section_of_the_hand_coded_figures(read):
    for row in GOLDEN["mentions"]:
        found = next(m for m in mentions_at(read[row["report"]][1], row) if m.value == row["value"])
        assert (found.polarity, found.value_hi, found.section) == (
            row["polarity"],
            row["value_hi"],
            row["section"],
        )


def test_numbers_that_count_nothing_are_not_read(read):
    for row in GOLDEN["not_mentions"]:
        assert not [m for m in mentions_at(read[row["report"]][1], row) if m.number]


def test_each_clause_lies_in_its_section(read):
    for row in GOLDEN["mentions"]:
        section = next(s for s in read[row["report"]][0].sections if s.section == row["section"])
        assert section.start <= row["start"] < row["end"] <= section.end


def test_every_claim_is_found_and_no_other(read):
    for name, (_, prose) in read.items():
        rows = [row for row in GOLDEN["claims_on_all"] if row["report"] == name]
        claims = [m for m in prose.mentions if m.kind == "claim"]
        for row in (row for row in rows if not row["uncertain"]):
            assert [m for m in claims if m.start < row["end"] and row["start"] < m.end], row["text"]
        for m in claims:
            assert [row for row in rows if m.start < row["end"] and row["start"] < m.end], m.text


def test_problems_and_measures_with_their_themes(read):
    right = wrong = 0
    for name, (_, prose) in read.items():
        rows = [row for row in GOLDEN["problems_and_measures"] if row["report"] == name]
        assert [(p.kind, p.order) for p in prose.points] == [(row["kind"], row["n"]) for row in rows]
        for point, row in zip(prose.points, rows, strict=True):
            assert point.start < row["end"]
            assert row["start"] < point.end
            given_, unsure = set(row["themes"]), set(row["themes_uncertain"])
            right += 2 * len(given_ & set(point.themes) - unsure)
            wrong += len((given_ ^ set(point.themes)) - unsure)
    assert right / (right + wrong) >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市政府网站主动公开各类政府信息5500余条，新增公开市政府规章1件、政策性文件11件，"
         "制作《某市人民政府公报》6期。",
         [("pub_total", 5500), ("pub_regulations", 1), (None, 11), ("pub_gazette_issues", 6)]),
        ("组织召开了“春节前后服务企业用工”“四最一流营商环境20条”等新闻发布会12场。", [("press_conf", 12)]),
        ("全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复）。",
         [("new", 3119), ("closed", 3050), ("carried_in", 34), ("carried_out", 103)]),
        ("政府信息公开行政复议351件，其中结果维持72件；政府信息公开行政诉讼46件，其中结果纠正5件，尚未审结7件。",
         [("review", 351), ("review_upheld", 72), ("litig", 46), ("litig_corrected", 5), ("litig_pending", 7)]),
        ("全年收取政府信息公开信息处理费3940元。", [("fee_collected", 3940)]),
        ("领导出席新闻发布会共计25人次。", [("press_leader_attend", 25)]),
        ("收到申请公开14件（其中信件申请10件，网络申请4件），已办结12件，2件结转下年办理。",
         [("new", 14), ("ch_mail", 10), ("ch_net", 4), ("closed", 12), ("carried_out", 2)]),
        ("收到政府信息公开申请，其中网络申请1303件，占86.92%；信函172件；当面24件。",
         [("ch_net", 1303), ("share", 86.92), ("ch_mail", 172), ("ch_inperson", 24)]),
        ("政策解读50条，其中文字解读12条，图片解读34条，“H5”解读2条以及动漫解读2条。",
         [("interpretation_total", 50), ("interpretation_text", 12), ("interpretation_image", 34), ("interpretation_h5", 2),
          ("interpretation_comic", 2)]),
        ("微信公众号发布信息47410条、订阅量达到5664865。", [("pub_total", 47410), ("followers", 5664865)]),
        ("申请人主动撤销申请42件。", [("withdrawn", 42)]),
        ("全市政务新媒体共计95个，在四个季度检查抽查中，合格率均为100%。", [("accounts_total", 95), ("pass_rate", 100)]),
        ("收到申请公开45件，同比增长12.5%，办结43件，较上年下降8.3%。", [("new", 45), ("yoy", 12.5), ("closed", 43), ("yoy", -8.3)]),
        ("发出收费通知的件数和总金额以及实际收取信息处理费的总金额均为0。",
         [("fee_notices", 0), ("fee_billed", 0), ("fee_collected", 0)]),
        ("清理过期信息320条，删除错敏信息15条。", [(None, 320), (None, 15)]),
        ("公开重大建设项目信息45条，全年行政事业性收费金额7452元。", [(None, 45), (None, 7452)]),
        ("收到行政复议、诉讼申请5件。", [("remedy_cases", 5)]),
        ("举办政务公开培训班两期，120余名干部参加。", [("training_sessions", 2), ("training_persons", 120)]),
        ("落实三审三校制度，办理时限由20个工作日压缩至15个工作日，推进28个试点领域，拨打12345热线。", []),
        ("根据国办公开办函〔2021〕30号、令第711号第二十条，截至2023年12月31日，联系电话0571-87654321。", []),
    ],
)  # fmt: skip
def test_quotations(text, expected):
    assert figures(text) == expected


def test_generated_prose_with_known_facts():
    kinds, _ = on_generated(2000, seed=7)
    for kind, score in kinds.items():
        assert score.found >= 0.98 * score.there, kind
        assert score.coded >= 0.97 * score.there, kind
        assert score.read <= 1.02 * score.there, kind


def test_silence_is_not_zero():
    prose = read_sections({"s6_other": "无其他需要报告的事项。"})
    assert [(m.kind, m.metric, m.value, m.polarity) for m in prose.mentions] == [
        ("claim", "nothing_to_report", None, "none")
    ]
    assert read_sections({"s6_other": "本机关未收取信息处理费。"}).mentions[0].polarity == "explicit_none"


def test_last_year_and_all_years_are_kept_apart():
    prose = read_sections(
        {"s1_overview": "2022年公开政府信息2000条，2023年公开2300条。自网站开通以来累计公开信息9万条。"},
        None,
        2023,
    )
    assert [m.period for m in prose.mentions] == ["previous", "year", "cumulative"]


def test_units_of_a_list_are_not_the_body_itself():
    prose = read_sections(
        {"s1_overview": "全市受理申请25件，其中市公安局受理12件、市住建局8件。"}, "government"
    )
    assert [m.scope for m in prose.mentions] == ["aggregate", "sub_unit", "sub_unit"]


def test_parts_know_their_whole():
    prose = read_sections({"s1_overview": "收到申请公开20件，其中自然人18件、法人2件，办结19件。"})
    assert [m.part_of for m in prose.mentions] == [None, 0, 0, None]


def test_a_paragraph_that_a_page_tears_is_read_as_one():
    prose = read_sections({"s1_overview": "全年通过政府网站主动公开政府信\n息1234条，开展业务培\n训3次。"})
    assert [(m.metric, m.value) for m in prose.mentions] == [("pub_total", 1234), ("training_sessions", 3)]


def test_points_without_marks_and_their_pairs():
    text = (
        "存在的问题：解读形式单一；业务培训不够。下一步，我局将丰富政策解读形式。将于2024年6月前举办2次培训。"
    )
    points = read_sections({"s5_problems": text}).points
    assert [(p.kind, p.pair) for p in points] == [
        ("problem", 1),
        ("problem", 2),
        ("measure", 1),
        ("measure", 2),
    ]
    assert [p.specific for p in points] == [False, False, False, True]


def test_telephone_numbers_and_names_are_left_out():
    assert (
        without_contacts("联系人：张三，电话0571-87654321，手机13812345678。") == "联系人：…，电话…，手机…。"
    )


def test_every_code_has_words_in_both_languages():
    codes = {fact.metric for sentence in generated(3000, 5) for fact in sentence.facts if fact.metric}
    assert codes <= set(METRICS)
    assert {*CODES["problem"], *CODES["measure"]} == set(THEMES)
    assert all(words.zh and words.en for words in (*METRICS.values(), *THEMES.values()))
    assert group_of("new") == "REQ"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"，。；：、（）0123万余%件条次",
                "申请",
                "信息",
                "行政复议",
                "其中",
                "分别为",
                "各",
                "未收到",
                "培训",
                "\n",
            ]
        ),
        max_size=60,
    )
)
def test_whatever_is_written_places_stay_inside_and_numbers_are_printed(parts):
    text = "".join(parts)
    for m in read_sections({"s1_overview": text}).mentions:
        assert 0 <= m.start < m.end <= len(text)
        assert m.number is None or m.number[0] in text[m.start : m.end]


@pytest.mark.parametrize("module", ["claims", "numbers", "read", "reuse", "points"])
def test_examples_hold(module):
    assert doctest.testmod(importlib.import_module(f"analysis.prose.{module}")).failed == 0


@pytest.mark.parametrize(
    "words", ["共有", "1、", "1条、", "全部均已按", "未收到、", "其中", "申请", "问题和", "一是"]
)
def test_time_grows_with_the_text(words):
    def took(times):
        begun = time.process_time()
        read_sections({"s1_overview": "公开" + words * times, "s5_problems": words * times})
        return time.process_time() - begun

    took(100)
    assert took(2000) < 9 * max(took(500), 0.05)
