"""The grammar of figures in prose: which number counts what, by the nearest noun, its unit and its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.prose.claims import claims_in, denials_in
from analysis.prose.model import Mention
from analysis.prose.nouns import (
    FILLER,
    PERSONS,
    PLAIN,
    VERBS,
    Noun,
    is_kind,
    noun_pattern,
    nouns,
    unpublished,
)
from analysis.prose.numbers import RANK, Number, masked, numbers
from analysis.prose.passages import Passage, sentences
from analysis.prose.rates import rate_of
from analysis.prose.scopes import Cue, outright, scope_of_figure, sub_unit
from analysis.text import chinese_number

_WORTH = re.compile(
    r"\d|[一二两三四五六七八九十百][余多]?(?:次|期|场|件|条|篇|起|例|个|家|名|人|宗|份)|[未没无]|[均都]|全部|所有|第[一二三四五]"
)
_STOPS = re.compile("[,;:()。!?]")
_EACH = re.compile(r"(?:各(?:有|为)?|均为|均是|都是|都为|各有)(?:约)?$")
_RESPECTIVELY = re.compile(r"分别")
_PARTS = re.compile(r"其中|包括|包含|(?<!所|均|不)含(?!义|量)|分别[为是]|涵盖|其[:：]")
_ENDS_PARTS = re.compile(r"另有?|此外|同时|还|全年|累计|共计")
_JOINED = re.compile(r"[、和及与或,/暨]*(?:申请|提起|被)?")
_BARE = re.compile(
    FILLER.pattern.removesuffix(")*")
    + r"|␣|我[省市县区州旗局办委镇乡院]|[全本][省市县区州旗局办镇乡]|本机关|本单位|其余|剩余|另有?|另外|并|且|还|也|同时|截至|目前|上半年|下半年|今年以来|期间|由|对|成功|妥善|依法|依规|及时|按[时期]|"
    r"规范|高效|完毕|撤回|撤销|结转|有效|认真|积极|主动|当年|年度|因|系|为|未|期|实际|申请人|群众|网民|社会|以及)*"
)
_TOPICS = frozenset(
    "request messages hotline review litig interpret fee accounts columns solicit training reads".split()
)
_SUBHEADS = (("request", re.compile("依申请公开")), ("publish", re.compile("主动公开")))
_SUBHEAD = re.compile(r"^[(（]?[一二三四五六七八九]?[)）、.]?\s*[^,。]{2,24}")
_GAZETTED = re.compile("公报.*(?:刊登|刊发|登载|收录|刊载)")
_ONE_PHRASE = re.compile(r"(?:(?![均已并将被由向在了到与对])[\u4e00-\u9fff]){0,8}")
_COPIES = re.compile("公报.*(?:发行|印发|发放|印刷|赠阅|印制)[^,;]{0,8}$")
_PREVIOUS = re.compile(r"(?<![较比与同超])(?:去年|上一?年度?|前年)(?!度?结转|同期|相比|末)")
_CUMULATIVE = re.compile(
    r"(?<!今年)(?<!一年)以来[^。]{0,12}(?:累计|共|已)|(?:自|从)[^,。]{0,14}(?:开通|上线|运行|成立|建立|启用|至今)|历年|截至[^,。]{0,14}累计|累计[^,。]{0,8}(?:关注|粉丝|订阅|用户)"
)
_CHANNELS = {
    "website": "网站|门户网|官网|政府网", "wechat": "微信|公众号", "weibo": "微博", "gazette": "公报", "newmedia": "新媒体|抖音|头条|视频号|客户端|APP",
    "board": "公开栏|公示栏|宣传栏|显示屏|电子屏", "media": "报纸|电视|广播|报刊|媒体(?<!新媒体)", "meeting": "发布会", "points": "查阅点|专区|服务大厅",
    "platform": "平台", "hotline": "热线", "mailbox": "信箱",
}  # fmt: skip
_CHANNEL = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _CHANNELS.items()))
_REQUESTS = frozenset(("request", "outcome", "stock"))
_REMEDIES = frozenset(("review", "litig"))
_SPOKEN = _REMEDIES | {"accounts"}  # a verb may say more than their noun: 备案, 关停
_NO_WHOLE = frozenset(("share", "yoy", "carried_in", "carried_out"))
_AMOUNTS = frozenset(
    "visits visitors reads followers likes".split()
)  # they stand before their number, never after
_STAGES = {"natural": "who", "org": "who", **dict.fromkeys(("closed", "new", "workload", "carried_in", "carried_out"), "step"),
           **dict.fromkeys("full partial granted_any denied unable rejected other_handling withdrawn".split(), "outcome")}  # fmt: skip
_LONGEST_RIGHT = 16
_VERB_LAST = re.compile("(?:受理|收到|接到|办结|答复|办理|回复|处理)(?:了|共|约|申请)*$")


@dataclass(slots=True)
class Context:
    """What the reading of a report carries along: the body's kind, figures of its tables, and what was last spoken of."""

    kind: str | None = None
    year: int | None = None
    cells: Mapping[str, float] = field(default_factory=dict)
    topic: str | None = None
    before: str = ""
    found: list[Mention] = field(default_factory=list)


