"""Sentences to mentions: the figure with its scope, channel, period, and what it is a part of."""

from __future__ import annotations

import re
from itertools import chain

from analysis.prose.claims import claims_in, denials_in
from analysis.prose.model import Mention
from analysis.prose.numbers import RANK, Number, masked, numbers
from analysis.prose.passages import Passage, sentences
from analysis.prose.scopes import Cue, outright, scope_of_figure, sub_unit
from analysis.prose.senses import senses_of
from analysis.prose.sentence import TOPICS, Context, Sense, Sentence, bounds_of, topic_of, words_of
from analysis.text import chinese_number

# What a sentence must hold to be looked at: for a figure, for a denial or a claim.
_FIGURE = re.compile(
    r"\d|[一二两三四五六七八九十百][余多]?(?:次|期|场|件|条|篇|起|例|个|家|名|人|宗|份)|为零|第[一二三四五]"
)
_SAID = re.compile(
    "[未没无不零][收接发出取产受被提引存有征曾过经行政任何上结申不，。]|[均都]|全部|所有|悉数|件件"
)
_PARTS = re.compile(r"其中|包括|包含|(?<!所|均|不)含(?!义|量)|分别[为是]|涵盖|其[:：]")
_ENDS_PARTS = re.compile(r"另有?|此外|同时|还|全年|累计|共计")
_REMEMBERED = 800  # characters before a sentence in which its scope is looked for
_SHORT = 20  # 无。
_SUBHEADS = (("request", re.compile("依申请公开")), ("publish", re.compile("主动公开")))
_SUBHEAD = re.compile(r"^[(（]?[一二三四五六七八九]?[)）、.]?\s*[^,。]{2,24}")
_PREVIOUS = re.compile(r"(?<![较比与同超])(?:去年|上一?年度?|前年)(?!度?结转|同期|相比|末)")
_CUMULATIVE = re.compile(
    r"(?<!今年)(?<!一年)以来[^。]{0,12}(?:累计|共|已)|(?:自|从)[^,。]{0,14}(?:开通|上线|运行|成立|建立|启用|至今)"
    r"|截至目前[^,。]{0,4}(?:累计|共)?(?:发布|公开)|历年|截至[^,。]{0,14}累计|累计[^,。]{0,8}(?:关注|粉丝|订阅|用户)"
)
_CHANNELS = {
    "website": "网站|门户网|官网|政府网",
    "wechat": "微信|公众号",
    "weibo": "微博",
    "gazette": "公报",
    "newmedia": "新媒体|抖音|头条|视频号|客户端|APP",
    "board": "公开栏|公示栏|宣传栏|显示屏|电子屏",
    "media": "报纸|电视|广播|报刊|媒体(?<!新媒体)",
    "meeting": "发布会",
    "points": "查阅点|专区|服务大厅",
    "platform": "平台",
    "hotline": "热线",
    "mailbox": "信箱",
}
_CHANNEL = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _CHANNELS.items()))
_NO_WHOLE = frozenset(("share", "yoy", "carried_in", "carried_out"))
_OUTCOMES = ("full", "partial", "granted_any", "denied", "unable", "rejected", "other_handling", "withdrawn")
_STAGES = {
    **dict.fromkeys(("natural", "org"), "who"),
    **dict.fromkeys(("closed", "new", "workload", "carried_in", "carried_out"), "step"),
    **dict.fromkeys(_OUTCOMES, "outcome"),
}
_TITLE = re.compile("《[^》]*》")


def read_passage(passage: Passage, context: Context) -> None:
    """Add the mentions of a paragraph to the context's."""
    context.before = ""
    for offset, text in sentences(passage):
        head = _SUBHEAD.match(text) if offset == 0 else None
        if head:
            named = next((topic for topic, words in _SUBHEADS if words.search(head.group())), None)
            context.topic = named or (None if text[0] in "(（一二三四五六七八九" else context.topic)
        if _FIGURE.search(text) or _SAID.search(text) or len(text) < _SHORT:
            _read_sentence(passage, offset, text, context)
        elif context.topic is None and _SUBHEADS[0][1].search(text):
            context.topic = "request"
        context.before = (context.before + text)[-_REMEMBERED:]


def _read_sentence(passage: Passage, offset: int, text: str, context: Context) -> None:
    plain = masked(text)
    found = numbers(plain) if _FIGURE.search(text) else []
    sentence = Sentence(passage, offset, text, plain, words_of(plain) if found else [], found)
    first = len(context.found)
    for number in range(len(sentence.numbers)):
        for sense in senses_of(sentence, number, context, first):
            context.found.append(_mention(sentence, number, sense, context, first))
            if sense.topic in TOPICS:
                context.topic = sense.topic
    _add_ranks(sentence, context)
    _add_words(sentence, context, first)


# From a sense to a mention.
def _mention(sentence: Sentence, index: int, sense: Sense, context: Context, first: int) -> Mention:
    number = sentence.numbers[index]
    begin, clause_end = bounds_of(sentence.plain, number.start, number.end)
    clause = sentence.text[begin:clause_end]
    cue = _scope(sentence, begin, number.start, clause, sense, context)
    start, end = sentence.passage.span(sentence.offset + number.start, sentence.offset + number.end)
    whole = _whole(sentence, index, sense, number.unit, context, first)
    if whole is not None and not outright(clause) and sense.rule != "sub-unit":
        cue = Cue(context.found[whole].scope, context.found[whole].scope_words)
    unit = number.unit or _shared_unit(sentence, index, sense)
    return Mention(
        kind="mention", metric=sense.metric, value=sense.change if sense.change is not None else number.value,
        value_hi=number.value_hi, approx=number.approx, number=number.printed, unit=unit, scale=number.scale,
        channel=_channels(sentence.text[begin : number.start]), scope=cue.scope, scope_words=cue.words,
        subject=sense.subject, period=_period(sentence, index, begin, clause, context.year),
        part_of=whole,
        share_of=_measured(context, first) if sense.metric in ("share", "yoy") else None, change=sense.change,
        polarity="explicit_none" if number.value == 0 and sense.metric != "yoy" else "stated",
        section=sentence.passage.section, start=start, end=end, text=clause, rule=sense.rule,
    )  # fmt: skip


