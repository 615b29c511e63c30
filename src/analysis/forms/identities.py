"""The arithmetic that the form itself demands (勾稽关系), as sums over cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.forms.edition_2021 import APPLICANTS, RESULTS, TRACKS
from analysis.forms.model import Edition, Identity, Key, Row

_SHARES = tuple(column.code for column in APPLICANTS if column.code != "total")
_RESULTS = tuple(column.code for column in RESULTS if column.code != "total")
_NOT_OUTCOMES = frozenset(("new_requests", "carried_in", "total_decided", "carried_out"))


@cache
def identities(edition: Edition) -> tuple[Identity, ...]:
    """All identities of an edition; tolerance is 0, all cells are counts."""
    rows = next((block.rows for block in edition.blocks if block.table == "requests"), None)
    if rows is None:
        return edition.sums
    return (*_flow(), *_outcomes([row.code for row in rows]), *_applicants(rows), *_tracks())


@cache
def identities_in(edition: Edition, table: str) -> tuple[Identity, ...]:
    """The identities of an edition over the cells of one table."""
    return tuple(rule for rule in identities(edition) if rule.table == table)


def identities_of(edition: Edition, keys: Iterable[Key]) -> list[Identity]:
    """The identities of an edition in which any of the cells stands."""
    numbers = _numbers(edition)
    rules = identities(edition)
    return [rules[number] for number in sorted({n for key in keys for n in numbers.get(key, ())})]


@cache
def _numbers(edition: Edition) -> dict[Key, list[int]]:
    """For each cell the numbers of the identities in which it stands."""
    numbers: dict[Key, list[int]] = {}
    for number, rule in enumerate(identities(edition)):
        for key in rule.keys:
            numbers.setdefault(key, []).append(number)
    return numbers


def _request(row: str, column: str) -> Key:
    return Key("requests", row, column)


def _flow() -> list[Identity]:
    """V301: 第一项加第二项之和，等于第三项加第四项之和, printed in the corner of table 三."""
    return [
        Identity(
            "V301",
            "requests",
            f"{column.zh}：新收＋上年结转＝办理总计＋结转下年",
            f"{column.en}: new + carried in = decided + carried out",
            (_request("new_requests", column.code), _request("carried_in", column.code)),
            (_request("total_decided", column.code), _request("carried_out", column.code)),
        )
        for column in APPLICANTS
    ]


def _outcomes(rows: list[str]) -> list[Identity]:
    """V302: the outcomes add up to （七）总计."""
    outcomes = [row for row in rows if row not in _NOT_OUTCOMES]
    return [
        Identity(
            "V302",
            "requests",
            f"{column.zh}：各项办理结果之和＝总计",
            f"{column.en}: outcomes add up to the total decided",
            tuple(_request(row, column.code) for row in outcomes),
            (_request("total_decided", column.code),),
        )
        for column in APPLICANTS
    ]


def _applicants(rows: tuple[Row, ...]) -> list[Identity]:
    """V303: natural persons and the five kinds of organisation add up to 总计, in every row."""
    return [
        Identity(
            "V303",
            "requests",
            f"{row.zh}：自然人＋法人或其他组织＝总计",
            f"{row.en}: natural persons + organisations = total",
            tuple(_request(row.code, share) for share in _SHARES),
            (_request(row.code, "total"),),
        )
        for row in rows
    ]


def _tracks() -> list[Identity]:
    """V401 to V403: the four results add up to 总计 in each track of table 四."""
    return [
        Identity(
            f"V40{number}",
            "remedies",
            f"{track.zh}：维持＋纠正＋其他＋尚未审结＝总计",
            f"{track.en}: upheld + corrected + other + pending = total",
            tuple(Key("remedies", track.code, result) for result in _RESULTS),
            (Key("remedies", track.code, "total"),),
        )
        for number, track in enumerate(TRACKS, start=1)
    ]