class Word(NamedTuple):
    """A noun phrase of a sentence: its place, and what it may count."""

    start: int
    end: int
    nouns: tuple[Noun, ...]


class Sentence(NamedTuple):
    """A sentence of a passage: words, words without the stop list, nouns and numbers with their places."""

    passage: Passage
    offset: int
    text: str
    plain: str
    words: list[Word]
    numbers: list[Number]


class Sense(NamedTuple):
    """What a number counts: metric, topic, the words that say so, and the rule that found it."""

    metric: str | None
    topic: str | None
    subject: str | None
    rule: str
    change: float | None = None


def read_passage(passage: Passage, context: Context) -> None:
    """Add the mentions of a paragraph to the context's."""
    context.before = ""
    for offset, text in sentences(passage):
        head = _SUBHEAD.match(text) if offset == 0 else None
        if head:
            named = next((topic for topic, words in _SUBHEADS if words.search(head.group())), None)
            context.topic = named or (None if text[0] in "(（一二三四五六七八九" else context.topic)
        if _WORTH.search(text):
            _read_sentence(passage, offset, text, context)
        context.before += text


def _read_sentence(passage: Passage, offset: int, text: str, context: Context) -> None:
    plain = masked(text)
    words = _words(plain)
    sentence = Sentence(passage, offset, text, plain, words, numbers(text, plain))
    first = len(context.found)
    for number in range(len(sentence.numbers)):
        for sense in _senses(sentence, number, context, first):
            context.found.append(_mention(sentence, number, sense, context, first))
            if sense.topic in _TOPICS:
                context.topic = sense.topic
    _add_ranks(sentence, context, first)
    _add_words(sentence, context, first)


def _words(plain: str) -> list[Word]:
    """The noun phrases of a sentence, none inside another."""
    words: list[Word] = []
    for found in noun_pattern().finditer(plain):
        end = found.start() + len(found[1])
        if not words or end > words[-1].end:
            words.append(Word(found.start(), end, nouns()[found[1]]))
    return words


# What a number counts.
def _senses(sentence: Sentence, index: int, context: Context, first: int) -> Iterator[Sense]:
    number, (left, _) = sentence.numbers[index], _clause(sentence, index)
    before = sentence.plain[left : number.start]
    if rate := rate_of(number, before, sentence.plain, context.topic or ""):
        yield Sense(rate.metric, None, rate.subject, rate.rule, rate.change)
        return
    if number.unit in ("%", "个百分点", "‰"):
        yield Sense(None, None, None, "uncoded")
        return
    listed = _respectively(sentence, index, context) or _each(sentence, index, left, context)
    if listed:
        yield from listed
        return
    sense = _single(sentence, index, left, context, first)
    if sense and (sense.metric or not number.han) and (number.unit or sense.metric):
        yield sense


