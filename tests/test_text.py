import pytest

from analysis.text import chinese_number, fold, read_cell, tidy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（一）予以公开", "一予以公开"),
        ("㈠ 予以 公开", "一予以公开"),
        ("(一)予以公开", "一予以公开"),
        ("１．属于国家秘密", "1属于国家秘密"),
        ("⼀、本年新收政府信息公开申请数量", "一本年新收政府信息公开申请数量"),
        ("危及“三安全一稳定”", "危及三安全一稳定"),
        ("行政規範性文件", "行政规范性文件"),
        ("⻓治市", "长治市"),
        ("\u200b规\u00ad章", "规章"),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


def test_tidy_drops_layout_spaces_only():
    assert tidy("绥滨县 2023  年 工作 报告") == "绥滨县2023年工作报告"
    assert tidy("annual report 2023") == "annual report 2023"


@pytest.mark.parametrize(
    ("raw", "status", "value"),
    [
        ("20", "reported", 20),
        ("0", "reported", 0),
        ("２５", "reported", 25),
        ("1,854,488", "reported", 1854488),
        ("1，854，488", "reported", 1854488),
        ("0.7452", "reported", 0.7452),
        ("+1036", "reported", 1036),
        ("-8", "reported", -8),
        (" 7 ", "reported", 7),
        ("", "blank", None),
        ("\u3000\xa0", "blank", None),
        ("/", "na_mark", None),
        ("—", "na_mark", None),
        ("——", "na_mark", None),
        ("无", "na_mark", None),
        ("不涉及", "na_mark", None),
        ("251000元", "text", 251000),
        ("22（其中修订16件）", "text", 22),
        ("55(含自然失效29件)", "text", 55),
        ("二十三", "text", 23),
        ("三", "text", 3),
        # No certain number: approximate, malformed, glued, or a dash typed as 一.
        ("约20", "text", None),
        ("20余", "text", None),
        ("1,23", "text", None),
        ("00", "text", None),
        ("007", "text", None),
        ("1 854", "text", None),
        ("12 0", "text", None),
        ("0\n3", "text", None),
        ("一", "text", None),
        ("1.2.3", "text", None),
        ("O", "text", None),
        ("详见附件", "text", None),
        ("3.其他", "text", None),
        ("9" * 20, "text", None),
    ],
)
def test_read_cell(raw, status, value):
    reading = read_cell(raw)
    assert (reading.status, reading.value) == (status, value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〇", 0), ("十", 10), ("十二", 12), ("二十", 20), ("一百二十三", 123), ("两百零三", 203), ("一千零一", 1001),
        ("三万", 30000), ("一万二千", 12000), ("二〇二三", 2023), ("百", 100), ("十十", None), ("一二十", None),
        ("万", None), ("三千余", None), ("", None), ("abc", None),
    ],
)  # fmt: skip
def test_chinese_number(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12①", 12), ("③12", 12), ("0.833①", 0.833), ("12¹", 12), ("12₁", 12), ("12❶", 12),
        ("12[1]", 12), ("12【3】", 12),
        ("1²3", None), ("12③5", None), ("①", None), ("1①2", None),
        ("1\u2009854\u2009488", 1854488), ("1\u00a0854", 1854), ("1 854 488", 1854488), ("1.854.488", 1854488),
        ("1、854", 1854), ("1'854", 1854), ("1.854.488.50", None), ("12 345", None), ("1 85 488", None),
        ("18 54", None),
        ("1、85", None), ("54. 106", None), ("54 .106", None), ("1, 234", None),
    ],
)  # fmt: skip
def test_marks_are_no_digits_and_groups_are_whole_or_not_read(raw: str, value: float | None) -> None:
    assert read_cell(raw).value == value


@pytest.mark.parametrize(
    ("raw", "change"),
    [("减3", -3), ("↓3", -3), ("降低12", -12), ("▼4", -4), ("增5", 5), ("↑5", 5), ("3", None), ("减", None)],
)
def test_signs_in_words_are_changes(raw: str, change: float | None) -> None:
    assert read_cell(raw).change == change
    assert change is None or read_cell(raw).value is None
