"""Text that is cut into runs of different looks: a placeholder may begin in one and end in another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.excel.vorlage.platzhalter import MUSTER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.excel.vorlage.knoten import Knoten

_GESCHRIEBEN = re.compile(r"_x[0-9A-Fa-f]{4}_")
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def ersetze(laeufe: Sequence[Knoten], ersatz: Callable[[str], str | None], *, zelle: bool = False) -> bool:
    """Put text in place of placeholders; each takes the look of the run that it begins in.

    Args:
        laeufe: the elements that hold the text of one paragraph, in order.
        ersatz: the text for what stands between the braces; None leaves the placeholder as it is.
        zelle: the text is a cell's, where spaces at the ends have to be marked.

    Returns:
        Whether anything was put in place.
    """
    texte = [lauf.text for lauf in laeufe]
    ganz = "".join(texte)
    neu = [(m.start(), m.end(), wort) for m in MUSTER.finditer(ganz) if (wort := ersatz(m[1])) is not None]
    anfaenge = [sum(map(len, texte[:i])) for i in range(len(texte))]
    for von, bis, wort in reversed(neu):
        for i, anfang in reversed(list(enumerate(anfaenge))):
            ende = anfang + len(laeufe[i].text)
            if anfang < bis and von < ende:
                alt = texte[i]
                links, rechts = max(von - anfang, 0), bis - anfang
                texte[i] = alt[:links] + (wort if von >= anfang else "") + alt[rechts:]
    for lauf, text in zip(laeufe, texte, strict=True):
        if text != lauf.text:
            lauf.text = text
            if zelle and text != text.strip():
                lauf.attribute["xml:space"] = "preserve"
    return bool(neu)


def zelltext(text: str) -> str:
    """A text as cells write it: no control character, and nothing that reads like an escaped one."""
    return _STEUERZEICHEN.sub("", _GESCHRIEBEN.sub(lambda m: f"_x005F{m[0]}", text))