def _single(sentence: Sentence, index: int, left: int, context: Context, first: int) -> Sense | None:
    number = sentence.numbers[index]
    topic = _topic(sentence, number.start, context)
    own = [word for word in sentence.words if left <= word.start and word.end <= number.start]
    for word in reversed(own):
        noun = _accepts(word, number, topic, sentence, context)
        if noun and FILLER.fullmatch(sentence.plain[word.end : number.start]):
            word, noun = _more_exact(sentence, word, noun, own, number, topic, context)
            return _joint(sentence, word, own, number) or _sense(
                sentence, index, word, noun, topic, context, "noun-left"
            )
    if found := _right(sentence, index, topic, context):
        return _sense(sentence, index, *found, topic, context, "noun-right")
    before = sentence.plain[left : number.start]
    if unit := sub_unit(sentence.plain[max(0, number.start - 14) : number.start]):
        last = next((m for m in reversed(context.found[first:]) if m.unit == number.unit and m.metric), None)
        return Sense(last.metric if last else None, None, unit, "sub-unit")
    if _BARE.fullmatch(before) or (topic in PLAIN and _VERB_LAST.search(before)):
        return _inherited(sentence, index, left, topic, context)
    printed = _in_gazette(sentence.plain[: number.start], number.unit)
    return Sense(printed, None, _head(before), "gazette" if printed else "uncoded")


def _clause(sentence: Sentence, index: int) -> tuple[int, int]:
    """Where the words of a number begin and end: from the last stop or number before it to the next."""
    number, plain = sentence.numbers[index], sentence.plain
    begin = sentence.numbers[index - 1].end if index else 0
    stops = [stop.end() for stop in _STOPS.finditer(plain, begin, number.start)]
    stop = _STOPS.search(plain, number.end)
    end = stop.start() if stop else len(plain)
    if index + 1 < len(sentence.numbers):
        end = min(end, sentence.numbers[index + 1].start)
    return max([begin, *stops]), end


def _topic(sentence: Sentence, place: int, context: Context) -> str | None:
    """What was last spoken of: in the sentence before a place, or before the sentence."""
    for word in reversed(sentence.words):
        if word.end <= place:
            noun = word.nouns[0]
            if noun.topic in _REQUESTS and (not noun.needs or context.topic == "request"):
                return "request"
            if noun.topic in _TOPICS and not noun.needs:
                return noun.topic
    return context.topic


def _accepts(
    word: Word, number: Number, topic: str | None, sentence: Sentence, context: Context
) -> Noun | None:
    for noun in word.nouns:
        nothing = not number.unit and number.value == 0
        if (number.unit in noun.units or nothing) and (
            noun.needs is None or _met(noun.needs, topic, sentence, word, context)
        ):
            return noun
    return None


def _met(needs: str, topic: str | None, sentence: Sentence, word: Word, context: Context) -> bool:
    if needs == "remedy":
        return topic in _REMEDIES
    if needs == "fee":
        return topic == "fee" or "处理费" in context.before + sentence.text
    before = {
        other.nouns[0].topic
        for other in sentence.words
        if other.start < word.start and not other.nouns[0].needs
    }
    if needs == "request":
        return (
            topic == "request"
            or bool(before & _REQUESTS)
            or (context.topic == "request" and topic not in _REMEDIES)
        )
    return topic == needs or needs in before


def _more_exact(
    sentence: Sentence,
    word: Word,
    noun: Noun,
    own: Sequence[Word],
    number: Number,
    topic: str | None,
    context: Context,
) -> tuple[Word, Noun]:
    """The kind of information that stands before a plain 信息 (信息公开目录更新信息), unless it is the way (通过…)."""
    if not noun.generic:
        return word, noun
    for other in reversed(own[: own.index(word)]):
        exact = _accepts(other, number, topic, sentence, context)
        gap = sentence.plain[other.end : word.start]
        via = re.search(
            "[通经]过|依托|利用|在|借助|以", sentence.plain[max(0, other.start - 6) : other.start]
        )
        if exact and not exact.generic and exact.topic == "publish" and FILLER.fullmatch(gap) and not via:
            return other, exact
    return word, noun


