"""The figures of a made-up corpus: true rates of each body, and cells drawn with them year by year.

Rates come from beta distributions, one for each level of government; numbers of requests have a heavy tail and
many zeros. Cells are held as a vector of whole numbers in the order of ``KEYS``; fees in units of 1 yuan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.forms import Key, edition
from bench.corpus_bodies import Body

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

EDITION = "2021"
KEYS = tuple(key for table in ("proactive", "requests", "remedies") for key in edition(EDITION).keys(table))
FEE = Key("proactive", "admin_fees", "amount_wan")
_AT = {key: number for number, key in enumerate(KEYS)}
_ROWS = tuple(dict.fromkeys(key.row for key in KEYS if key.table == "requests"))
_OUTCOMES = tuple(
    row for row in _ROWS if row not in ("new_requests", "carried_in", "total_decided", "carried_out")
)
_TRACKS = ("review", "litigation_direct", "litigation_after_review")


class Level(NamedTuple):
    """What the bodies of a level have in common, as means and spreads of what is drawn for each.

    ``requests`` is the median of the expected requests a year and ``spread`` the standard deviation of its
    logarithm; ``idle`` the share of bodies that get none. ``disclosure`` and ``corrected`` are (mean,
    concentration) of beta distributions. ``acts`` is the median of licences and penalties.
    """

    requests: float
    spread: float
    idle: float
    disclosure: tuple[float, float]
    corrected: tuple[float, float]
    acts: float


LEVELS: Mapping[str, Level] = {
    "province": Level(150, 1.1, 0.0, (0.64, 30), (0.12, 20), 4000),
    "prefecture": Level(40, 1.3, 0.02, (0.60, 20), (0.16, 16), 900),
    "county": Level(10, 1.5, 0.10, (0.57, 12), (0.20, 12), 200),
    "township": Level(1.5, 1.7, 0.35, (0.52, 8), (0.20, 12), 10),
}
# Shares of those six kinds of requesters, and of the outcomes that are not disclosure, over all bodies.
_REQUESTERS = np.array([0.82, 0.06, 0.01, 0.01, 0.08, 0.02])
_REST = np.array(
    [0.2, 1.6, 0.2, 2.0, 2.6, 2.4, 1.6, 1.0, 14.0, 2.2, 1.0, 2.2, 1.2, 0.4, 0.6, 0.2, 1.6, 0.1, 2.4]
)


class Rates(NamedTuple):
    """The true parameters of one body; shares and rates are fractions.

    ``disclosure`` is the chance that a decided request is granted in full or in part, ``full_share`` that such
    a one is in full, ``carry`` that a request waits for the next year. ``review_rate`` and ``litigation_rate``
    are expected cases a decided request; ``review_corrected`` is the chance that a concluded review corrects.
    ``rest`` are the shares of the other outcomes, ``requesters`` those of the six kinds of requesters.
    """

    expected_requests: float
    disclosure: float
    full_share: float
    carry: float
    review_rate: float
    review_corrected: float
    litigation_rate: float
    litigation_corrected: float
    acts: float
    requesters: Floats
    rest: Floats


def draw_beta(rng: np.random.Generator, mean_and_concentration: tuple[float, float], size: int) -> Floats:
    """``size`` rates of a beta distribution given by its mean and its concentration (the sum of its parameters)."""
    mean, concentration = mean_and_concentration
    return rng.beta(mean * concentration, (1 - mean) * concentration, size)


def draw_expected(rng: np.random.Generator, level: str, size: int) -> Floats:
    """Expected requests a year of ``size`` bodies of a level, some of them 0."""
    law = LEVELS[level]
    expected = rng.lognormal(np.log(law.requests), law.spread, size)
    return np.where(rng.random(size) < law.idle, 0.0, np.minimum(expected, 20_000))


def draw_rates(rng: np.random.Generator, level: str) -> Rates:
    """The parameters of one body of a level."""
    law = LEVELS[level]
    return Rates(
        expected_requests=float(draw_expected(rng, level, 1)[0]),
        disclosure=float(draw_beta(rng, law.disclosure, 1)[0]),
        full_share=float(rng.beta(14, 4)),
        carry=float(rng.beta(2, 38)),
        review_rate=float(rng.gamma(2, 0.03)),
        review_corrected=float(draw_beta(rng, law.corrected, 1)[0]),
        litigation_rate=float(rng.gamma(2, 0.012)),
        litigation_corrected=float(rng.beta(2, 18)),
        acts=float(rng.lognormal(np.log(law.acts), 1.2)),
        requesters=rng.dirichlet(_REQUESTERS * 30),
        rest=rng.dirichlet(_REST),
    )


class _Stock(NamedTuple):
    """What a body takes into the next year: waiting requests by requester, and documents in force."""

    waiting: Ints
    in_force: Ints


def draw_years(rng: np.random.Generator, body: Body, rates: Rates, years: Sequence[int]) -> list[Ints]:
    """The cells of one body that is no aggregate, a vector a year; what is carried out is carried in next year."""
    stock = _Stock(rng.binomial(_new_requests(rng, rates, 0), rates.carry), _first_documents(rng, body))
    drawn = []
    for number, _ in enumerate(years):
        cells = np.zeros(len(KEYS), dtype=np.int64)
        waiting = _draw_requests(rng, rates, number, stock.waiting, cells)
        _draw_remedies(rng, rates, cells)
        in_force = _draw_proactive(rng, body, rates, stock.in_force, cells)
        stock = _Stock(waiting, in_force)
        drawn.append(cells)
    return drawn


def _new_requests(rng: np.random.Generator, rates: Rates, number: int) -> Ints:
    """New requests by requester: the year's mean is itself uncertain by a third, and grows by 8 % a year."""
    mean = rates.expected_requests * 1.08**number * rng.gamma(10, 0.1)
    return np.asarray(rng.multinomial(rng.poisson(mean), rates.requesters))


