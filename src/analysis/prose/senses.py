"""The grammar of figures: what a number counts, by the nearest noun, its unit and its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.prose.nouns import FILLER, FILLERS, PLAIN, VERBS, Noun, is_kind, only, units, unpublished
from analysis.prose.numbers import Number
from analysis.prose.rates import rate_of
from analysis.prose.scopes import sub_unit
from analysis.prose.sentence import (
    REMEDIES,
    REQUESTS,
    TOPICS,
    Context,
    Figure,
    Sense,
    Sentence,
    Word,
    figure_of,
    topic_of,
)

_EACH = re.compile(r"(?:各(?:有|为)?|均为|均是|都是|都为|各有)(?:约)?$")
_RESPECTIVELY = re.compile(r"分别")
_JOINED = re.compile(r"[、和及与或,/暨]*(?:申请|提起|被)?")
# With these besides, a clause has a verb but no noun of its own.
_WITH_VERBS = (
    "␣ 我省 我市 我县 我区 我州 我旗 我局 我办 我委 我镇 我乡 我院 全省 全市 全县 全区 全州 "
    "全旗 全局 全办 全镇 全乡 本省 本市 本县 本区 本州 本旗 本局 本办 本镇 本乡 本机关 本单位 "
    "其余 剩余 另有 另 另外 并 且 还 也 同时 截至 目前 上半年 下半年 今年以来 期间 由 对 "
    "成功 妥善 依法 依规 及时 按时 按期 规范 高效 完毕 撤回 撤销 结转 有效 认真 积极 主动 "
    "当年 年度 因 系 为 未 期 实际 申请人 群众 网民 社会 以及"
)
_BARE = only([*FILLERS, *_WITH_VERBS.split(" ")])
_GAZETTED = re.compile("公报.*(?:刊登|刊发|登载|收录|刊载)")
_ONE_PHRASE = re.compile(r"(?:(?![均已并将被由向在了到与对])[\u4e00-\u9fff]){0,8}")
_COPIES = re.compile("公报.*(?:发行|印发|发放|印刷|赠阅|印制)[^,;]{0,8}$|公报[^,;]{0,8}$")
_SPOKEN = REMEDIES | {"accounts"}  # a verb may say more than their noun: 备案, 关停
_PUBLISHED = re.compile("(?:公开|发布|推送|公布|更新)(?:了|共|约|近|达)*$")
# they stand before their number, never after
_AMOUNTS = frozenset(("visits", "visitors", "reads", "followers", "likes"))
_LONGEST_RIGHT = 16
_MOST_LISTED = 12
_VERB_LAST = re.compile("(?:受理|收到|接到|办结|答复|办理|回复|处理)(?:了|共|约|申请)*$")


# What a number counts.
def senses_of(sentence: Sentence, index: int, context: Context, first: int) -> Iterator[Sense]:
    """What a number counts: one sense, several where a list shares it, none where it is no figure."""
    figure = figure_of(sentence, index, context)
    number = figure.number
    if rate := rate_of(number, figure.before, sentence.plain, context.topic or ""):
        yield Sense(rate.metric, None, rate.subject, rate.rule, rate.change)
    elif number.unit in ("%", "个百分点", "‰"):
        yield Sense(None, None, None, "uncoded")
    elif listed := _respectively(figure) or _each(figure):
        yield from listed
    else:
        sense = _single(figure, first)
        if sense and (sense.metric or not number.han) and (number.unit or sense.metric):
            yield sense


def _single(figure: Figure, first: int) -> Sense | None:
    plain, number, before = figure.sentence.plain, figure.number, figure.before
    topic = topic_of(figure.sentence, number.start, figure.context)
    own = figure.words_in(figure.left, number.start)
    for word in reversed(own):
        noun = figure.accepts(word, topic)
        if noun and FILLER.fullmatch(plain[word.end : number.start]):
            word, noun = _more_exact(figure, word, noun, own, topic)
            return _joint(figure, word, own) or _sense(figure, word, noun, topic, "noun-left")
    if found := _right(figure, topic):
        return _sense(figure, *found, topic, "noun-right")
    if unit := sub_unit(plain[max(0, number.start - 14) : number.start]):
        told = reversed(figure.context.found[first:])
        metric = next((m.metric for m in told if m.unit == number.unit and m.metric), None)
        return Sense(metric, None, unit, "sub-unit")
    if printed := _in_gazette(plain[: number.start], number.unit):
        return Sense(printed, None, _head(before), "gazette")
    verb_last = (topic in PLAIN and _VERB_LAST.search(before)) or (
        number.unit in ("条", "篇") and _PUBLISHED.search(before)
    )
    if _BARE.fullmatch(before) or verb_last:
        return _inherited(figure, topic)
    return Sense(None, None, _head(before), "uncoded")


def _more_exact(
    figure: Figure, word: Word, noun: Noun, own: Sequence[Word], topic: str | None
) -> tuple[Word, Noun]:
    """The kind of information that stands before a plain 信息 (信息公开目录更新信息), unless it is the way (通过…)."""
    plain = figure.sentence.plain
    for other in reversed(own[: own.index(word)] if noun.generic else ()):
        exact = figure.accepts(other, topic)
        via = re.search("[通经]过|依托|利用|在|借助|以", plain[max(0, other.start - 6) : other.start])
        named = exact is not None and not exact.generic and exact.topic == "publish"
        if exact and named and not via and FILLER.fullmatch(plain[other.end : word.start]):
            return other, exact
    return word, noun


def _right(figure: Figure, topic: str | None) -> tuple[Word, Noun] | None:
    """The noun that a number stands before: 26件政府信息公开申请."""
    plain, number = figure.sentence.plain, figure.number
    found: tuple[Word, Noun] | None = None
    for word in figure.words_in(number.end, min(figure.right, number.end + _LONGEST_RIGHT)):
        noun = figure.accepts(word, topic)
        joined = re.search("[、和及]", plain[number.end : word.start])
        if noun is None or joined or noun.topic in _AMOUNTS or (noun.generic and number.unit == "次"):
            continue
        if found is None or _ONE_PHRASE.fullmatch(plain[found[0].end : word.start]):
            found = word, noun
    return found


def _joint(figure: Figure, word: Word, own: Sequence[Word]) -> Sense | None:
    """Reviews and lawsuits in one figure (行政复议、诉讼3件) are neither the one nor the other."""
    place = own.index(word)
    both = {word.nouns[0].topic, own[place - 1].nouns[0].topic} if place else set()
    joined = both == REMEDIES and _JOINED.fullmatch(figure.sentence.plain[own[place - 1].end : word.start])
    return Sense("remedy_cases", "review", "行政复议、行政诉讼", "joint") if joined else None


def _sense(figure: Figure, word: Word, noun: Noun, topic: str | None, rule: str) -> Sense:
    plain, number, metric = figure.sentence.plain, figure.number, noun.metric
    subject = figure.sentence.text[word.start : word.end]
    if metric and metric.startswith("_"):
        return Sense(f"{topic}{metric}", topic, subject, rule)
    if metric is None or noun.topic in _SPOKEN:
        # the predicate of the whole clause: 对17个镇和25个单位进行了考核
        after = re.split("[,;。]", plain[number.end :])[0] if noun.topic == "units" else figure.after
        spoken = _verb(noun.topic, figure.before, after)
        metric = spoken[0] if spoken else metric or PLAIN.get(noun.topic)
    if metric == "msgs_received" and "热线" in figure.before:
        metric = "hotline12345"
    if noun.topic == "publish":
        metric = _published(metric, plain, word, number)
    metric = _by_arithmetic(figure) if metric == "handled" else metric
    return Sense(metric, "request" if noun.topic in REQUESTS else noun.topic, subject, rule)


def _published(metric: str | None, plain: str, word: Word, number: Number) -> str | None:
    clause = re.split("[,;]", plain[: number.start])[-1]
    kind = metric == "pub_total" and is_kind(plain[max(0, word.start - 8) : word.start])
    if unpublished(clause) or kind:
        return None
    return _in_gazette(plain[: number.start], number.unit) or metric


def _in_gazette(before: str, unit: str) -> str | None:
    """What is printed in a gazette named before: documents, or its copies."""
    if _GAZETTED.search(before) and unit in ("件", "条", "篇"):
        return "pub_gazette_docs"
    return "gazette_copies" if _COPIES.search(before) and unit in ("份", "册", "本") else None


def _verb(topic: str, before: str, after: str) -> tuple[str | None] | None:
    """What the nearest verb makes of a figure: a tuple of its metric, or None if there is no verb."""
    verbs = list(enumerate(VERBS.get(topic, ())))
    hits = [
        (-found.end(), order, metric)
        for order, (pattern, metric) in verbs
        for found in pattern.finditer(before)
    ]
    hits = hits or [
        (found.start(), order, metric)
        for order, (pattern, metric) in verbs
        if (found := pattern.search(after))
    ]
    return (min(hits, key=lambda hit: hit[:2])[2],) if hits else None


def _by_arithmetic(figure: Figure) -> str | None:
    """办理 n 件 is what was decided, or new and carried in together; which, the tables say."""
    rows = ("total_decided", "new_requests", "carried_in")
    told = [figure.context.cells.get(f"requests/{row}/total") for row in rows]
    if None in told:
        return "workload"
    decided, new, carried = (float(value or 0) for value in told)
    said = figure.number.value
    return "closed" if said == decided else "workload" if said == new + carried else None


def _inherited(figure: Figure, topic: str | None) -> Sense | None:
    """A figure with a verb alone counts what was last spoken of: 收到申请20件，办结18件."""
    plain, unit = figure.sentence.plain, figure.number.unit
    taught = re.search("参[加训会]|培训", plain[figure.left : figure.right])
    if topic == "training" and unit in units("PERSONS") and taught:
        return Sense("training_persons", topic, None, "verb-topic")
    if unit not in ("件", "条", "封", "个", "宗", "份", "次", "起", "例", "件次"):
        return Sense(None, None, None, "uncoded")
    spoken = _verb(topic or "", figure.before, figure.after)
    if spoken is not None and topic in ("request", "messages", "hotline"):
        metric = _by_arithmetic(figure) if spoken[0] == "handled" else spoken[0]
        return Sense(metric, topic, None, "verb-topic")
    begin = max((stop.end() for stop in re.finditer("[;。]", plain[: figure.left])), default=0)
    for word in reversed(figure.words_in(begin, figure.left)):
        noun = figure.accepts(word, topic)
        if noun and noun.topic != "units":
            return _sense(figure, word, noun, topic, "noun-before")
    if unit in ("条", "篇") and _PUBLISHED.search(figure.before):
        return Sense("pub_total", None, None, "verb")
    return Sense(None, None, None, "uncoded")


def _head(before: str) -> str | None:
    words = re.search(r"[\u4e00-\u9fff]{2,8}$", re.sub(r"(?:共计?|达到?|约|近|超过?)$", "", before))
    return words.group() if words else None


# Lists that share numbers.
def _each(figure: Figure) -> list[Sense]:
    """行政复议、行政诉讼各1件: one number, a figure for each noun."""
    return _listed(figure, figure.left, figure.number.start, "each") if _EACH.search(figure.before) else []


def _listed(figure: Figure, left: int, right: int, rule: str) -> list[Sense]:
    senses: dict[str | None, Sense] = {}
    topic = topic_of(figure.sentence, left, figure.context)
    for word in figure.words_in(left, right):
        own = word.nouns[0].topic if word.nouns[0].topic in TOPICS else topic
        noun = figure.accepts(word, own)
        if noun and noun.topic != "units":
            sense = _sense(figure, word, noun, own, rule)
            senses[sense.metric] = sense
    return list(senses.values()) if len(senses) > 1 else []


def _respectively(figure: Figure) -> list[Sense]:
    """A、B 分别为 n1、n2 件: as many numbers as nouns, in order."""
    sentence, index = figure.sentence, figure.place
    numbers, plain = sentence.numbers, sentence.plain

    def joined(at: int) -> bool:
        """Whether a number and the next are joined as in a list."""
        return re.fullmatch("[、,和及]", plain[numbers[at].end : numbers[at + 1].start]) is not None

    low = high = index
    while low > max(0, index - _MOST_LISTED) and joined(low - 1):
        low -= 1
    while high + 1 < min(len(numbers), index + _MOST_LISTED) and joined(high):
        high += 1
    start = numbers[low].start
    left = max((stop.end() for stop in re.finditer("[;:。(]", plain[:start])), default=0)
    left = max([left, *(number.end for number in numbers[:low])])
    said = _RESPECTIVELY.search(plain, left, start)
    if not said or low == high:
        return []
    unit = next((number.unit for number in numbers[low : high + 1] if number.unit), "")
    shared = [number if number.unit else number._replace(unit=unit) for number in numbers]
    whole = figure._replace(sentence=sentence._replace(numbers=shared))
    listed = _listed(whole, left, said.start(), "respectively")
    return [listed[index - low]] if len(listed) == high - low + 1 else []
