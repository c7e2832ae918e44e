"""Broken workbooks by the hundred, the same in each run: read, or refused in a sentence; nothing else."""

from __future__ import annotations

import io
import random
import re
import time
import warnings
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from app.models.fehler import Anwendungsfehler
from app.services.einfuhr.lesefehler import SICHER
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.mappenleser import lies
from app.services.excel import exportiere
from tests.unit import einfuhr_hilfe as h

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.einfuhr.rohdaten import Rohmappe

    Teile = list[tuple[str, bytes]]

SAAT = 20191106
IM_PROZESS = 1500
"""Mutations within this process; more by calling ``laufe`` with another number and seed."""
IM_KIND = 12
"""Mutations through the real reading process."""
HOECHSTENS_SEKUNDEN = 10.0

GIFT = [
    b"NaN",
    b"",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"0",
    b"inf",
    b"1_0",
    b"\xd9\xa3",
    b"A",
    b"9" * 5000,
]
XML_GIFT = [
    *(b"<", b"&", b"&lt", b"]]>", b"<!--", b"\x00", b"\xff\xfe"),
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<?xml version='1.0' encoding='x'?>",
    *(b"<row r='1'>", b"</sheetData>", b"<si>", b"<v>1</v>", b"<c r='XFD1048576'><v>1</v></c>"),
    *(b"<mergeCell ref='A1:XFD1048576'/>", b"<mergeCell ref='B2:A1'/>", b"<f t='shared' si='0'>A1</f>"),
]


def _kippe(inhalt: bytes, zufall: random.Random) -> bytes:
    neu = bytearray(inhalt)
    for _ in range(zufall.choice((1, 3, 30))):
        neu[zufall.randrange(len(neu))] ^= 1 << zufall.randrange(8)
    return bytes(neu)


def _schneide_ab(inhalt: bytes, zufall: random.Random) -> bytes:
    return inhalt[: zufall.randrange(len(inhalt))]


def _schneide_aus(inhalt: bytes, zufall: random.Random) -> bytes:
    von = zufall.randrange(len(inhalt))
    return inhalt[:von] + inhalt[von + zufall.randrange(200) :]


def _setze_ein(inhalt: bytes, zufall: random.Random) -> bytes:
    ort = zufall.choice([m.end() for m in re.finditer(rb">", inhalt)] or [0])
    return inhalt[:ort] + zufall.choice(XML_GIFT) + inhalt[ort:]


def _vergifte_zahlen(inhalt: bytes, zufall: random.Random) -> bytes:
    """Replace numbers in texts and attributes: values, indexes of shared strings, styles, rows, sheets."""
    stellen = list(re.finditer(rb"(?<=[>\"])[0-9]+(?=[<\"])", inhalt))
    for treffer in sorted(zufall.sample(stellen, min(len(stellen), zufall.choice((1, 2, 9)))), key=_hinten):
        inhalt = inhalt[: treffer.start()] + zufall.choice(GIFT) + inhalt[treffer.end() :]
    return inhalt


def _hinten(treffer: re.Match[bytes]) -> int:
    return -treffer.start()


def _vertausche_elemente(inhalt: bytes, zufall: random.Random) -> bytes:
    stuecke = re.split(rb"(<[^>]*>)", inhalt)
    a, b = (zufall.randrange(len(stuecke)) for _ in "ab")
    stuecke[a], stuecke[b] = stuecke[b], stuecke[a]
    return b"".join(stuecke)


def _verdopple_elemente(inhalt: bytes, zufall: random.Random) -> bytes:
    stuecke = re.split(rb"(<[^>]*>)", inhalt)
    ort = zufall.randrange(len(stuecke))
    return b"".join([*stuecke[:ort], stuecke[ort] * zufall.choice((2, 500)), *stuecke[ort:]])


def _lenke_um(inhalt: bytes, zufall: random.Random) -> bytes:
    """Let references lead elsewhere: to themselves, in a circle, out of the workbook, to nothing."""
    ziele = [
        b"workbook.xml",
        b"_rels/workbook.xml.rels",
        b"../_rels/.rels",
        b"../../../etc/passwd",
        b"",
        b"/",
    ]
    return re.sub(rb'Target="[^"]*"', lambda _: b'Target="' + zufall.choice(ziele) + b'"', inhalt, count=2)


AN_EINEM_TEIL: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _kippe,
    _schneide_ab,
    _schneide_aus,
    _setze_ein,
    _vergifte_zahlen,
    _vergifte_zahlen,
    _vertausche_elemente,
    _verdopple_elemente,
    _lenke_um,
)


def _teil(teile: Teile, zufall: random.Random) -> Teile:
    """Damage the content of a part, packed anew: the zip itself is sound."""
    ort = zufall.randrange(len(teile))
    name, inhalt = teile[ort]
    return [*teile[:ort], (name, zufall.choice(AN_EINEM_TEIL)(inhalt, zufall)), *teile[ort + 1 :]]


def _loesche(teile: Teile, zufall: random.Random) -> Teile:
    weg = zufall.randrange(len(teile))
    return [teil for ort, teil in enumerate(teile) if ort != weg]


def _verdopple(teile: Teile, zufall: random.Random) -> Teile:
    return [*teile, zufall.choice(teile)]


