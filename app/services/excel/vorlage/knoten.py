"""A part's XML as a tree that loses nothing: prefixes, unknown elements, comments, the order of all.

ElementTree drops prefixes that no element uses, and with them what ``mc:Ignorable`` names: Excel then calls
the file damaged. Here names are kept as they are written, and nothing is resolved.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException

if TYPE_CHECKING:
    from collections.abc import Iterator

TIEFSTER = 200
"""No part of a workbook nests deeper; a hostile one would exhaust the stack."""
_KOPF = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_VERBOTEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IM_TEXT = str.maketrans(_TEXT)
_IM_ATTRIBUT = str.maketrans({**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_LEXIKALISCH = "http://xml.org/sax/properties/lexical-handler"


class XmlFehler(ValueError):
    """No well-formed XML, or something that a workbook never has (a DTD, entities)."""


@dataclass(frozen=True, slots=True)
class Roh:
    """A comment or a processing instruction, as it is written."""

    text: str


class Knoten:
    """An element with its name as written (``x14:sparkline``), attributes and content."""

    __slots__ = ("attribute", "kinder", "lokal", "name")

    def __init__(
        self,
        name: str,
        attribute: dict[str, str] | None = None,
        kinder: list[Knoten | str | Roh] | None = None,
    ) -> None:
        """An element; ``lokal`` is its name without the prefix."""
        self.name = name
        self.lokal = name.rpartition(":")[2]
        self.attribute = {} if attribute is None else attribute
        self.kinder: list[Knoten | str | Roh] = [] if kinder is None else kinder

    def neu(self, lokal: str, attribute: dict[str, str] | None = None, text: str | None = None) -> Knoten:
        """A new element of the same namespace; it is not put anywhere yet."""
        return Knoten(self._praefix() + lokal, attribute, [text] if text is not None else None)

    def _praefix(self) -> str:
        return self.name[: len(self.name) - len(self.lokal)]

    def elemente(self, *lokal: str) -> Iterator[Knoten]:
        """The elements directly below, all or those of these names."""
        return (k for k in self.kinder if isinstance(k, Knoten) and (not lokal or k.lokal in lokal))

    def kind(self, lokal: str) -> Knoten | None:
        """The first element of this name directly below."""
        return next(self.elemente(lokal), None)

    def alle(self, *lokal: str) -> Iterator[Knoten]:
        """The elements of these names anywhere below, in document order."""
        for kind in self.elemente():
            if not lokal or kind.lokal in lokal:
                yield kind
            yield from kind.alle(*lokal)

    def attribut(self, lokal: str) -> str | None:
        """An attribute that has a prefix, whichever: ``r:id`` by ``id``."""
        return next((w for n, w in self.attribute.items() if n.endswith(f":{lokal}")), None)

    @property
    def text(self) -> str:
        """The text directly in the element."""
        return "".join(k for k in self.kinder if isinstance(k, str))

    @text.setter
    def text(self, text: str) -> None:
        self.kinder = [text]

    def kopie(self, vorbild: Knoten | None = None) -> Knoten:
        """A copy with everything below; with the prefix of ``vorbild`` where it comes from another part."""
        name = self.name if vorbild is None else vorbild._praefix() + self.lokal  # noqa: SLF001 - its own class
        kinder = [k.kopie(vorbild) if isinstance(k, Knoten) else k for k in self.kinder]
        return Knoten(name, dict(self.attribute), kinder)

    def schreibe(self, ziel: list[str]) -> None:
        """Append the element as XML to ``ziel``."""
        ziel.append(f"<{self.name}")
        ziel.extend(f' {name}="{_sauber(wert, _IM_ATTRIBUT)}"' for name, wert in self.attribute.items())
        if not self.kinder:
            ziel.append("/>")
            return
        ziel.append(">")
        for kind in self.kinder:
            if isinstance(kind, Knoten):
                kind.schreibe(ziel)
            else:
                ziel.append(kind.text if isinstance(kind, Roh) else _sauber(kind, _IM_TEXT))
        ziel.append(f"</{self.name}>")


def _sauber(text: str, ersatz: dict[int, str]) -> str:
    return _VERBOTEN.sub("", text).translate(ersatz)


@dataclass(frozen=True, slots=True)
class Baum:
    """A whole part: its root, and what stands around it."""

    wurzel: Knoten
    davor: tuple[Roh, ...] = ()

    def als_bytes(self) -> bytes:
        """The part as it goes into the file."""
        teile = [_KOPF, *(roh.text for roh in self.davor)]
        self.wurzel.schreibe(teile)
        return "".join(teile).encode("utf-8")


class _Bauer:
    """Takes what the parser reports."""

    def __init__(self) -> None:
        self.davor: list[Roh] = []
        self.wurzel: Knoten | None = None
        self._offen: list[Knoten] = []

    def startElement(self, name: str, attribute: Any) -> None:  # noqa: N802, ANN401 - SAX calls it so
        if len(self._offen) >= TIEFSTER:
            raise XmlFehler
        knoten = Knoten(name, dict(attribute.items()))
        if self._offen:
            self._offen[-1].kinder.append(knoten)
        else:
            self.wurzel = knoten
        self._offen.append(knoten)

    def endElement(self, _name: str) -> None:  # noqa: N802 - as above
        self._offen.pop()

    def characters(self, text: str) -> None:
        if not self._offen:
            return
        kinder = self._offen[-1].kinder
        if kinder and isinstance(kinder[-1], str):
            kinder[-1] += text
        else:
            kinder.append(text)

    def comment(self, text: str) -> None:
        self._roh(f"<!--{text}-->")

    def processingInstruction(self, ziel: str, daten: str) -> None:  # noqa: N802 - as above
        self._roh(f"<?{ziel} {daten}?>")

    def _roh(self, text: str) -> None:
        if self._offen:
            self._offen[-1].kinder.append(Roh(text))
        elif self.wurzel is None:
            self.davor.append(Roh(text))

    def nichts(self, *_: object) -> None:
        """What the tree does not need: beginning and end of the document, of CDATA, of prefixes."""

    startDocument = endDocument = setDocumentLocator = nichts  # noqa: N815 - as above
    startCDATA = endCDATA = startDTD = endDTD = skippedEntity = nichts  # noqa: N815
    startPrefixMapping = endPrefixMapping = ignorableWhitespace = nichts  # noqa: N815


def lies(inhalt: bytes) -> Baum:
    """Read a part.

    Raises:
        XmlFehler: it cannot be read safely.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only on use
    from defusedxml.sax import make_parser  # noqa: PLC0415

    bauer, leser = _Bauer(), make_parser()
    leser.forbid_dtd = True
    leser.setContentHandler(bauer)
    leser.setProperty(_LEXIKALISCH, bauer)
    try:
        leser.parse(io.BytesIO(inhalt))
    except (SAXException, DefusedXmlException, LookupError, UnicodeError) as fehler:
        raise XmlFehler(str(fehler)) from fehler
    if bauer.wurzel is None:
        raise XmlFehler
    return Baum(bauer.wurzel, tuple(bauer.davor))
