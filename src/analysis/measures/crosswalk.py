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


def _l08(*numbers: int) -> tuple[tuple[int, str], ...]:
    """Cells of the list of 2008, by their code numbers."""
    return tuple((1, f"statistics/l08_{number:02}/value") for number in numbers)


_ANSWERS = ("2014年表的答复数含告知更改补充的中间答复", "the answers of 2014 hold interim notices to amend")
_FULL = ("同意公开加已主动公开", "granted plus already public")
_NOT_HELD = ("不属于本机关加信息不存在", "not of this body plus does not exist")
_DENIED = ("不同意公开减非政府信息", "denied less what was not government information")
_SECURITY = ("旧表措辞与“三安全一稳定”不尽相同", "the older form words security and stability in another way")
_THIRD = ("商业秘密加个人隐私", "trade secrets plus privacy")
_CONCLUDED = ("2014年表只有审结数", "the form of 2014 has concluded cases only")
_DOCUMENTS = ("规范性文件的口径于2021年收窄", "the definition of a normative document narrows in 2021")
_LIST = (
    "2013年以前为地方自定的指标表，以条或次计",
    "before 2014 a list that places made for themselves, counted in items",
)
_CASES = ("2013年以前的指标表统计全部案件", "the list before 2014 counts all cases")
_CHANNELS = ("电子邮件并入网络；指标表另有其他形式", "e-mail counts as online; the list has other ways too")
_CHANNEL_CELLS = {"inperson": (13,), "fax": (14,), "net": (15, 16), "mail": (17,), "received": (12,)}
MATCHES: dict[str, dict[str, Match]] = {
    "2008": {
        "requests/new_requests/total": Match(_l08(12), "B", *_LIST),
        "requests/total_decided/total": Match(_l08(19), "B", *_LIST),
        "requests/granted_full/total": Match(_l08(20), "B", *_LIST),
        "requests/granted_partial/total": Match(_l08(21), "A"),
        "requests/denied_total/total": Match(_l08(27), "B", *_LIST),
        "requests/denied_grounds/total": Match(_l08(27), "B", *_LIST),
        "requests/denied_state_secret/total": Match(_l08(28), "A"),
        "requests/denied_security_stability/total": Match(_l08(31, 32), "B", *_SECURITY),
        "requests/denied_third_party/total": Match(_l08(29, 30), "B", *_THIRD),
        "requests/unable_not_held/total": Match(_l08(23, 24), "B", *_NOT_HELD),
        "requests/rejected_repeat/total": Match(_l08(26), "B", *_LIST),
        "remedies/review/concluded": Match(_l08(34), "B", *_CASES),
        "remedies/litigation/concluded": Match(_l08(35), "B", *_CASES),
        "proactive/normative_docs/made": Match(_l08(4), "B", *_DOCUMENTS),
        **{f"statistics/s14_req_{way}/value": Match(_l08(*at), "B", *_CHANNELS) for way, at in _CHANNEL_CELLS.items()},
    },
    "2014": {
        "requests/new_requests/total": Match(_s14("req_received"), "A"),
        "requests/total_decided/total": Match(_s14("answered"), "B", *_ANSWERS),
        "requests/granted_full/total": Match(_s14("granted", "already_public"), "B", *_FULL),
        "requests/granted_partial/total": Match(_s14("partial"), "A"),
        "requests/denied_total/total": Match(_s14("denied", "-denied_notinfo"), "B", *_DENIED),
        "requests/denied_grounds/total": Match(_s14("denied", "-denied_notinfo"), "B", *_DENIED),
        "requests/denied_state_secret/total": Match(_s14("denied_secret"), "A"),
        "requests/denied_security_stability/total": Match(_s14("denied_security"), "B", *_SECURITY),
        "requests/denied_third_party/total": Match(_s14("denied_trade", "denied_privacy"), "B", *_THIRD),
        "requests/unable_not_held/total": Match(_s14("not_this_body", "not_exist"), "B", *_NOT_HELD),
        "proactive/normative_docs/made": Match(_s14("normdocs_made"), "B", *_DOCUMENTS),
        **{
            f"remedies/{track}/{result}": Match(_s14(f"{short}_{result}"), "B", *_CONCLUDED)
            for track, short in (("review", "review"), ("litigation", "litig"))
            for result in ("upheld", "corrected", "other")
        },
    },
    "2019": {
        "proactive/normative_docs/made": Match(((1, "proactive/normative_docs/new_made"),), "B", *_DOCUMENTS),
    },
}  # fmt: skip


def graded(matches: list[Match]) -> tuple[str, str, str]:
    """The lowest of the grades, and the notes in Chinese and English; A where the form asks for the very cells."""
    told = dict.fromkeys((match.zh, match.en) for match in matches if match.grade != "A")
    zh, en = ("; ".join(notes) for notes in zip(*told, strict=True)) if told else ("", "")
    return max((match.grade for match in matches), default="A"), zh, en
