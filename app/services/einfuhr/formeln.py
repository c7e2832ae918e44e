"""Shared formulas: a workbook writes such a formula once, and each further cell means it shifted."""

from __future__ import annotations

import re

from app.services.zellname import spaltenname, spaltennummer

_LETZTE_ZEILE = 1_048_576
_LETZTE_SPALTE = 16_384
_KEIN_BEZUG = "#REF!"
_DAVOR = r"(?<![\w.$\\])"
_DANACH = r"(?![\w.(!])"
_BEZUG = re.compile(
    r"""(?P<wortlaut>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])"""
    rf"|{_DAVOR}(?P<fs>\$?)(?P<spalte>[A-Za-z]{{1,3}})(?P<fz>\$?)(?P<zeile>[1-9]\d{{0,6}}){_DANACH}"
    rf"|{_DAVOR}(?P<f1>\$?)(?P<s1>[A-Za-z]{{1,3}}):(?P<f2>\$?)(?P<s2>[A-Za-z]{{1,3}}){_DANACH}"
    rf"|{_DAVOR}(?P<g1>\$?)(?P<z1>[1-9]\d{{0,6}}):(?P<g2>\$?)(?P<z2>[1-9]\d{{0,6}}){_DANACH}",
    re.ASCII,
)


def verschiebe(formel: str, zeilen: int, spalten: int) -> str:
    """The formula as a cell means it that lies so many rows below and columns right of the first one."""

    def verschoben(treffer: re.Match[str]) -> str:
        if treffer["wortlaut"] is not None:
            return treffer[0]
        if treffer["zeile"] is not None:
            spalte = _spalte(treffer["fs"], treffer["spalte"], spalten)
            zeile = _zeile(treffer["fz"], treffer["zeile"], zeilen)
            return spalte + zeile if spalte and zeile else _KEIN_BEZUG
        if treffer["s1"] is not None:
            enden = (_spalte(treffer[f"f{i}"], treffer[f"s{i}"], spalten) for i in (1, 2))
        else:
            enden = (_zeile(treffer[f"g{i}"], treffer[f"z{i}"], zeilen) for i in (1, 2))
        von, bis = enden
        return f"{von}:{bis}" if von and bis else _KEIN_BEZUG

    return _BEZUG.sub(verschoben, formel)


def _spalte(fest: str, name: str, um: int) -> str:
    """The shifted column; empty where it leaves the sheet."""
    if fest:
        return fest + name
    nummer = spaltennummer(name) + um
    return spaltenname(nummer) if 0 <= nummer < _LETZTE_SPALTE else ""


def _zeile(fest: str, zahl: str, um: int) -> str:
    if fest:
        return fest + zahl
    nummer = int(zahl) + um
    return str(nummer) if 1 <= nummer <= _LETZTE_ZEILE else ""
