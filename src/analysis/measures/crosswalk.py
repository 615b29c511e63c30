"""Which cell of an older form stands for a cell of the form in force, and how well the two agree.

The grades: A comparable, B comparable with a note, C not comparable. Cells of grade C are left out here, so that
an indicator that needs one is NA for that form. Source: 国办发〔2014〕32号 beside the forms of 2019 and 2021.
"""

from __future__ import annotations

from typing import NamedTuple


class Match(NamedTuple):
    """What stands for one cell of the newest form in an older one: signed cells, a grade, and a note zh / en."""

    cells: tuple[tuple[int, str], ...]
    grade: str
    zh: str = ""
    en: str = ""


def _s14(*rows: str) -> tuple[tuple[int, str], ...]:
    """Signed cells of the statistics table of 2014; a leading minus subtracts."""
    return tuple((-1 if row[0] == "-" else 1, f"statistics/s14_{row.lstrip('-')}/value") for row in rows)


_ANSWERS = ("2014年表的答复数含告知更改补充的中间答复", "the answers of 2014 hold interim notices to amend")
_FULL = ("同意公开加已主动公开", "granted plus already public")
_NOT_HELD = ("不属于本机关加信息不存在", "not of this body plus does not exist")
_DENIED = ("不同意公开减非政府信息", "denied less what was not government information")
_CONCLUDED = ("2014年表只有审结数", "the form of 2014 has concluded cases only")
MATCHES: dict[str, dict[str, Match]] = {
    "2014": {
        "requests/new_requests/total": Match(_s14("req_received"), "A"),
        "requests/total_decided/total": Match(_s14("answered"), "B", *_ANSWERS),
        "requests/granted_full/total": Match(_s14("granted", "already_public"), "B", *_FULL),
        "requests/granted_partial/total": Match(_s14("partial"), "A"),
        "requests/denied_total/total": Match(_s14("denied", "-denied_notinfo"), "B", *_DENIED),
        "requests/unable_not_held/total": Match(_s14("not_this_body", "not_exist"), "B", *_NOT_HELD),
        "remedies/review/total": Match(_s14("review"), "B", *_CONCLUDED),
        "remedies/litigation/total": Match(_s14("litig"), "B", *_CONCLUDED),
        "proactive/normative_docs/made": Match(
            _s14("normdocs_made"),
            "B",
            "规范性文件的口径于2021年收窄",
            "the definition of a normative document narrows in 2021",
        ),
        **{
            f"remedies/{track}/{result}": Match(_s14(f"{short}_{result}"), "A")
            for track, short in (("review", "review"), ("litigation", "litig"))
            for result in ("upheld", "corrected", "other")
        },
    },
    "2019": {
        "proactive/normative_docs/made": Match(
            ((1, "proactive/normative_docs/new_made"),),
            "B",
            "规范性文件的口径于2021年收窄",
            "the definition of a normative document narrows in 2021",
        ),
    },
}
