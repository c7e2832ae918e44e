"""Vorgänge on named figures and on what is released of the year's funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.basis import neue_id
from app.models.geld import (
    format_eur,
    format_millionstel,
    format_promille,
    format_zahl,
    parse_anzahl,
    parse_eur,
    parse_millionstel,
)
from app.models.haushalt import Freigabe, Planwert
from app.services.eingabe import EingabeFehler
from app.services.haushaltszeilen import Anrechnung, Plangroesse
from app.services.worte import GROESSE_WORT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.haushaltszeilen import Freigabezeile

GANZES = 1000
_MILLION = 1_000_000
_GROESSTE_ZAHL = 999_999_999
"""Counts of the whole Bund are larger than any count of a row."""


def lies_planwert(groesse: Plangroesse, text: str) -> int | None:
    """Read a named figure as people type it: an amount, a share or a count; an empty text is None.

    Raises:
        BetragFehler: no such figure.
    """
    if not text.strip():
        return None
    if groesse.value.endswith("_cent"):
        return parse_eur(text)
    if groesse.value.endswith("_millionstel"):
        return parse_millionstel(text)
    return parse_anzahl(text, _GROESSTE_ZAHL)


def planwert_text(groesse: Plangroesse, wert: int | None) -> str:
    """A named figure as ``lies_planwert`` reads it again; without a euro sign."""
    if wert is None:
        return ""
    if groesse.value.endswith("_cent"):
        return format_eur(wert, symbol=False)
    return format_millionstel(wert) if groesse.value.endswith("_millionstel") else format_zahl(wert)


def planwert_setzen(
    dok: Dokument, groesse: Plangroesse, wert: int | None, *, quelle: str | None = None
) -> Changes:
    """Set a named figure; None: not known. A source of None leaves the one that stands there.

    Raises:
        EingabeFehler: negative, or a share of more than the whole.
    """
    if wert is not None and wert < 0:
        msg = f"„{GROESSE_WORT[groesse]}“ kann nicht negativ sein."
        raise EingabeFehler(msg)
    if groesse is Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL and wert is not None and wert > _MILLION:
        msg = "Ein Anteil kann nicht mehr als 100 % sein."
        raise EingabeFehler(msg)
    with dok.vorgang("planwert", f"{GROESSE_WORT[groesse]} geändert") as tat:
        zeile = tat.session.scalar(
            select(Planwert).where(Planwert.plan_id == dok.blick.plan_id, Planwert.groesse == groesse.value)
        )
        if zeile is None:
            zeile = Planwert(plan_id=dok.blick.plan_id, groesse=groesse.value)
            tat.session.add(zeile)
        zeile.wert = wert
        if quelle is not None:
            zeile.quelle = quelle or None
    return tat.ergebnis()


def neuer_schluessel() -> str:
    """The key of a record that is being typed and not in the plan yet."""
    return neue_id()


def freigabe_anlegen(  # noqa: PLR0913 - the fields of a release, by name
    dok: Dokument,
    von: dt.date,
    bis: dt.date,
    anteil_promille: int,
    *,
    anrechnung: Anrechnung = Anrechnung.GANZES_JAHR,
    bemerkung: str | None = None,
    zeile_id: str | None = None,
) -> tuple[str, Changes]:
    """Add a time in which only a part (thousandths) of the year's funds is released.

    ``zeile_id`` is the key of its draft, where there was one.

    Raises:
        EingabeFehler: no share from 0 to 100 %, or an end before the beginning.
    """
    _pruefe(von, bis, anteil_promille)
    zeile_id = zeile_id or neue_id()
    wort = f"Vorläufige Haushaltsführung: {format_promille(anteil_promille)} bis {bis:%d.%m.%Y}"
    with dok.vorgang("freigabe_neu", wort) as tat:
        zeile = Freigabe(
            id=zeile_id,
            plan_id=dok.blick.plan_id,
            von=von,
            bis=bis,
            anteil_promille=anteil_promille,
            anrechnung=anrechnung.value,
            bemerkung=bemerkung or None,
        )
        tat.session.add(zeile)
    return zeile_id, tat.ergebnis()


def freigabe_setzen(dok: Dokument, neu: Freigabezeile) -> Changes:
    """Change a release (``neu.id``) as a whole.

    Raises:
        EingabeFehler: no share from 0 to 100 %, or an end before the beginning.
    """
    _pruefe(neu.von, neu.bis, neu.anteil_promille)
    with dok.vorgang("freigabe", "Vorläufige Haushaltsführung geändert") as tat:
        zeile = tat.session.get_one(Freigabe, neu.id)
        zeile.von, zeile.bis, zeile.anteil_promille = neu.von, neu.bis, neu.anteil_promille
        zeile.anrechnung, zeile.bemerkung = neu.anrechnung.value, neu.bemerkung or None
    return tat.ergebnis()


def freigaben_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Delete releases: the whole of the funds counts again."""
    with dok.vorgang("freigabe_weg", "Vorläufige Haushaltsführung gelöscht") as tat:
        for zeile_id in ids:
            tat.session.delete(tat.session.get_one(Freigabe, zeile_id))
    return tat.ergebnis()


def _pruefe(von: dt.date, bis: dt.date, anteil_promille: int) -> None:
    if not 0 <= anteil_promille <= GANZES:
        msg = f"{format_promille(anteil_promille)} ist kein Anteil von 0 bis 100 %."
        raise EingabeFehler(msg)
    if bis < von:
        msg = f"Die Freigabe endet am {bis:%d.%m.%Y}, bevor sie am {von:%d.%m.%Y} beginnt."
        raise EingabeFehler(msg)