def _right(sentence: Sentence, index: int, topic: str | None, context: Context) -> tuple[Word, Noun] | None:
    """The noun that a number stands before: 26件政府信息公开申请."""
    number, (_, end) = sentence.numbers[index], _clause(sentence, index)
    limit = min(end, number.end + _LONGEST_RIGHT)
    found: tuple[Word, Noun] | None = None
    for word in sentence.words:
        if (
            number.end <= word.start
            and word.end <= limit
            and not re.search("[、和及]", sentence.plain[number.end : word.start])
        ):
            noun = _accepts(word, number, topic, sentence, context)
            if noun and (noun.topic in _AMOUNTS or (noun.generic and number.unit == "次")):
                continue
            if noun and (found is None or _ONE_PHRASE.fullmatch(sentence.plain[found[0].end : word.start])):
                found = word, noun
    return found


def _joint(sentence: Sentence, word: Word, own: Sequence[Word], number: Number) -> Sense | None:
    """Reviews and lawsuits in one figure (行政复议、诉讼3件) are neither the one nor the other."""
    place = own.index(word)
    topics = {word.nouns[0].topic}
    if (
        word.nouns[0].topic in _REMEDIES
        and place
        and _JOINED.fullmatch(sentence.plain[own[place - 1].end : word.start])
    ):
        topics.add(own[place - 1].nouns[0].topic)
    return Sense("remedy_cases", "review", "行政复议、行政诉讼", "joint") if topics >= _REMEDIES else None


def _sense(
    sentence: Sentence, index: int, word: Word, noun: Noun, topic: str | None, context: Context, rule: str
) -> Sense:
    number, (left, right) = sentence.numbers[index], _clause(sentence, index)
    subject = sentence.text[word.start : word.end]
    before = sentence.plain[left : number.start]
    metric = noun.metric
    if metric and metric.startswith("_"):
        return Sense(f"{topic}{metric}", topic, subject, rule)
    stretch = right
    if noun.topic == "units":  # the predicate of the whole clause: 对17个镇和25个单位进行了考核
        stop = re.search("[,;。]", sentence.plain[number.end :])
        stretch = number.end + stop.start() if stop else len(sentence.plain)
    if metric is None or noun.topic in _SPOKEN:
        spoken = _verb(noun.topic, before, sentence.plain[number.end : stretch])
        metric = spoken[0] if spoken else metric or PLAIN.get(noun.topic)
    if noun.topic == "publish":
        metric = _published(metric, sentence, word, number)
    metric = _by_arithmetic(number, context) if metric == "handled" else metric
    return Sense(metric, "request" if noun.topic in _REQUESTS else noun.topic, subject, rule)


def _published(metric: str | None, sentence: Sentence, word: Word, number: Number) -> str | None:
    clause = re.split("[,;]", sentence.plain[: number.start])[-1]
    if unpublished(clause) or (
        metric == "pub_total" and is_kind(sentence.plain[max(0, word.start - 8) : word.start])
    ):
        return None
    return _in_gazette(sentence.plain[: number.start], number.unit) or metric


def _in_gazette(before: str, unit: str) -> str | None:
    """What is printed in a gazette named before: documents, or its copies."""
    if _GAZETTED.search(before) and unit in ("件", "条", "篇"):
        return "pub_gazette_docs"
    return "gazette_copies" if _COPIES.search(before) and unit in ("份", "册", "本") else None


def _verb(topic: str, before: str, after: str) -> tuple[str | None] | None:
    """What the nearest verb makes of a figure: a tuple of its metric, or None if there is no verb."""
    best: tuple[int, int, str | None] | None = None
    for order, (pattern, metric) in enumerate(VERBS.get(topic, ())):
        for found in pattern.finditer(before):
            key = (found.end(), -order, metric)
            if best is None or key[:2] > best[:2]:
                best = key
    if best is not None:
        return (best[2],)
    hits = [(found.start(), order, metric) for order, (pattern, metric) in enumerate(VERBS.get(topic, ()))
            if (found := pattern.search(after))]  # fmt: skip
    return (min(hits, key=lambda hit: hit[:2])[2],) if hits else None


def _by_arithmetic(number: Number, context: Context) -> str | None:
    """办理 n 件 is what was decided, or new and carried in together; which, the tables say."""
    total = [
        context.cells.get(f"requests/{row}/total") for row in ("total_decided", "new_requests", "carried_in")
    ]
    if any(value is None for value in total):
        return "workload"
    decided, new, carried = (float(value or 0) for value in total)
    return "closed" if number.value == decided else "workload" if number.value == new + carried else None


