"""The words of both languages: plain data, one table a module, used by every room above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """One text in Chinese and in English, with ``{names}`` to fill in.

    >>> Words("缺少“{label}”。", "«{label}» is missing.").filled(label="总计").en
    '«总计» is missing.'
    """

    zh: str
    en: str

    def filled(self, **values: object) -> Words:
        """The text with the names filled in; a value that is itself ``Words`` is taken in each language."""
        texts = (
            text.format(**{name: v[at] if isinstance(v, Words) else v for name, v in values.items()})
            for at, text in enumerate(self)
        )
        return Words(*texts)


def listed(names: Sequence[str], most: int = 3) -> Words:
    """A few of many names, and how many there are.

    >>> listed(["a", "b", "c", "d"]).en
    'a, b, c and 1 more'
    """
    left = len(names) - most
    zh, en = "、".join(names[:most]), ", ".join(names[:most])
    return Words(f"{zh}等{len(names)}个", f"{en} and {left} more") if left > 0 else Words(zh, en)
