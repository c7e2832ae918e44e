"""Every command once: one table feeds menus, shortcuts and the list of shortcuts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Ort(StrEnum):
    """Who carries a command out."""

    FENSTER = "fenster"
    SEITE = "seite"
    """The page that is shown, if it names the command in ``befehle()``."""
    EINGABE = "eingabe"
    """The page, or the input that has the focus. The key is only shown: who has the focus handles it."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A command: its stable name, its words, its menu and its keys (Qt's portable notation)."""

    befehl: str
    text: str
    menue: str
    kuerzel: tuple[str, ...] = ()
    icon: str = ""
    tipp: str = ""
    ort: Ort = Ort.FENSTER
    gruppe: int = 0
    """Within a menu a line stands between different groups."""
    wahl: str = ""
    """Name of a set of commands of which exactly one is on."""
    braucht_plan: bool = True


DATEI, BEARBEITEN, PLAN, ANSICHT, HILFE = "Datei", "Bearbeiten", "Plan", "Ansicht", "Hilfe"
MENUES = (DATEI, BEARBEITEN, PLAN, ANSICHT, HILFE)
THEMA = "thema"

AKTIONEN: tuple[ActionSpec, ...] = (
    ActionSpec("neu", "Neuer Plan …", DATEI, ("Ctrl+N",), "ph.file-plus", gruppe=1, braucht_plan=False),
    ActionSpec("oeffnen", "Öffnen …", DATEI, ("Ctrl+O",), "ph.folder-open", gruppe=1, braucht_plan=False),
    ActionSpec(
        "kopie_speichern_unter",
        "Kopie speichern unter …",
        DATEI,
        ("Ctrl+Shift+S",),
        "ph.copy",
        "Eine Kopie des Plans anlegen; gearbeitet wird weiter in dieser Datei.",
        gruppe=2,
    ),
    ActionSpec(
        "excel_exportieren",
        "Nach Excel exportieren …",
        DATEI,
        ("Ctrl+E",),
        "ph.export",
        "Die Tabellen des Plans als Arbeitsmappe schreiben.",
        gruppe=2,
    ),
    ActionSpec(
        "huel_exportieren",
        "HÜL nach Excel exportieren …",
        DATEI,
        (),
        "ph.list-numbers",
        "Die Haushaltsüberwachungslisten HÜL und HÜL-VE als Arbeitsmappe schreiben.",
        gruppe=2,
    ),
    ActionSpec(
        "vorlage_fuellen",
        "In Vorlage exportieren …",
        DATEI,
        (),
        "ph.file-text",
        "Die Zahlen des Plans in eine eigene Excel-Vorlage mit Platzhaltern schreiben.",
        gruppe=2,
    ),
    ActionSpec(
        "bericht_schreiben",
        "Bericht als PDF …",
        DATEI,
        (),
        "ph.file-pdf",
        "Kennzahlen, Diagramme und alle Tabellen des Plans als PDF schreiben.",
        gruppe=2,
    ),
    ActionSpec(
        "importieren",
        "Importieren …",
        DATEI,
        ("Ctrl+I",),
        "ph.download-simple",
        "Eine Arbeitsmappe, Tabelle oder den Text eines Programms mit dem Plan vergleichen und übernehmen.",
        gruppe=2,
    ),
    ActionSpec(
        "drucken",
        "Drucken …",
        DATEI,
        ("Ctrl+P",),
        "ph.printer",
        "Die Seite, die gezeigt wird, mit allen Zeilen ihrer Tabellen und mit ihren Diagrammen drucken.",
        gruppe=3,
    ),
    ActionSpec(
        "druckvorschau",
        "Druckvorschau …",
        DATEI,
        ("Ctrl+Shift+P",),
        "ph.magnifying-glass",
        "Zeigen, was gedruckt würde; von dort auch als PDF speichern.",
        gruppe=3,
    ),
    ActionSpec("schliessen", "Plan schließen", DATEI, ("Ctrl+W",), gruppe=4),
    ActionSpec("beenden", "Beenden", DATEI, ("Ctrl+Q",), gruppe=4, braucht_plan=False),
    ActionSpec("rueckgaengig", "Rückgängig", BEARBEITEN, ("Ctrl+Z",), "ph.arrow-counter-clockwise", gruppe=1),
    ActionSpec(
        "wiederholen", "Wiederholen", BEARBEITEN, ("Ctrl+Y", "Ctrl+Shift+Z"), "ph.arrow-clockwise", gruppe=1
    ),
    ActionSpec(
        "ausschneiden", "Ausschneiden", BEARBEITEN, ("Ctrl+X",), "ph.scissors", ort=Ort.EINGABE, gruppe=2
    ),
    ActionSpec("kopieren", "Kopieren", BEARBEITEN, ("Ctrl+C",), "ph.copy-simple", ort=Ort.EINGABE, gruppe=2),
    ActionSpec(
        "tabelle_kopieren",
        "Tabelle kopieren",
        BEARBEITEN,
        ("Ctrl+Shift+C",),
        "ph.table",
        "Die ganze Tabelle mit Überschriften, für Excel, Word und Outlook.",
        gruppe=2,
    ),
    ActionSpec(
        "diagramm_kopieren",
        "Diagramm kopieren",
        BEARBEITEN,
        (),
        "ph.chart-bar",
        "Das Diagramm als Bild in doppelter Größe.",
        gruppe=2,
    ),
    ActionSpec(
        "werte_kopieren",
        "Werte des Diagramms kopieren",
        BEARBEITEN,
        tipp="Die Zahlen hinter dem Diagramm als Tabelle.",
        gruppe=2,
    ),
    ActionSpec("einfuegen", "Einfügen", BEARBEITEN, ("Ctrl+V",), "ph.clipboard", ort=Ort.EINGABE, gruppe=2),
    ActionSpec(
        "nach_unten_ausfuellen", "Nach unten ausfüllen", BEARBEITEN, ("Ctrl+D",), ort=Ort.EINGABE, gruppe=2
    ),
    ActionSpec("leeren", "Zellen leeren", BEARBEITEN, ("Del",), ort=Ort.EINGABE, gruppe=2),
    ActionSpec("suchen", "Suchen …", BEARBEITEN, ("Ctrl+F",), "ph.magnifying-glass", ort=Ort.SEITE, gruppe=3),
    ActionSpec(
        "leistung_neu", "Neue Leistung", BEARBEITEN, ("Ctrl+Shift+N",), "ph.plus", ort=Ort.SEITE, gruppe=4
    ),
    ActionSpec(
        "ansatz_neu",
        "Weiterer Ansatz zur Leistung",
        BEARBEITEN,
        ("Ctrl+Shift+A",),
        tipp="Eine weitere Zeile zur selben Leistung, zum Beispiel für den Neueinkauf.",
        ort=Ort.SEITE,
        gruppe=4,
    ),
    ActionSpec(
        "duplizieren", "Duplizieren", BEARBEITEN, ("Ctrl+Shift+D",), "ph.copy", ort=Ort.SEITE, gruppe=4
    ),
    ActionSpec(
        "hinauf", "Nach oben verschieben", BEARBEITEN, ("Alt+Up",), "ph.arrow-up", ort=Ort.SEITE, gruppe=4
    ),
    ActionSpec(
        "hinunter",
        "Nach unten verschieben",
        BEARBEITEN,
        ("Alt+Down",),
        "ph.arrow-down",
        ort=Ort.SEITE,
        gruppe=4,
    ),
    ActionSpec(
        "zeile_loeschen", "Zeilen löschen", BEARBEITEN, ("Ctrl+Del",), "ph.trash", ort=Ort.SEITE, gruppe=4
    ),
    ActionSpec("plan_neu", "Neuer Plan in dieser Datei …", PLAN, (), "ph.plus", gruppe=2),
    ActionSpec(
        "fortschreiben",
        "Haushaltsjahr fortschreiben …",
        PLAN,
        (),
        "ph.calendar-plus",
        "Aus diesem Plan den Plan des nächsten Jahres machen, in derselben Datei.",
        gruppe=2,
    ),
    ActionSpec(
        "kataloge",
        "Kataloge …",
        PLAN,
        (),
        "ph.list-bullets",
        "Handlungsfelder, Produktkategorien, Produkte und Teams des Plans.",
        gruppe=3,
    ),
    ActionSpec(
        "befunde",
        "Befunde der Prüfung",
        PLAN,
        ("F8",),
        "ph.check-square-offset",
        "Was die Prüfung des Plans ergab.",
        gruppe=3,
    ),
    ActionSpec(
        "diagramm_umschalten", "Diagramm neben der Tabelle", ANSICHT, ("F9",), ort=Ort.SEITE, gruppe=2
    ),
    ActionSpec("thema_system", "Wie das System", ANSICHT, wahl=THEMA, gruppe=3, braucht_plan=False),
    ActionSpec("thema_hell", "Hell", ANSICHT, wahl=THEMA, gruppe=3, braucht_plan=False),
    ActionSpec("thema_dunkel", "Dunkel", ANSICHT, wahl=THEMA, gruppe=3, braucht_plan=False),
    ActionSpec("ganzes_fenster", "Ganzer Bildschirm", ANSICHT, ("F11",), gruppe=4, braucht_plan=False),
    ActionSpec("handbuch", "Handbuch", HILFE, ("F1",), "ph.book-open", braucht_plan=False),
    ActionSpec("kuerzelhilfe", "Tastenkürzel", HILFE, ("Ctrl+?",), "ph.keyboard", braucht_plan=False),
    ActionSpec(
        "logdatei",
        "Protokolldatei öffnen",
        HILFE,
        tipp="Technische Einzelheiten zu Fehlern, für die Unterstützung.",
        gruppe=1,
        braucht_plan=False,
    ),
    ActionSpec("ueber", "Über den Eingliederungsplaner", HILFE, icon="ph.info", gruppe=2, braucht_plan=False),
)