def _scope(sentence: Sentence, begin: int, place: int, clause: str, sense: Sense, context: Context) -> Cue:
    listed = sub_unit(sentence.plain[max(0, place - 16) : place])
    if named := sense.subject if sense.rule == "sub-unit" else listed:
        return Cue("sub_unit", named)
    words, before, carried = (
        _TITLE.sub("", text) for text in (clause, sentence.text[:begin], context.before)
    )
    return scope_of_figure(sense.metric, words, before, carried, context.kind)


def _channels(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.lastgroup or "" for found in _CHANNEL.finditer(words)))


def _period(sentence: Sentence, index: int, begin: int, clause: str, year: int | None) -> str:
    """The report's year, the one before, or all years together."""
    number = sentence.numbers[index]
    begin = max(begin, sentence.numbers[index - 1].end) if index else begin
    named = re.findall(r"(20\d\d)年", sentence.text[begin : number.start])
    if _PREVIOUS.search(sentence.plain, begin, number.start) or (named and year and int(named[-1]) < year):
        return "previous"
    summed = _CUMULATIVE.search(sentence.plain, 0, number.start) or _CUMULATIVE.search(clause)
    return "cumulative" if summed else "year"


def _shared_unit(sentence: Sentence, index: int, sense: Sense) -> str:
    """The unit that a list prints once, at its end."""
    if sense.rule != "respectively":
        return ""
    return next((number.unit for number in sentence.numbers[index:] if number.unit), "")


def _whole(
    sentence: Sentence, index: int, sense: Sense, unit: str, context: Context, first: int
) -> int | None:
    """The mention that a figure is a part of (其中, 包括, 含): its place among the mentions."""
    if len(context.found) == first or sense.metric in ("share", "yoy"):
        return None
    place, number = len(context.found) - 1, sentence.numbers[index]
    between = sentence.plain[sentence.numbers[index - 1].end : number.start] if index else ""
    if _PARTS.search(between) or between.startswith("("):
        back = range(place, first - 1, -1)
        whole_of = ((at, context.found[at]) for at in back)
        return next((at for at, said in whole_of if said.unit == unit and said.metric not in _NO_WHOLE), None)
    last = context.found[place]
    if last.metric in ("share", "yoy") and place > first:
        last = context.found[place - 1]
    whole = context.found[last.part_of] if last.part_of is not None else None
    opened, shut = (sentence.plain.rfind(bracket, 0, number.start) for bracket in "()")
    closed = ")" in between and opened < shut
    same = whole is not None and whole.unit == unit and not closed and not _ENDS_PARTS.search(between)
    return last.part_of if same and whole and _stage(sense.metric) == _stage(last.metric) else None


def _stage(metric: str | None) -> str:
    """Parts are of one kind: items by content, requests by who asked, by which channel, with what outcome."""
    if metric is None:
        return "item"
    return _STAGES.get(metric) or re.sub("pub|interpretation", "item", metric.partition("_")[0])


def _measured(context: Context, first: int) -> int | None:
    """The last figure that is no rate: what a share or a change is of."""
    said = ((place, context.found[place]) for place in range(len(context.found) - 1, first - 1, -1))
    return next((at for at, m in said if m.metric != "yoy" and m.unit not in ("%", "个百分点")), None)


# What words say without a number.
def _add_ranks(sentence: Sentence, context: Context) -> None:
    for found in RANK.finditer(sentence.text):
        said, unit = found["rank"], found["unit"]
        value = int(said) if said.isdigit() else chinese_number(said)
        if value and (unit or said.isdigit()):
            number = Number(
                found.start("rank"), found.end(), said, float(value), None, None, unit or "名", 1.0
            )
            sense = Sense("rank", None, None, "rank")
            alone = sentence._replace(numbers=[number])
            context.found.append(_mention(alone, 0, sense, context, len(context.found)))


def _add_words(sentence: Sentence, context: Context, first: int) -> None:
    topic = topic_of(sentence, len(sentence.plain), context)
    denials = denials_in(sentence.plain, context.before)
    for said in chain(denials, claims_in(sentence.plain, sentence.passage.section, topic)):
        begin, end = bounds_of(sentence.plain, said.start, said.end)
        sense = Sense(said.metric, None, said.subject, said.rule)
        cue = _scope(sentence, begin, begin, sentence.text[begin:end], sense, context)
        start, stop = sentence.passage.span(sentence.offset + said.start, sentence.offset + said.end)
        denial = said.kind == "mention"
        context.found.append(Mention(
            kind=said.kind, metric=said.metric, value=0.0 if denial else None, value_hi=None, approx=None, number=None,
            unit=None, scale=1.0, channel=(), scope=cue.scope, scope_words=cue.words, subject=said.subject,
            period="year", part_of=None, share_of=_measured(context, first) if not denial else None, change=None,
            polarity="explicit_none" if denial else said.polarity, section=sentence.passage.section,
            start=start, end=stop, text=sentence.text[begin:end] if denial else sentence.text[said.start : said.end],
            rule=said.rule,
        ))  # fmt: skip
