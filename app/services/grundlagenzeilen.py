"""What a plan rests on, as views and exports get it: frozen rows (AMIP 2.3, 2.4, 2.6.1, 4, 5.1, 5.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Bildungsart, Kennzahlart, Zieleinheit, Zielrichtung
from app.models.geld import promille, runde

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "Betreuungszeile",
    "Bildungsart",
    "Bildungszielzeile",
    "Grundlagen",
    "Grundlagenzeile",
    "Kennzahlart",
    "KommunaleZeile",
    "Kundenzeile",
    "Patzeile",
    "Personalzeile",
    "Projektzeile",
    "Zieleinheit",
    "Zielrichtung",
    "Zielzeile",
]


@dataclass(frozen=True, slots=True)
class Grundlagenzeile:
    """What all of these rows have."""

    id: str
    position: int
    bezeichnung: str
    quelle: str | None


@dataclass(frozen=True, slots=True)
class Projektzeile(Grundlagenzeile):
    """A Sonderprojekt, amounts in Cent (AMIP 2.3, Abb. 4)."""

    sachkosten_cent: int | None
    personalkosten_cent: int | None
    bemerkung: str | None

    @property
    def summe_cent(self) -> int:
        """Both together; what is not known counts nothing."""
        return (self.sachkosten_cent or 0) + (self.personalkosten_cent or 0)


@dataclass(frozen=True, slots=True)
class Patzeile(Grundlagenzeile):
    """A flat rate of the PAT (Cent per case and month) for a class, for cases from ``ab`` on (AMIP 2.4)."""

    klasse: int
    betrag_cent: int | None
    ab: dt.date


@dataclass(frozen=True, slots=True)
class Personalzeile(Grundlagenzeile):
    """Staff in hundredths of a VZÄ (AMIP 2.6.1)."""

    soll_hundertstel: int | None
    ist_hundertstel: int | None
    bemerkung: str | None

    @property
    def differenz_hundertstel(self) -> int | None:
        """Ist less Soll: negative where staff is lacking."""
        if self.soll_hundertstel is None or self.ist_hundertstel is None:
            return None
        return self.ist_hundertstel - self.soll_hundertstel

    @property
    def besetzung_promille(self) -> int | None:
        """How much of the Soll is there, in thousandths."""
        if self.soll_hundertstel is None or self.ist_hundertstel is None:
            return None
        return promille(self.ist_hundertstel, self.soll_hundertstel)


@dataclass(frozen=True, slots=True)
class Betreuungszeile(Grundlagenzeile):
    """Clients per member of staff, in tenths (AMIP 2.6.1)."""

    soll_zehntel: int | None
    ist_zehntel: int | None
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class Kundenzeile(Grundlagenzeile):
    """A group of clients (AMIP 5.1); ``gesamt``: the shares are reckoned from this one."""

    anzahl: int | None
    gesamt: bool
    berichtsmonat: str | None


@dataclass(frozen=True, slots=True)
class Bildungszielzeile(Grundlagenzeile):
    """Planned entries into training of a group of occupations (AMIP 5.8.1.5, Abb. 14)."""

    umschulungen: int | None
    teilqualifizierungen: int | None
    fortbildungen: int | None
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class KommunaleZeile(Grundlagenzeile):
    """A service of the city (AMIP 5.8.2.7, Abb. 16)."""

    rechtsgrundlage: str | None
    erbracht_von: str | None
    faelle: int | None
    zusatz: str | None


@dataclass(frozen=True, slots=True)
class Zielzeile(Grundlagenzeile):
    """A figure of the Zielsteuerung, in thousandths of its unit (AMIP 4)."""

    kurz: str
    art: Kennzahlart
    einheit: Zieleinheit
    richtung: Zielrichtung
    plan_tausendstel: int | None
    ist_tausendstel: int | None
    berichtsmonat: str | None
    bemerkung: str | None

    @property
    def abweichung_tausendstel(self) -> int | None:
        """Actual less planned."""
        if self.plan_tausendstel is None or self.ist_tausendstel is None:
            return None
        return self.ist_tausendstel - self.plan_tausendstel

    @property
    def erreicht(self) -> bool | None:
        """Whether the actual figure is as good as the planned one; None where that cannot be said."""
        abweichung = self.abweichung_tausendstel
        if abweichung is None or self.richtung is Zielrichtung.BEOBACHTEN:
            return None
        return abweichung >= 0 if self.richtung is Zielrichtung.MEHR else abweichung <= 0


@dataclass(frozen=True, slots=True)
class Grundlagen:
    """All tables of a plan, each in its order."""

    sonderprojekte: tuple[Projektzeile, ...] = ()
    patpauschalen: tuple[Patzeile, ...] = ()
    personal: tuple[Personalzeile, ...] = ()
    betreuungsschluessel: tuple[Betreuungszeile, ...] = ()
    kundengruppen: tuple[Kundenzeile, ...] = ()
    bildungsziele: tuple[Bildungszielzeile, ...] = ()
    kommunale_leistungen: tuple[KommunaleZeile, ...] = ()
    zielwerte: tuple[Zielzeile, ...] = ()

    @property
    def eindeutige_gesamtgruppe(self) -> Kundenzeile | None:
        """The group of clients that is the whole; None where none or several are marked so."""
        gesamt = [k for k in self.kundengruppen if k.gesamt]
        return gesamt[0] if len(gesamt) == 1 else None

    def kundenanteil_prozent(self, zeile: Kundenzeile) -> int | None:
        """A group's share of the whole in whole percent, as printed (AMIP 5.1)."""
        ganzes = self.eindeutige_gesamtgruppe
        if ganzes is None or not ganzes.anzahl or zeile.anzahl is None:
            return None
        return runde(100 * zeile.anzahl, ganzes.anzahl)