def _put(cells: Ints, table: str, row: str, parts: Ints | Sequence[int]) -> None:
    """Write a row of table 三 or 四: the parts and, last, their sum."""
    start = _AT[next(key for key in KEYS if key[:2] == (table, row))]
    cells[start : start + len(parts) + 1] = [*parts, int(np.sum(parts))]


def _draw_requests(rng: np.random.Generator, rates: Rates, number: int, waiting: Ints, cells: Ints) -> Ints:
    new = _new_requests(rng, rates, number)
    out = rng.binomial(new + waiting, rates.carry)
    decided = new + waiting - out
    chances = [rates.disclosure * rates.full_share, rates.disclosure * (1 - rates.full_share)]
    outcomes = rng.multinomial(decided, [*chances, *((1 - rates.disclosure) * rates.rest)])
    for row, parts in zip(_OUTCOMES, outcomes.T, strict=True):
        _put(cells, "requests", row, parts)
    flows = {"new_requests": new, "carried_in": waiting, "total_decided": decided, "carried_out": out}
    for row, parts in flows.items():
        _put(cells, "requests", row, parts)
    return out


def _draw_remedies(rng: np.random.Generator, rates: Rates, cells: Ints) -> None:
    decided = int(cells[_AT[Key("requests", "total_decided", "total")]])
    shares = {"review": 1.0, "litigation_direct": 0.6, "litigation_after_review": 0.4}
    for track in _TRACKS:
        review = track == "review"
        rate = (rates.review_rate if review else rates.litigation_rate) * shares[track]
        cases = rng.poisson(rate * decided)
        pending = rng.binomial(cases, 0.12)
        right = rates.review_corrected if review else rates.litigation_corrected
        corrected, other, upheld = rng.multinomial(
            cases - pending, [right, 0.3 * (1 - right), 0.7 * (1 - right)]
        )
        _put(cells, "remedies", track, [upheld, corrected, other, pending])


def _first_documents(rng: np.random.Generator, body: Body) -> Ints:
    """Regulations and normative documents in force at the start; only some governments can make regulations."""
    makes_rules = body.kind == "office" and body.level in ("province", "prefecture")
    return np.array([rng.poisson(40) if makes_rules else 0, rng.poisson(25 if body.kind == "office" else 4)])


def _draw_proactive(rng: np.random.Generator, body: Body, rates: Rates, in_force: Ints, cells: Ints) -> Ints:
    for number, row in enumerate(("regulations", "normative_docs")):
        made = int(rng.poisson(0.08 * in_force[number]))
        repealed = int(rng.binomial(in_force[number], 0.05))
        at = _AT[Key("proactive", row, "made")]
        cells[at : at + 3] = [made, repealed, in_force[number] + made - repealed]
    for row, share in (("licensing", 1.0), ("penalty", 0.5), ("coercion", 0.05)):
        cells[_AT[Key("proactive", row, "decisions")]] = rng.poisson(rates.acts * share)
    cells[_AT[FEE]] = int(rng.poisson(rates.acts * 90)) if rng.random() < 0.4 else 0
    stocks = [_AT[Key("proactive", row, "in_force")] for row in ("regulations", "normative_docs")]
    return np.asarray(cells[stocks])


def draw_corpus(
    rng: np.random.Generator, bodies: Sequence[Body], years: Sequence[int]
) -> tuple[list[Rates | None], list[list[Ints]]]:
    """The rates of each body (None for an aggregate) and its cells by year; an aggregate is the sum of its bodies."""
    rates = [None if body.aggregate else draw_rates(rng, body.level) for body in bodies]
    cells = [
        [np.zeros(len(KEYS), dtype=np.int64) for _ in years]
        if own is None
        else draw_years(rng, body, own, years)
        for body, own in zip(bodies, rates, strict=True)
    ]
    for body in reversed(bodies):
        if body.above is not None:
            for total, own in zip(cells[body.above], cells[body.number], strict=True):
                total += own
    return rates, cells


def figure(cells: Ints, table: str, row: str, column: str) -> int:
    """One figure of a vector of cells."""
    return int(cells[_AT[Key(table, row, column)]])


def as_printed(cells: Ints) -> dict[Key, str]:
    """The cells as a report prints them; fees in 万元."""
    return {
        key: f"{value / 10_000:.10g}" if key == FEE else str(value)
        for key, value in zip(KEYS, cells.tolist(), strict=True)
    }
