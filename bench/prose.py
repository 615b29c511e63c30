# ruff: noqa: E501
"""How well the prose is read: on the hand-coded reports, on generated prose with known facts, and in how much time.

    python -m bench.prose [--clauses 4000] [--seed 1] [--misses 10]

Prints precision and recall by group of metrics and by kind of sentence, for value and unit and with the metric.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.prose import Mention, read_prose, read_sections
from analysis.reports import read_report

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "data" / "prose" / "gold.json"


class Fact(NamedTuple):
    """What a generated clause says: a value in a unit, of a metric; the group is what is counted."""

    metric: str | None
    value: float
    unit: str | None


class Sentence(NamedTuple):
    """A generated sentence, the kind of grammar it tries, and its facts."""

    kind: str
    text: str
    facts: list[Fact]


# Words a body may use, with unit and metric; each row of words is one metric.
PHRASES = (
    ("主动公开政府信息 发布各类政务信息 公开信息 发布政府信息 更新各类信息", "条", "pub_total"),
    ("通知公告 公示公告 公告公示", "条", "pub_notice"),
    ("工作动态 政务动态类信息 动态信息", "条", "pub_dynamic"),
    ("机构概况 概况类信息", "条", "pub_overview"),
    ("财政预决算信息 预决算", "条", "pub_budget"),
    ("人事任免 人事信息", "条", "pub_personnel"),
    ("制发行政规范性文件 公开规范性文件", "件", "pub_normdocs"),
    ("编发政府公报 出版政府公报", "期", "pub_gazette_issues"),
    ("发布政策解读 发布政策解读材料 发布解读稿件 制作政策解读产品", "篇", "interpretation_total"),
    ("召开新闻发布会 举办新闻发布会 组织召开新闻发布会", "场", "press_conf"),
    ("开展在线访谈 举办在线访谈", "期", "interview"),
    ("收到网民留言 受理群众来信 收到群众留言 收到市长信箱来信", "件", "msgs_received"),
    ("办理网民留言 回复群众来信 答复网上咨询", "件", "msgs_handled"),
    ("开展意见征集 组织网上意见征集", "次", "solicit_rounds"),
    ("收集意见建议 收到公众意见", "条", "solicit_opinions"),
    ("回应社会关切 回应群众关切热点", "次", "response_events"),
    ("网站访问量 网站总访问量 门户网站点击量", "次", "site_visits"),
    ("新增专栏 开设专题专栏 新开设栏目", "个", "columns_new"),
    ("调整优化栏目 改版专栏", "个", "columns_revised"),
    ("关停新媒体账号 注销政务新媒体账号", "个", "accounts_closed"),
    ("公众号关注人数 微信公众号粉丝数", "人", "followers"),
    ("阅读量 公众号总阅读量", "次", "reads"),
    ("收到政府信息公开申请 受理依申请公开 新收政府信息公开申请 接到信息公开申请", "件", "new"),
    ("办结政府信息公开申请 答复依申请公开件", "件", "closed"),
    ("网络申请 网上申请", "件", "ch_net"),
    ("信函申请 邮寄申请", "件", "ch_mail"),
    ("当面申请 现场申请", "件", "ch_inperson"),
    ("收到行政复议 行政复议案件 被申请行政复议", "件", "review"),
    ("行政诉讼案件 被提起行政诉讼", "件", "litig"),
    ("收取信息处理费 收取政府信息公开信息处理费", "元", "fee_collected"),
    ("举办业务培训 开展政务公开培训 组织专题培训班", "次", "training_sessions"),
    ("培训人员 参训人员", "人次", "training_persons"),
    ("开展督导检查 开展专项检查 组织巡查", "次", "inspections"),
    ("印发通报 编发工作简报", "期", "bulletins"),
    ("召开工作推进会 召开专题会议", "次", "meetings"),
    ("受理投诉举报", "件", "complaints"),
)  # fmt: skip
GROUPS = {
    "PUB": "pub_ gazette", "INT": "interp press interview live", "ENG": "msgs solicit response reply hotline",
    "PLAT": "site columns accounts followers reads", "REQ": "new closed ch_ natural org full partial denied "
                                                            "unable rejected carried workload",
    "REM": "review litig remedy", "FEE": "fee", "SUP": "training inspections bulletins meetings complaints "
                                                       "accountability", "RATE": "share yoy",
}  # fmt: skip
NOISE = (
    "根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号要求",
    "严格落实“三审三校”制度",
    "办理时限由20个工作日压缩至15个工作日",
    "联系电话0571-87654321",
    "统筹推进28个试点领域",
    "第二十条第一项",
    "进一步提升“12345”热线办理质效",
    "2023年1月1日至12月31日期间",
)
UNKNOWN = (
    ("制定责任清单", "份"),
    ("配发宣传手册", "册"),
    ("建设口袋公园", "个"),
    ("发放调查表", "份"),
    ("梳理办事项目", "项"),
)


def samples() -> list[Path]:
    """The sample reports that were coded by hand."""
    return sorted((ROOT / "data" / "raw").rglob("00[0-4]_*.txt"), key=lambda path: path.name)


def group_of(metric: str | None) -> str:
    """The group of the taxonomy that a metric belongs to."""
    return next(
        (name for name, starts in GROUPS.items() if metric and metric.startswith(tuple(starts.split()))),
        "none",
    )


def _printed(value: float, rng: random.Random) -> str:
    style = rng.random()
    return f"{value:,.0f}" if style < 0.15 and value > 999 else f"{value:.0f}"


def _counted(rng: random.Random, used: set[str]) -> tuple[str, str, str]:
    while True:
        words, unit, metric = rng.choice(PHRASES)
        if metric not in used:
            used.add(metric)
            return rng.choice(words.split()), unit, metric


def plain(rng: random.Random) -> Sentence:
    """One to four counts, set apart by commas."""
    used: set[str] = set()
    parts, facts = [], []
    for _ in range(rng.randint(1, 4)):
        words, unit, metric = _counted(rng, used)
        value = rng.randint(1, 9000)
        parts.append(f"{words}{rng.choice(['', '共', '共计', '达', '累计'])}{_printed(value, rng)}{unit}")
        facts.append(Fact(metric, value, unit))
    return Sentence("plain", f"{rng.choice(['', '全年', '2023年,', '我局'])}{'，'.join(parts)}。", facts)


def before_noun(rng: random.Random) -> Sentence:
    """The number stands before its noun: 举办3次业务培训."""
    verb, noun, unit, metric = rng.choice((
        ("举办", "政务公开业务培训", "次", "training_sessions"), ("召开", "新闻发布会", "场", "press_conf"),
        ("受理", "政府信息公开申请", "件", "new"), ("发布", "政策解读", "篇", "interpretation_total"),
        ("开设", "专题专栏", "个", "columns_new"), ("答复", "网民留言", "条", "msgs_handled"),
        ("开展", "专项检查", "次", "inspections"), ("办结", "政府信息公开申请", "件", "closed"),
    ))  # fmt: skip
    value = rng.randint(2, 400)
    return Sentence("number before noun", f"全年{verb}{value}{unit}{noun}。", [Fact(metric, value, unit)])


def scaled(rng: random.Random) -> Sentence:
    """万, 余, 近, 超."""
    words, unit, metric = rng.choice(
        (("网站访问量", "次", "site_visits"), ("阅读量", "次", "reads"), ("发布各类信息", "条", "pub_total"))
    )
    digits = rng.choice([f"{rng.randint(1, 99)}", f"{rng.uniform(1, 99):.1f}"])
    more = rng.choice(["余", "", "多"])
    text = f"{words}{rng.choice(['近', '超', '约', '达', '突破', ''])}{digits}万{more}{unit}。"
    return Sentence("万 and 余", text, [Fact(metric, round(float(digits) * 1e4, 4), unit)])


def each(rng: random.Random) -> Sentence:
    """各 and 均为."""
    value = rng.randint(0, 30)
    words = rng.choice(["行政复议、行政诉讼", "行政复议和行政诉讼", "被申请行政复议、提起行政诉讼"])
    how = rng.choice(["各", "均为", "各为"])
    return Sentence(
        "各", f"全年{words}{how}{value}件。", [Fact("review", value, "件"), Fact("litig", value, "件")]
    )


def respectively(rng: random.Random) -> Sentence:
    """分别为."""
    a, b = rng.randint(1, 90), rng.randint(1, 90)
    names, metrics = rng.choice(
        (("行政复议、行政诉讼", ("review", "litig")), ("网络申请、信函申请", ("ch_net", "ch_mail")))
    )
    middle = rng.choice([f"{a}件和{b}件", f"{a}件、{b}件", f"{a}、{b}件"])
    return Sentence(
        "分别", f"{names}分别为{middle}。", [Fact(m, v, "件") for m, v in zip(metrics, (a, b), strict=True)]
    )


def parts(rng: random.Random) -> Sentence:
    """其中, 包括, brackets."""
    a, b = rng.randint(1, 900), rng.randint(1, 900)
    whole, unit, metric, one, two = rng.choice((
        ("收到政府信息公开申请", "件", "new", ("网络申请", "ch_net"), ("信函申请", "ch_mail")),
        ("收到政府信息公开申请", "件", "new", ("自然人申请", "natural"), ("法人或其他组织申请", "org")),
        ("受理行政复议案件", "件", "review", ("结果维持", "review_upheld"), ("结果纠正", "review_corrected")),
        ("主动公开政府信息", "条", "pub_total", ("通知公告", "pub_notice"), ("工作动态", "pub_dynamic")),
        ("发布政策解读", "篇", "interpretation_total", ("文字解读", "interpretation_text"), ("图片解读", "interpretation_image")),
    ))  # fmt: skip
    opened, closed = rng.choice(
        (("，其中", ""), ("，包括", ""), ("（其中", "）"), ("（", "）"), ("，其中：", ""))
    )
    text = f"{whole}{a + b}{unit}{opened}{one[0]}{a}{unit}{rng.choice('、，')}{two[0]}{b}{unit}{closed}。"
    return Sentence("其中", text, [Fact(metric, a + b, unit), Fact(one[1], a, unit), Fact(two[1], b, unit)])


def rates(rng: random.Random) -> Sentence:
    """Shares and changes on the year before."""
    value, percent = rng.randint(2, 900), round(rng.uniform(1, 99), rng.choice([0, 1, 2]))
    shown = f"{percent:g}"
    if rng.random() < 0.4:
        text = f"收到网络申请{value}件，占{rng.choice(['', '总数的', '比'])}{shown}%。"
        return Sentence("share and yoy", text, [Fact("ch_net", value, "件"), Fact("share", percent, "%")])
    word, sign = rng.choice((("增长", 1), ("上升", 1), ("下降", -1), ("减少", -1), ("回落", -1)))
    against, about = rng.choice(["同比", "较上年", "比上年", "与上年相比"]), rng.choice(["", "了", "约"])
    text = f"收到政府信息公开申请{value}件，{against}{word}{about}{shown}%。"
    return Sentence("share and yoy", text, [Fact("new", value, "件"), Fact("yoy", sign * percent, "%")])


def denials(rng: random.Random) -> Sentence:
    """Zero in words and in figures."""
    text, *metrics = rng.choice((
        ("本年度未收到政府信息公开申请", "new"), ("全年未发生行政复议、行政诉讼", "review", "litig"),
        ("我局未收取信息处理费", "fee_collected"), ("没有发生因政府信息公开引起的行政复议和行政诉讼案件", "review", "litig"),
        ("未出现责任追究情形", "accountability"), ("未收到投诉举报", "complaints"), ("收到政府信息公开申请0件", "new"),
        ("行政复议0件，行政诉讼0件", "review", "litig"), ("本年度无行政复议", "review"), ("没有收取任何信息处理费用", "fee_collected"),
    ))  # fmt: skip
    unit = "件" if "0件" in text else None
    return Sentence("denial", f"{text}。", [Fact(metric, 0.0, unit) for metric in metrics])


def han(rng: random.Random) -> Sentence:
    """Chinese numerals."""
    digit, value = rng.choice((("两", 2), ("三", 3), ("五", 5), ("十二", 12), ("六", 6)))
    words, unit, metric = rng.choice((("举办业务培训", "次", "training_sessions"), ("召开新闻发布会", "场", "press_conf"),
                                      ("开展专项检查", "次", "inspections"), ("印发通报", "期", "bulletins")))  # fmt: skip
    return Sentence(
        "Chinese numerals", f"{words}{digit}{unit}，不断提升工作水平。", [Fact(metric, value, unit)]
    )


def noise(rng: random.Random) -> Sentence:
    """The stop list, with one real figure or none."""
    if rng.random() < 0.5:
        return Sentence("stop list", f"{rng.choice(NOISE)}，{rng.choice(NOISE)}。", [])
    words, unit, metric = _counted(rng, set())
    value = rng.randint(1, 900)
    return Sentence("stop list", f"{rng.choice(NOISE)}，{words}{value}{unit}。", [Fact(metric, value, unit)])


def unknown(rng: random.Random) -> Sentence:
    """Things without a code, beside one that has it."""
    (thing, what), value, other = rng.choice(UNKNOWN), rng.randint(2, 90), rng.randint(2, 90)
    words, unit, metric = _counted(rng, set())
    return Sentence(
        "no code",
        f"{words}{value}{unit}，{thing}{other}{what}。",
        [Fact(metric, value, unit), Fact(None, other, what)],
    )


MAKERS: tuple[Callable[[random.Random], Sentence], ...] = (
    plain, plain, plain, before_noun, scaled, each, respectively, parts, parts, rates, denials, han, noise, noise, unknown,
)  # fmt: skip


def generated(clauses: int, seed: int) -> Iterator[Sentence]:
    """Sentences with at least so many facts in all."""
    rng, made = random.Random(seed), 0
    while made < clauses:
        sentence = rng.choice(MAKERS)(rng)
        made += max(1, len(sentence.facts))
        yield sentence


class Score(NamedTuple):
    """Figures found, read and there: by value and unit, and with the metric."""

    found: int = 0
    coded: int = 0
    read: int = 0
    there: int = 0

    def __add__(self, other: object) -> Score:
        return (
            Score(*(a + b for a, b in zip(self, other, strict=True)))
            if isinstance(other, Score)
            else NotImplemented
        )

    def __str__(self) -> str:
        share = [
            100 * n / max(1, of)
            for n, of in ((self.found, self.read), (self.found, self.there), (self.coded, self.there))
        ]
        figures = f"P {share[0]:6.2f}  R {share[1]:6.2f}  with metric {share[2]:6.2f}"
        return f"{figures}   ({self.there} there, {self.read} read)"


def score(facts: list[Fact], mentions: list[Mention]) -> tuple[Score, list[Fact]]:
    """How many facts were read; those missed or coded wrongly."""
    left = [(m.metric, m.value, m.unit) for m in mentions if m.kind == "mention"]
    missed, found, coded, read = [], 0, 0, len(left)
    for fact in facts:
        same = [m for m in left if m[1] == fact.value and m[2] == fact.unit]
        best = next((m for m in same if m[0] == fact.metric), same[0] if same else None)
        found += best is not None
        coded += best is not None and best[0] == fact.metric
        if best is not None:
            left.remove(best)
        if best is None or best[0] != fact.metric:
            missed.append(fact)
    return Score(found, coded, read, len(facts)), missed


def on_generated(clauses: int, seed: int, misses: int = 0) -> tuple[dict[str, Score], dict[str, Score]]:
    """Scores by kind of sentence and by group of metrics."""
    kinds: dict[str, Score] = defaultdict(Score)
    groups: dict[str, Score] = defaultdict(Score)
    for sentence in generated(clauses, seed):
        mentions = list(read_sections({"s1_overview": sentence.text}, "department", 2023).mentions)
        result, missed = score(sentence.facts, mentions)
        kinds[sentence.kind] += result
        for fact in sentence.facts:
            groups[group_of(fact.metric)] += Score(fact not in missed, fact not in missed, 1, 1)
        if misses > 0 and (missed or result.read > result.there):
            misses -= 1
            print(
                f"   {sentence.text} missed {missed} read {[(m.metric, m.value, m.unit) for m in mentions]}"
            )
    return kinds, groups


def on_gold() -> dict[str, Score]:
    """Scores on the hand-coded reports: by place in the text, value, unit, metric; by group."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    groups: dict[str, Score] = defaultdict(Score)
    for path in samples():
        mentions = [m for m in read_prose(read_report(path)).mentions if m.kind == "mention"]
        for row in (row for row in gold["mentions"] if row["report"] == path.name[:3]):
            fits = [
                m
                for m in mentions
                if m.value == row["value"] and m.start < row["end"] and row["start"] < m.end
            ]
            codes = {row["metric"], *row["metric_also"]}
            best = next((m for m in fits if m.metric in codes), fits[0] if fits else None)
            coded = best is not None and (best.metric in codes or "metric" in row["uncertain_fields"])
            groups[group_of(row["metric"])] += Score(best is not None, coded, best is not None, 1)
            if best is not None:
                mentions.remove(best)
        groups["false"] += Score(0, 0, len(mentions), 0)
    return groups


def main() -> None:
    """Print the scores and the time for a report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--clauses", type=int, default=4000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--misses", type=int, default=10)
    given = asked.parse_args()
    gold = on_gold()
    print("hand-coded reports")
    for name, result in (*sorted(gold.items()), ("all", sum(gold.values(), Score()))):
        print(f"  {name:<20} {result}")
    kinds, groups = on_generated(given.clauses, given.seed, given.misses)
    for title, scores in (("generated, by kind of sentence", kinds), ("generated, by group", groups)):
        print(title)
        for name, result in (*sorted(scores.items()), ("all", sum(scores.values(), Score()))):
            print(f"  {name:<20} {result}")
    for path in samples():
        report = read_report(path)
        took = min(_timed(lambda report=report: read_prose(report)) for _ in range(20))
        tables = min(_timed(lambda path=path: read_report(path)) for _ in range(5))
        print(f"{path.name}: {1000 * took:.1f} ms on top of {1000 * tables:.1f} ms")


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