def _inherited(
    sentence: Sentence, index: int, left: int, topic: str | None, context: Context
) -> Sense | None:
    """A figure with a verb alone counts what was last spoken of: 收到申请20件，办结18件."""
    number, (_, right) = sentence.numbers[index], _clause(sentence, index)
    if (
        topic == "training"
        and number.unit in PERSONS
        and re.search("参[加训会]|培训", sentence.plain[left:right])
    ):
        return Sense("training_persons", topic, None, "verb-topic")
    if number.unit not in ("件", "条", "封", "个", "宗", "份", "次", "起", "例", "件次"):
        return Sense(None, None, None, "uncoded")
    spoken = _verb(topic or "", sentence.plain[left : number.start], sentence.plain[number.end : right])
    if spoken is not None and topic in ("request", "messages", "hotline"):
        metric = _by_arithmetic(number, context) if spoken[0] == "handled" else spoken[0]
        return Sense(metric, topic, None, "verb-topic")
    begin = max((stop.end() for stop in re.finditer("[;。]", sentence.plain[:left])), default=0)
    for word in reversed([w for w in sentence.words if begin <= w.start and w.end <= left]):
        noun = _accepts(word, number, topic, sentence, context)
        if noun and noun.topic != "units":
            return _sense(sentence, index, word, noun, topic, context, "noun-before")
    return Sense(None, None, None, "uncoded")


def _head(before: str) -> str | None:
    words = re.search(r"[\u4e00-\u9fff]{2,8}$", re.sub(r"(?:共计?|达到?|约|近|超过?)$", "", before))
    return words.group() if words else None


# Lists that share numbers.
def _each(sentence: Sentence, index: int, left: int, context: Context) -> list[Sense]:
    """行政复议、行政诉讼各1件: one number, a figure for each noun."""
    number = sentence.numbers[index]
    if not _EACH.search(sentence.plain[left : number.start]):
        return []
    return _listed(sentence, index, left, number.start, context, "each")


def _listed(
    sentence: Sentence, index: int, left: int, right: int, context: Context, rule: str
) -> list[Sense]:
    number, senses = sentence.numbers[index], []
    topic = _topic(sentence, left, context)
    for word in sentence.words:
        if left <= word.start and word.end <= right:
            own = word.nouns[0].topic if word.nouns[0].topic in _TOPICS else topic
            noun = _accepts(word, number, own, sentence, context)
            if noun and noun.topic != "units":
                senses.append(_sense(sentence, index, word, noun, own, context, rule))
    distinct = {sense.metric: sense for sense in senses}
    return list(distinct.values()) if len(distinct) > 1 else []


def _respectively(sentence: Sentence, index: int, context: Context) -> list[Sense]:
    """A、B 分别为 n1、n2 件: as many numbers as nouns, in order."""
    run = [index]
    while run[0] and re.fullmatch(
        "[、,和及]", sentence.plain[sentence.numbers[run[0] - 1].end : sentence.numbers[run[0]].start]
    ):
        run.insert(0, run[0] - 1)
    while run[-1] + 1 < len(sentence.numbers) and re.fullmatch(
        "[、,和及]", sentence.plain[sentence.numbers[run[-1]].end : sentence.numbers[run[-1] + 1].start]
    ):
        run.append(run[-1] + 1)
    start = sentence.numbers[run[0]].start
    left = max((stop.end() for stop in re.finditer("[;:。(]", sentence.plain[:start])), default=0)
    left = max([left, *(n.end for n in sentence.numbers[: run[0]])])
    said = _RESPECTIVELY.search(sentence.plain, left, start)
    if not said or len(run) < 2:
        return []
    unit = next((n.unit for n in (sentence.numbers[i] for i in run) if n.unit), "")
    shared = [n if n.unit else n._replace(unit=unit) for n in sentence.numbers]
    listed = _listed(sentence._replace(numbers=shared), index, left, said.start(), context, "respectively")
    return [listed[run.index(index)]] if len(listed) == len(run) else []


