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
    Sense,
    Sentence,
    Word,
    accepts,
    clause_of,
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
_AMOUNTS = frozenset(
    ["visits", "visitors", "reads", "followers", "likes"]
)  # they stand before their number, never after
_LONGEST_RIGHT = 16
_MOST_LISTED = 12
_VERB_LAST = re.compile("(?:受理|收到|接到|办结|答复|办理|回复|处理)(?:了|共|约|申请)*$")


# What a number counts.
def senses_of(sentence: Sentence, index: int, context: Context, first: int) -> Iterator[Sense]:
    """What a number counts: one sense, several where a list shares it, none where it is no figure."""
    number, (left, _) = sentence.numbers[index], clause_of(sentence, index)
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
    topic = topic_of(sentence, number.start, context)
    own = [word for word in sentence.words if left <= word.start and word.end <= number.start]
    for word in reversed(own):
        noun = accepts(word, number, topic, sentence, context)
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
    if printed := _in_gazette(sentence.plain[: number.start], number.unit):
        return Sense(printed, None, _head(before), "gazette")
    verb_last = (topic in PLAIN and _VERB_LAST.search(before)) or (
        number.unit in ("条", "篇") and _PUBLISHED.search(before)
    )
    if _BARE.fullmatch(before) or verb_last:
        return _inherited(sentence, index, left, topic, context)
    return Sense(None, None, _head(before), "uncoded")


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
        exact = accepts(other, number, topic, sentence, context)
        gap = sentence.plain[other.end : word.start]
        via = re.search(
            "[通经]过|依托|利用|在|借助|以", sentence.plain[max(0, other.start - 6) : other.start]
        )
        if exact and not exact.generic and exact.topic == "publish" and FILLER.fullmatch(gap) and not via:
            return other, exact
    return word, noun


def _right(sentence: Sentence, index: int, topic: str | None, context: Context) -> tuple[Word, Noun] | None:
    """The noun that a number stands before: 26件政府信息公开申请."""
    number, (_, end) = sentence.numbers[index], clause_of(sentence, index)
    limit = min(end, number.end + _LONGEST_RIGHT)
    found: tuple[Word, Noun] | None = None
    for word in sentence.words:
        if (
            number.end <= word.start
            and word.end <= limit
            and not re.search("[、和及]", sentence.plain[number.end : word.start])
        ):
            noun = accepts(word, number, topic, sentence, context)
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
        word.nouns[0].topic in REMEDIES
        and place
        and _JOINED.fullmatch(sentence.plain[own[place - 1].end : word.start])
    ):
        topics.add(own[place - 1].nouns[0].topic)
    return Sense("remedy_cases", "review", "行政复议、行政诉讼", "joint") if topics >= REMEDIES else None


def _sense(
    sentence: Sentence, index: int, word: Word, noun: Noun, topic: str | None, context: Context, rule: str
) -> Sense:
    number, (left, right) = sentence.numbers[index], clause_of(sentence, index)
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
    if metric == "msgs_received" and "热线" in before:
        metric = "hotline12345"
    if noun.topic == "publish":
        metric = _published(metric, sentence, word, number)
    metric = _by_arithmetic(number, context) if metric == "handled" else metric
    return Sense(metric, "request" if noun.topic in REQUESTS else noun.topic, subject, rule)


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
        for verb in pattern.finditer(before):
            key = (verb.end(), -order, metric)
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
    number, (_, right) = sentence.numbers[index], clause_of(sentence, index)
    if (
        topic == "training"
        and number.unit in units("PERSONS")
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
        noun = accepts(word, number, topic, sentence, context)
        if noun and noun.topic != "units":
            return _sense(sentence, index, word, noun, topic, context, "noun-before")
    if number.unit in ("条", "篇") and _PUBLISHED.search(sentence.plain[left : number.start]):
        return Sense("pub_total", None, None, "verb")
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
    topic = topic_of(sentence, left, context)
    for word in sentence.words:
        if left <= word.start and word.end <= right:
            own = word.nouns[0].topic if word.nouns[0].topic in TOPICS else topic
            noun = accepts(word, number, own, sentence, context)
            if noun and noun.topic != "units":
                senses.append(_sense(sentence, index, word, noun, own, context, rule))
    distinct = {sense.metric: sense for sense in senses}
    return list(distinct.values()) if len(distinct) > 1 else []


def _respectively(sentence: Sentence, index: int, context: Context) -> list[Sense]:
    """A、B 分别为 n1、n2 件: as many numbers as nouns, in order."""
    run = [index]
    while run[0] > max(0, index - _MOST_LISTED) and re.fullmatch(
        "[、,和及]", sentence.plain[sentence.numbers[run[0] - 1].end : sentence.numbers[run[0]].start]
    ):
        run.insert(0, run[0] - 1)
    while run[-1] + 1 < min(len(sentence.numbers), index + _MOST_LISTED) and re.fullmatch(
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