def _vertausche(teile: Teile, zufall: random.Random) -> Teile:
    (a, inhalt_a), (b, inhalt_b) = zufall.sample(teile, 2)
    neu = {a: inhalt_b, b: inhalt_a}
    return [(name, neu.get(name, inhalt)) for name, inhalt in teile]


AN_DEN_TEILEN: tuple[Callable[[Teile, random.Random], Teile], ...] = (
    *[_teil] * 12,
    _loesche,
    _verdopple,
    _vertausche,
)
AM_GANZEN: tuple[Callable[[bytes, random.Random], bytes], ...] = (_kippe, _schneide_ab, _schneide_aus)


def mutiere(inhalt: bytes, zufall: random.Random) -> bytes:
    """A workbook like this one with something wrong in it."""
    if zufall.random() < 0.2:
        return zufall.choice(AM_GANZEN)(inhalt, zufall)
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        teile = [(name, archiv.read(name)) for name in archiv.namelist()]
    for _ in range(zufall.choice((1, 1, 1, 2, 5))):
        teile = zufall.choice(AN_DEN_TEILEN)(teile, zufall)
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand twice are meant
        for name, teil in teile:
            archiv.writestr(name, teil)
    return puffer.getvalue()


def laufe(
    vorlagen: list[bytes], ordner: Path, anzahl: int, saat: int, lesend: Callable[[Path], Rohmappe] = lies
) -> Counter[str]:
    """Read so many mutations; count what came of them.

    One that fails stays in ``ordner`` as ``mutation.xlsx``.
    """
    zufall = random.Random(saat)  # noqa: S311 - no secret: the same in every run
    pfad = ordner / "mutation.xlsx"
    ausgang: Counter[str] = Counter()
    for _ in range(anzahl):
        pfad.write_bytes(mutiere(zufall.choice(vorlagen), zufall))
        beginn = time.monotonic()
        ausgang[_urteil(pfad, lesend)] += 1
        assert time.monotonic() - beginn < HOECHSTENS_SEKUNDEN
    return ausgang


def _urteil(pfad: Path, lesend: Callable[[Path], Rohmappe]) -> str:
    """What reading comes to; any other error than the two that are allowed ends the test."""
    try:
        mappe = lesend(pfad)
    except Anwendungsfehler as fehler:
        klage = fehler
    else:
        assert all(isinstance(z.text, str) for b in mappe.blaetter for zeile in b.zeilen for z in zeile)
        return "gelesen"
    assert klage.sicher == SICHER
    assert klage.rat
    return "abgelehnt"


@pytest.fixture
def vorlagen(beispiel: Dokument, tmp_path: Path) -> list[bytes]:
    """The example's workbook, and a small one in which each mutation weighs more."""
    plan = exportiere(beispiel.blick, tmp_path / "plan.xlsx")
    zellen = (
        h.zahlzelle("A1", "43775", 1),
        '<c r="B1" t="s"><v>0</v></c>',
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v>2</v></c>',
        '<c r="D1" t="b"><v>1</v></c>',
        '<c r="E1" t="e"><v>#REF!</v></c>',
        '<c r="F1" t="inlineStr"><is><r><t>Text</t></r></is></c>',
    )
    zweite = h.zeile(2, '<c r="C2"><f t="shared" si="0"/><v>4</v></c>')
    blatt = h.blatt(h.zeile(1, *zellen) + zweite, danach='<mergeCells><mergeCell ref="A3:B4"/></mergeCells>')
    klein = h.packe(tmp_path / "klein.xlsx", h.teile(blatt, texte=("<si><t>Förderfall</t></si>",)))
    return [plan.read_bytes(), klein.read_bytes(), klein.read_bytes()]


def test_hundreds_of_broken_workbooks_are_read_or_refused_in_a_sentence(
    vorlagen: list[bytes], tmp_path: Path
) -> None:
    ausgang = laufe(vorlagen, tmp_path, IM_PROZESS, SAAT)
    assert ausgang.total() == IM_PROZESS
    assert (
        min(ausgang["gelesen"], ausgang["abgelehnt"]) > IM_PROZESS // 10
    )  # the mutations are neither mild nor dull


def test_the_reading_process_says_the_same_of_broken_workbooks(vorlagen: list[bytes], tmp_path: Path) -> None:
    beide = [laufe(vorlagen, tmp_path, IM_KIND, SAAT + 1, lesend) for lesend in (lies, lies_datei)]
    assert beide[0] == beide[1]
    assert set(beide[0]) == {"gelesen", "abgelehnt"}


def test_broken_texts_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    zufall = random.Random(SAAT)  # noqa: S311 - no secret: the same in every run
    text = "".join(f'Maßnahme {n};"Träger; {n}";{n}.000,50 €\r\n' for n in range(50))
    pfad = tmp_path / "mutation.csv"
    ausgang: Counter[str] = Counter()
    for nummer in range(150):
        inhalt = text.encode(("utf-8", "utf-16", "cp1252")[nummer % 3])
        pfad.write_bytes(zufall.choice(AM_GANZEN)(inhalt, zufall))
        ausgang[_urteil(pfad, lies)] += 1
    assert set(ausgang) == {"gelesen", "abgelehnt"}
