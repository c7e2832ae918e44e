"""Vorgänge on catalogues: Handlungsfelder, Produktkategorien, Produkte and Teams are data of the plan."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.models.massnahme import POSITION_STEP
from app.models.plan import Handlungsfeld, Produkt, Produktkategorie, Team
from app.services import katalogdaten, katalogkopie
from app.services.eingabe import EingabeFehler, lies_wort
from app.services.summen import Dimension
from app.services.worte import BILDUNGSART_WORT

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.planblick import Planblick
    from app.services.struktur import Richtung
    from app.services.zeilen import Katalogeintrag


class Katalog(StrEnum):
    """Which catalogue."""

    HANDLUNGSFELD = "handlungsfeld"
    PRODUKTKATEGORIE = "produktkategorie"
    PRODUKT = "produkt"
    TEAM = "team"


KATALOG_WORT = {
    Katalog.HANDLUNGSFELD: "Handlungsfelder",
    Katalog.PRODUKTKATEGORIE: "Produktkategorien",
    Katalog.PRODUKT: "Produkte",
    Katalog.TEAM: "Teams",
}
FELDER: dict[Katalog, tuple[tuple[str, str], ...]] = {
    Katalog.HANDLUNGSFELD: (
        ("nummer", "Nr."),
        ("bezeichnung", "Bezeichnung"),
        ("kurz", "Kurz"),
        ("tabellentitel", "Titel der Tabelle"),
        ("abschnitt", "Abschnitt"),
    ),
    Katalog.PRODUKTKATEGORIE: (("nummer", "Nr."), ("bezeichnung", "Bezeichnung"), ("kurz", "Kurz")),
    Katalog.PRODUKT: (
        ("bezeichnung", "Bezeichnung"),
        ("gehoert_zu", "Produktkategorie"),
        ("rechtsgrundlage", "Rechtsgrundlage"),
        ("bildungsart", "Bildungsziel"),
    ),
    Katalog.TEAM: (("bezeichnung", "Bezeichnung"), ("quelle", "Quelle")),
}
"""Editable fields of each catalogue with their headings."""

_KLASSE: dict[Katalog, type[Handlungsfeld | Produktkategorie | Produkt | Team]] = {
    Katalog.HANDLUNGSFELD: Handlungsfeld,
    Katalog.PRODUKTKATEGORIE: Produktkategorie,
    Katalog.PRODUKT: Produkt,
    Katalog.TEAM: Team,
}
MAX_TEXT = 200


def eintraege(dok: Dokument, katalog: Katalog) -> tuple[Katalogeintrag, ...]:
    """The entries of a catalogue, in order."""
    return tuple(dok.blick.katalog(Dimension(katalog.value)).values())


def feldtext(dok: Dokument, eintrag: Katalogeintrag, feld: str) -> str:
    """What a field of an entry holds, as shown and as accepted again by ``eintrag_setzen``."""
    if feld == "bildungsart":
        return BILDUNGSART_WORT[eintrag.bildungsart] if eintrag.bildungsart else ""
    if feld == "gehoert_zu":
        return dok.blick.kategorien[eintrag.gehoert_zu].titel if eintrag.gehoert_zu else ""
    name = "zusatz" if feld in {"rechtsgrundlage", "quelle"} else feld
    return str(getattr(eintrag, name) or "")


def eintrag_anlegen(dok: Dokument, katalog: Katalog, bezeichnung: str) -> tuple[str, Changes]:
    """Add an entry at the end; a new product goes to the last category.

    Raises:
        EingabeFehler: no name, the name is taken, or there is no category for a product yet.
    """
    bezeichnung = _pruefe_namen(dok, katalog, bezeichnung, None)
    werte: dict[str, object] = {"plan_id": dok.blick.plan_id, "bezeichnung": bezeichnung}
    if katalog is Katalog.PRODUKT:
        if not dok.blick.kategorien:
            msg = "Ein Produkt gehört zu einer Produktkategorie: Legen Sie zuerst eine an."
            raise EingabeFehler(msg)
        werte["produktkategorie_id"] = list(dok.blick.kategorien)[-1]
    klasse = _KLASSE[katalog]
    with dok.vorgang("katalog_neu", f"{KATALOG_WORT[katalog]}: „{bezeichnung}“ angelegt") as tat:
        letzte = tat.session.scalar(
            select(func.max(klasse.position)).where(klasse.plan_id == dok.blick.plan_id)
        )
        objekt = klasse(position=(letzte or 0) + POSITION_STEP, **werte)
        tat.session.add(objekt)
        tat.session.flush()
        objekt_id = objekt.id
    return objekt_id, tat.ergebnis()


def eintrag_setzen(dok: Dokument, katalog: Katalog, eintrag_id: str, feld: str, text: str) -> Changes:
    """Change one field of an entry.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
    """
    text = text.strip()
    if feld not in {name for name, _kopf in FELDER[katalog]}:
        raise KeyError(feld)
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    if feld == "bezeichnung":
        text = _pruefe_namen(dok, katalog, text, eintrag_id)
    spalte, wert = _spaltenwert(dok, feld, text)
    with dok.vorgang("katalog", f"{KATALOG_WORT[katalog]}: „{text}“") as tat:
        setattr(tat.session.get_one(_KLASSE[katalog], eintrag_id), spalte, wert)
    return tat.ergebnis()


def _spaltenwert(dok: Dokument, feld: str, text: str) -> tuple[str, str | None]:
    if feld == "gehoert_zu":
        return "produktkategorie_id", _kategorie(dok, text)
    if feld == "bildungsart" and text:
        return feld, lies_wort(text, BILDUNGSART_WORT, "kein Bildungsziel").value
    return feld, text or None


def eintrag_verschieben(dok: Dokument, katalog: Katalog, eintrag_id: str, richtung: Richtung) -> Changes:
    """Move an entry one place up or down (products within their category)."""
    reihe = [e for e in eintraege(dok, katalog) if e.gehoert_zu == _von(dok, katalog, eintrag_id).gehoert_zu]
    stelle = [e.id for e in reihe].index(eintrag_id)
    ziel = stelle + int(richtung)
    with dok.vorgang("katalog_reihe", f"{KATALOG_WORT[katalog]}: Reihenfolge geändert") as tat:
        if 0 <= ziel < len(reihe):
            eins, zwei = _objekt(tat, katalog, eintrag_id), _objekt(tat, katalog, reihe[ziel].id)
            eins.position, zwei.position = zwei.position, eins.position
    return tat.ergebnis()


def eintrag_loeschen(dok: Dokument, katalog: Katalog, eintrag_id: str) -> Changes:
    """Delete an entry that nothing uses.

    Raises:
        EingabeFehler: it is used; the sentence says by what.
    """
    eintrag = _von(dok, katalog, eintrag_id)
    zeilen = dok.blick.zeilen_von(Dimension(katalog.value), eintrag_id)
    produkte = [p for p in dok.blick.produkte.values() if p.gehoert_zu == eintrag_id]
    wer = ""
    if zeilen or produkte:
        wer = f"{len(zeilen)} Zeilen der Maßnahmen" if zeilen else f"{len(produkte)} Produkten"
    elif katalog is Katalog.PRODUKT:
        wer = _wer_nennt(dok.blick, eintrag_id)
    if wer:
        msg = f"„{eintrag.bezeichnung}“ wird von {wer} benutzt. Ordnen Sie diese zuerst anders zu."
        raise EingabeFehler(msg)
    with dok.vorgang("katalog_weg", f"{KATALOG_WORT[katalog]}: „{eintrag.bezeichnung}“ gelöscht") as tat:
        tat.session.delete(tat.session.get_one(_KLASSE[katalog], eintrag_id))
    return tat.ergebnis()


def _wer_nennt(blick: Planblick, produkt_id: str) -> str:
    """What besides rows refers to a product; empty where nothing does."""
    if any(b.vertrag.produkt_id == produkt_id for b in blick.bindungen):
        return "Bindungen"
    if any(g.produkt_id == produkt_id for g in blick.fallgruppen):
        return "Fallgruppen"
    genannt = {p for u in blick.umschichtungen for p in (u.von_produkt_id, u.nach_produkt_id)}
    return "Umschichtungen" if produkt_id in genannt else ""


def uebernehmen(dok: Dokument, beispiel: str) -> Changes:
    """Fill the empty catalogues of the active plan from an example plan.

    Raises:
        EingabeFehler: the plan has entries already.
    """
    _muss_leer_sein(dok)
    daten = katalogdaten.lies_daten(beispiel, "plan.toml")
    with dok.vorgang("kataloge", f"Kataloge aus „{daten['plan']['bezeichnung']}“ übernommen") as tat:
        katalogdaten.lade(tat, dok.blick.plan_id, daten)
    return tat.ergebnis()


def uebernehmen_aus_plan(dok: Dokument, quelle: Planblick) -> Changes:
    """Fill the empty catalogues of the active plan with those of another plan of the same file.

    Raises:
        EingabeFehler: the plan has entries already.
    """
    _muss_leer_sein(dok)
    with dok.vorgang("kataloge", f"Kataloge aus „{quelle.kopf.bezeichnung}“ übernommen") as tat:
        katalogkopie.lege_an(tat, dok.blick.plan_id, katalogkopie.von_plan(quelle))
    return tat.ergebnis()


def _muss_leer_sein(dok: Dokument) -> None:
    if any(eintraege(dok, katalog) for katalog in Katalog):
        msg = "Der Plan hat schon Kataloge; übernommen wird nur in leere."
        raise EingabeFehler(msg)


def _objekt(tat: Tat, katalog: Katalog, eintrag_id: str) -> Handlungsfeld | Produktkategorie | Produkt | Team:
    objekt: Any = tat.session.get_one(_KLASSE[katalog], eintrag_id)
    return objekt  # type: ignore[no-any-return]  # one of the four classes of _KLASSE


def _von(dok: Dokument, katalog: Katalog, eintrag_id: str) -> Katalogeintrag:
    return dok.blick.katalog(Dimension(katalog.value))[eintrag_id]


def _pruefe_namen(dok: Dokument, katalog: Katalog, text: str, eintrag_id: str | None) -> str:
    text = text.strip()
    if not text:
        msg = "Hier fehlt eine Bezeichnung."
        raise EingabeFehler(msg)
    gleich = [e for e in eintraege(dok, katalog) if e.bezeichnung.casefold() == text.casefold()]
    if any(e.id != eintrag_id for e in gleich):
        msg = f"„{text}“ gibt es im Katalog „{KATALOG_WORT[katalog]}“ schon."
        raise EingabeFehler(msg)
    return text


def _kategorie(dok: Dokument, text: str) -> str:
    for eintrag in dok.blick.kategorien.values():
        if text.casefold() in {eintrag.titel.casefold(), eintrag.bezeichnung.casefold()}:
            return eintrag.id
    msg = f"„{text}“ ist keine Produktkategorie dieses Plans."
    raise EingabeFehler(msg)