def tasten(spec: ActionSpec) -> str:
    """The keys of a command as they stand on a German keyboard."""
    nativ = QKeySequence.SequenceFormat.NativeText
    return " oder ".join(QKeySequence(k).toString(nativ) for k in spec.kuerzel)


def baue_aktionen(fenster: QWidget, tue: Callable[[str], None]) -> dict[str, QAction]:
    """One ``QAction`` per command on the window; ``tue`` gets the command's name."""
    gruppen: dict[str, QActionGroup] = {}
    aktionen: dict[str, QAction] = {}
    for spec in AKTIONEN:
        aktion = QAction(spec.text, fenster)
        aktion.setObjectName(f"aktion_{spec.befehl}")
        aktion.setStatusTip(spec.tipp)
        if spec.ort is Ort.EINGABE:
            # A real shortcut would take the key away from the table or input that has the focus.
            aktion.setText(f"{spec.text}\t{tasten(spec)}")
        else:
            aktion.setShortcuts([QKeySequence(k) for k in spec.kuerzel])
        if spec.wahl:
            aktion.setCheckable(True)
            gruppen.setdefault(spec.wahl, QActionGroup(fenster)).addAction(aktion)
        aktion.triggered.connect(lambda _an=False, befehl=spec.befehl: tue(befehl))
        fenster.addAction(aktion)
        aktionen[spec.befehl] = aktion
    return aktionen