# From a sense to a mention.
def _mention(sentence: Sentence, index: int, sense: Sense, context: Context, first: int) -> Mention:
    number = sentence.numbers[index]
    begin, clause_end = _bounds(sentence.plain, number.start, number.end)
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
        subject=sense.subject, period=_period(sentence, max(begin, sentence.numbers[index - 1].end if index else 0), number, clause, context.year),
        part_of=whole,
        share_of=_measured(context, first) if sense.metric in ("share", "yoy") else None, change=sense.change,
        polarity="explicit_none" if number.value == 0 and sense.metric != "yoy" else "stated",
        section=sentence.passage.section, start=start, end=end, text=clause, rule=sense.rule,
    )  # fmt: skip


def _bounds(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, between commas."""
    begin = max((stop.end() for stop in re.finditer("[,;。]|:(?!//)", plain[:start])), default=0)
    stop = re.search("[,;。]", plain[end:])
    return begin, end + stop.start() if stop else len(plain)


def _scope(sentence: Sentence, begin: int, place: int, clause: str, sense: Sense, context: Context) -> Cue:
    named = (
        sense.subject if sense.rule == "sub-unit" else sub_unit(sentence.plain[max(0, place - 16) : place])
    )
    if named:
        return Cue("sub_unit", named)
    words = re.sub("《[^》]*》", "", clause)
    before = re.sub("《[^》]*》", "", sentence.text[:begin])
    carried = re.sub("《[^》]*》", "", context.before)
    return scope_of_figure(sense.metric, words, before, carried, context.kind)


def _channels(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.lastgroup or "" for found in _CHANNEL.finditer(words)))


def _period(sentence: Sentence, begin: int, number: Number, clause: str, year: int | None) -> str:
    """The report's year, the one before, or all years together."""
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
        while place >= first and (
            context.found[place].unit != unit or context.found[place].metric in _NO_WHOLE
        ):
            place -= 1
        return place if place >= first else None
    last = context.found[place]
    if last.metric in ("share", "yoy") and place > first:
        last = context.found[place - 1]
    whole = context.found[last.part_of] if last.part_of is not None else None
    closed = ")" in between and sentence.plain.rfind("(", 0, number.start) < sentence.plain.rfind(
        ")", 0, number.start
    )
    same = whole is not None and whole.unit == unit and not closed and not _ENDS_PARTS.search(between)
    return last.part_of if same and whole and _stage(sense.metric) == _stage(last.metric) else None


def _stage(metric: str | None) -> str:
    """Parts are of one kind: items by content, requests by who asked, by which channel, with what outcome."""
    if metric is None:
        return "item"
    return _STAGES.get(metric) or metric.partition("_")[0].replace("pub", "item").replace(
        "interpretation", "item"
    )


def _measured(context: Context, first: int) -> int | None:
    """The last figure that is no rate: what a share or a change is of."""
    places = [
        place
        for place in range(first, len(context.found))
        if context.found[place].metric != "yoy" and context.found[place].unit not in ("%", "个百分点")
    ]
    return places[-1] if places else None


# What words say without a number.
def _add_ranks(sentence: Sentence, context: Context, first: int) -> None:
    for found in RANK.finditer(sentence.text):
        value = int(found["rank"]) if found["rank"].isdigit() else chinese_number(found["rank"])
        if value and (found["unit"] or found["rank"].isdigit()):
            number = Number(
                found.start("rank"),
                found.end(),
                found["rank"],
                float(value),
                None,
                None,
                found["unit"] or "名",
                1.0,
            )
            lone = sentence._replace(numbers=[number])
            context.found.append(
                _mention(lone, 0, Sense("rank", None, None, "rank"), context, len(context.found))
            )


def _add_words(sentence: Sentence, context: Context, first: int) -> None:
    topic = _topic(sentence, len(sentence.plain), context)
    for said in (
        *denials_in(sentence.plain, context.before),
        *claims_in(sentence.plain, sentence.passage.section, topic),
    ):
        begin, end = _bounds(sentence.plain, said.start, said.end)
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
