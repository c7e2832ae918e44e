"""The closed lists of a plan: states and kinds, with the words that people read."""

from __future__ import annotations

from enum import StrEnum


class Planstatus(StrEnum):
    """Where a plan stands on its way to the Trägerversammlung."""

    ENTWURF = "entwurf"
    IN_PRUEFUNG = "in_pruefung"
    ABGESTIMMT = "abgestimmt"
    BESCHLOSSEN = "beschlossen"


class Budgetart(StrEnum):
    """The inputs of the budget formulas (AMIP sections 2.2 to 2.2.2)."""

    EINGLIEDERUNGSMITTEL = "eingliederungsmittel"
    VERWALTUNGSMITTEL = "verwaltungsmittel"
    KFA = "kfa"
    VORLEISTUNGEN = "vorleistungen"
    UMSCHICHTUNG = "umschichtung"
    RUECKEINNAHMEN = "rueckeinnahmen"


class Eintrittestatus(StrEnum):
    """What the column Eintritte holds: a number, or a reason why there is none."""

    ZAHL = "zahl"
    KALKULATION_VORJAHR = "kalkulation_vorjahr"
    KEINE = "keine"


class Finanzierung(StrEnum):
    """What the column Mittelansatz (Neufall) holds: new money of this year, or why not."""

    NEUFALL = "neufall"
    EINKAUF_VORJAHR = "einkauf_vorjahr"
    AUSZAHLUNG_FOLGEJAHR = "auszahlung_folgejahr"
    SGB_III = "sgb_iii"
    FREMDFINANZIERT = "fremdfinanziert"

    @property
    def zaehlt(self) -> bool:
        """True where an amount is cash of this year and counts as verplant."""
        return self is Finanzierung.NEUFALL

    @property
    def erlaubt_betrag(self) -> bool:
        """True where an amount may stand: counted, due next year, or nachrichtlich."""
        return self not in {Finanzierung.EINKAUF_VORJAHR, Finanzierung.SGB_III}


class Umschichtungsbasis(StrEnum):
    """Which sum of the Umschichtung the budget formulas use."""

    GEPLANT = "geplant"
    """The plan's input (an estimate until the money is moved)."""
    VOLLZOGEN = "vollzogen"
    """Only movements that are executed."""


class Bindungsart(StrEnum):
    """What a Bindung rests on."""

    VERTRAG = "vertrag"
    BEWILLIGUNG = "bewilligung"


class Bindungsteil(StrEnum):
    """Whether a Bindung is a contract of its own or adds to one."""

    GRUNDVERTRAG = "grundvertrag"
    OPTION = "option"
    AUFSTOCKUNG = "aufstockung"


class Zahlungsart(StrEnum):
    """What is paid: an instalment on account, or what an invoice asks for."""

    ABSCHLAG = "abschlag"
    RECHNUNG = "rechnung"
    SCHLUSSZAHLUNG = "schlusszahlung"


class Zahlungsstand(StrEnum):
    """How far a payment is (§ 70 BHO): ordered, or paid out."""

    ANGEORDNET = "angeordnet"
    AUSGEZAHLT = "ausgezahlt"


class VeStand(StrEnum):
    """How firm a Verpflichtungsermächtigung is."""

    VORLAEUFIG = "vorlaeufig"
    ENDGUELTIG = "endgueltig"
    GEKUERZT = "gekuerzt"


class Umschichtungsrichtung(StrEnum):
    """Where a movement takes money from, and where to."""

    IN_VERWALTUNG = "in_verwaltung"
    IN_EINGLIEDERUNG = "in_eingliederung"
    ZWISCHEN_PRODUKTEN = "zwischen_produkten"


class Umschichtungsstand(StrEnum):
    """How far a movement is."""

    GEPLANT = "geplant"
    GESPERRT = "gesperrt"
    VOLLZOGEN = "vollzogen"
    ZURUECKGEZOGEN = "zurueckgezogen"


class Anrechnung(StrEnum):
    """Which commitments count against funds that are released in part."""

    GANZES_JAHR = "ganzes_jahr"
    BIS_STICHTAG = "bis_stichtag"


class Plangroesse(StrEnum):
    """Named inputs of the plan's calculators, one whole number each.

    Amounts are in Cent (``…_cent``), shares in millionths (``…_millionstel``), all others are counts.
    """

    EGT_BUND_CENT = "egt_bund_cent"
    """Eingliederungsmittel that are distributed by the indicators, all of Germany (EinglMV)."""
    EGT_VORAB_CENT = "egt_vorab_cent"
    """What is allotted to the Jobcenter beforehand (old cases of § 16e, "BEZ"; AMIP 2.1.1)."""
    ELB_LOKAL = "elb_lokal"
    ELB_BUND = "elb_bund"
    BEVOELKERUNG_LOKAL = "bevoelkerung_lokal"
    BEVOELKERUNG_BUND = "bevoelkerung_bund"
    LZB_LOKAL = "lzb_lokal"
    LZB_BUND = "lzb_bund"
    VERWALTUNG_BUND_CENT = "verwaltung_bund_cent"
    """Verwaltungsmittel that are distributed, all of Germany (AMIP 2.2)."""
    BG_ZEITRAUM_NEU = "bg_zeitraum_neu"
    """Average of Bedarfsgemeinschaften in the newer of the two periods (Maximalwert, AMIP 2.1.2)."""
    BG_ZEITRAUM_ALT = "bg_zeitraum_alt"
    BG_MAXIMALWERTE_BUND = "bg_maximalwerte_bund"
    """Sum of all Jobcenters' larger averages."""
    VERWALTUNG_ANTEIL_MILLIONSTEL = "verwaltung_anteil_millionstel"
    """The Jobcenter's share of the Verwaltungsmittel where it is known (1,5759 % is 15759)."""
    PAT_RAHMEN_NEU_CENT = "pat_rahmen_neu_cent"
    """Relief expected from new cases of § 16i in the year (AMIP 2.4): a plausibility mark."""
    PAT_RAHMEN_BESTAND_CENT = "pat_rahmen_bestand_cent"
    """Relief expected from cases that run already (AMIP 2.4): a plausibility mark."""


class Bildungsart(StrEnum):
    """What entries of a product count as in the Bildungszielplanung (Abb. 14)."""

    UMSCHULUNG = "umschulung"
    FORTBILDUNG = "fortbildung"


class Kennzahlart(StrEnum):
    """What a figure of the Zielsteuerung is for (AMIP 4)."""

    STEUERUNGSZIEL = "steuerungsziel"
    QUALITAET = "qualitaet"


class Zieleinheit(StrEnum):
    """What a goal is counted in."""

    EURO = "euro"
    PROZENT = "prozent"
    ANZAHL = "anzahl"
    NOTE = "note"
    """German school marks: 1,0 is best."""
    INDEX = "index"


class Zielrichtung(StrEnum):
    """Where a figure should go; some are only watched."""

    MEHR = "mehr"
    WENIGER = "weniger"
    BEOBACHTEN = "beobachten"
