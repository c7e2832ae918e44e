"""The one style sheet, built from the tokens: flat controls, lines instead of frames, visible focus.

Names in ``rolle`` (a dynamic property) say what a control is for:

- QLabel: ``titel``, ``untertitel``, ``kennzahl``, ``kennzahl_name``, ``hinweis``, ``fehler``, ``warnung``,
  ``erfolg``, ``link``, ``abzeichen``
- QPushButton: ``primaer``, ``link``; QToolButton: ``nur_symbol``, ``kennzahl``
- QFrame: ``trennlinie``, ``leiste``, ``meldung_fehler``, ``meldung_warnung``, ``meldung_erfolg``
- QLineEdit: ``suche``; QLineEdit and QTextEdit: ``flach`` (edge under the mouse and with the focus);
  any input with ``fehlerhaft`` true has the colour of an error around it
- ``ton`` = ``fehler``, ``warnung`` or ``erfolg`` colours a label or button that has a role besides
- objectName ``navigation``: the list of pages

A list or tree that is filled before it is shown needs ``ensurePolished()`` first: else Qt keeps the row
heights that it measured without the style sheet.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.thema import Tokens


def stilvorlage(tokens: Tokens, punkt: float) -> str:
    """The style sheet of a theme; ``punkt`` is the size of normal text in points."""
    werte = {
        **asdict(tokens),
        "titel_pt": f"{punkt * 1.45:.1f}pt",
        "untertitel_pt": f"{punkt * 1.1:.1f}pt",
        "kennzahl_pt": f"{punkt * 1.4:.1f}pt",
        "klein_pt": f"{punkt * 0.94:.1f}pt",
        "symbole": ressource("symbole").as_posix(),
    }
    return Template(_FENSTER + _TEXTE + _KNOEPFE + _EINGABEN + _LISTEN + _REST).substitute(werte)


def setze_rolle(widget: QWidget, wert: str, eigenschaft: str = "rolle") -> None:
    """Change a widget's ``rolle`` (or its ``ton``) and show it at once."""
    if widget.property(eigenschaft) != wert:
        widget.setProperty(eigenschaft, wert)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


_FENSTER = """
QMainWindow, QDialog { background: $flaeche; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar {
    background: $flaeche; color: $text; padding: 2px 8px; border: none; border-bottom: 1px solid $linie;
}
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $auswahl; }
QMenu { background: $erhoeht; color: $text; border: 1px solid $linie_stark; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: $auswahl; color: $text; }
QMenu::item:disabled { color: $text_aus; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $linie; margin: 4px 8px; }
QToolBar {
    background: $flaeche; border: none; border-bottom: 1px solid $linie; spacing: 4px; padding: 4px 8px;
}
QToolBar::separator { width: 1px; background: $linie; margin: 4px; }
QStatusBar { background: $flaeche; color: $text_neben; border-top: 1px solid $linie; }
QStatusBar::item { border: none; }
QToolTip { background: $erhoeht; color: $text; border: 1px solid $linie_stark; padding: 5px 8px; }
QSplitter::handle { background: $linie; }
QSplitter::handle:horizontal { width: 1px; margin: 0 3px; }
QSplitter::handle:vertical { height: 1px; margin: 3px 0; }
QSplitter::handle:hover { background: $akzent; }
QFrame[rolle="trennlinie"] { background: $linie; border: none; max-height: 1px; min-height: 1px; }
QFrame[rolle="leiste"] { background: $flaeche; border: none; border-bottom: 1px solid $linie; }
QFrame[rolle="meldung_fehler"] { background: $fehler_flaeche; border: none; border-left: 3px solid $fehler; }
QFrame[rolle="meldung_warnung"] {
    background: $warnung_flaeche; border: none; border-left: 3px solid $warnung;
}
QFrame[rolle="meldung_erfolg"] { background: $erfolg_flaeche; border: none; border-left: 3px solid $erfolg; }
"""

_TEXTE = """
QLabel[rolle="titel"] { color: $text; font-size: $titel_pt; font-weight: 600; }
QLabel[rolle="untertitel"] { color: $text; font-size: $untertitel_pt; font-weight: 600; }
QLabel[rolle="kennzahl"] { color: $text; font-size: $kennzahl_pt; font-weight: 600; }
QLabel[rolle="kennzahl_name"] { color: $text_neben; font-size: $klein_pt; }
QLabel[rolle="hinweis"] { color: $text_neben; }
QLabel[rolle="fehler"] { color: $fehler; }
QLabel[rolle="warnung"] { color: $warnung; }
QLabel[rolle="erfolg"] { color: $erfolg; }
QLabel[rolle="link"] { color: $link; }
QLabel[ton="fehler"], QToolButton[ton="fehler"], QPushButton[ton="fehler"] { color: $fehler; }
QLabel[ton="warnung"], QToolButton[ton="warnung"], QPushButton[ton="warnung"] { color: $warnung; }
QLabel[ton="erfolg"], QToolButton[ton="erfolg"], QPushButton[ton="erfolg"] { color: $erfolg; }
QLabel[rolle="abzeichen"] {
    color: $text_neben; border: 1px solid $linie_stark;
    border-radius: 4px; padding: 1px 8px; font-size: $klein_pt;
}
"""

_KNOEPFE = """
QPushButton {
    background: $grund; color: $text; border: 1px solid $linie_stark; border-radius: 6px;
    padding: 4px 15px; min-height: 18px;
}
QPushButton:hover { background: $hover; border-color: $rand; }
QPushButton:pressed { background: $auswahl; }
QPushButton:default { border-color: $akzent; }
QPushButton:focus { border: 2px solid $fokus; padding: 3px 14px; }
QPushButton:disabled { background: $flaeche; color: $text_aus; border-color: $linie; }
QPushButton[rolle="primaer"] {
    background: $akzent; color: $auf_akzent; border-color: $akzent; font-weight: 600;
}
QPushButton[rolle="primaer"]:hover { background: $akzent_hover; border-color: $akzent_hover; }
QPushButton[rolle="primaer"]:pressed { background: $akzent_gedrueckt; }
QPushButton[rolle="primaer"]:focus { border: 2px solid $text; padding: 3px 14px; }
QPushButton[rolle="primaer"]:disabled { background: $flaeche; color: $text_aus; border-color: $linie; }
QPushButton[rolle="link"] {
    background: transparent; color: $link; border: 1px solid transparent; padding: 3px 7px; text-align: left;
}
QPushButton[rolle="link"]:hover { background: $hover; text-decoration: underline; }
QPushButton[rolle="link"]:focus { border: 1px solid $fokus; }
QToolButton {
    background: transparent; color: $text;
    border: 1px solid transparent; border-radius: 4px; padding: 4px 7px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $auswahl; }
QToolButton:checked { background: $auswahl; }
QToolButton:focus { border-color: $fokus; }
QToolButton:disabled { color: $text_aus; }
QToolButton::menu-indicator {
    image: url("$symbole/pfeil-unten.svg"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 5px;
}
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton[rolle="nur_symbol"] { padding: 4px; }
QToolButton[rolle="nur_symbol"]::menu-indicator { image: none; width: 0; height: 0; }
QToolButton[rolle="kennzahl"] { font-size: $kennzahl_pt; font-weight: 600; padding: 0 4px; }
QToolButton[rolle="kennzahl"]:hover { text-decoration: underline; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_aus; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
    width: 14px; height: 14px; background: $grund; border: 1px solid $rand; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QMenu::indicator { margin-left: 4px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $akzent; background: $hover; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus {
    border: 2px solid $fokus; width: 12px; height: 12px;
}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    background: $akzent; border-color: $akzent; image: url("$symbole/haken-$thema.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $akzent; border-color: $akzent; image: url("$symbole/teil-$thema.svg");
}
QCheckBox::indicator:checked:focus, QCheckBox::indicator:indeterminate:focus { border-color: $text; }
QRadioButton::indicator:checked {
    border-color: $akzent;
    background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
        stop:0 $akzent, stop:0.5 $akzent, stop:0.6 $grund, stop:1 $grund);
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: $flaeche; border-color: $linie_stark;
}
"""

_EINGABEN = """
QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox {
    background: $grund; color: $text; border: 1px solid $rand; border-radius: 6px; padding: 4px 7px;
    selection-background-color: $auswahl; selection-color: $text; min-height: 18px;
    placeholder-text-color: $text_aus;
}
QLineEdit:hover, QSpinBox:hover, QDateEdit:hover, QComboBox:hover { border-color: $text_neben; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus,
QSpinBox:focus, QDateEdit:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $fokus; padding: 3px 6px;
}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled,
QSpinBox:disabled, QDateEdit:disabled, QComboBox:disabled {
    background: $flaeche; color: $text_aus; border-color: $linie_stark;
}
QLineEdit:read-only { background: $flaeche; }
QLineEdit[rolle="flach"], QTextEdit[rolle="flach"] {
    background: transparent; color: $text_neben; border-color: transparent;
}
QLineEdit[rolle="flach"]:hover, QTextEdit[rolle="flach"]:hover { border-color: $linie_stark; }
QLineEdit[rolle="flach"]:focus, QTextEdit[rolle="flach"]:focus {
    background: $grund; color: $text; border-color: $fokus;
}
QLineEdit[fehlerhaft="true"], QComboBox[fehlerhaft="true"], QTextEdit[fehlerhaft="true"] {
    border: 2px solid $fehler; padding: 3px 6px;
}
QAbstractItemView QLineEdit, QAbstractItemView QComboBox, QAbstractItemView QPlainTextEdit {
    border: 2px solid $fokus; border-radius: 0; padding: 0 4px; min-height: 0;
}
QAbstractItemView QLineEdit[fehlerhaft="true"] { border-color: $fehler; padding: 0 4px; }
#zelleneditor_grund { background: $erhoeht; border: 1px solid $fehler; }
QComboBox { padding-right: 24px; }
QComboBox:focus, QComboBox:on { padding-right: 23px; }
QComboBox::drop-down, QDateEdit::drop-down {
    subcontrol-origin: border; subcontrol-position: center right;
    width: 24px; border: none; background: transparent;
}
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: url("$symbole/pfeil-unten.svg"); width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
    background: $erhoeht; color: $text; border: 1px solid $linie_stark; padding: 4px; outline: 0;
    selection-background-color: $auswahl; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 24px; padding: 1px 4px; }
QSpinBox { padding: 2px 20px 2px 7px; }
QSpinBox:focus { padding: 1px 20px 1px 6px; }
QSpinBox::up-button, QSpinBox::down-button {
    width: 18px; border: none; background: transparent; subcontrol-origin: border;
}
QSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QSpinBox::up-arrow { image: url("$symbole/pfeil-oben.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url("$symbole/pfeil-unten.svg"); width: 10px; height: 10px; }
"""

_LISTEN = """
/* No background or border on all items of a table: either would hide the colours of a model's cells. */
QTableView, QTreeView, QListView {
    background: $grund; alternate-background-color: $zebra;
    color: $text; border: none; gridline-color: $linie;
    selection-background-color: $auswahl; selection-color: $text;
}
QTableView, QTreeView, QListView { outline: 0; }
QTableView::item { padding: 0 6px; }
QTableView::item:focus { border: 2px solid $fokus; padding: 0 4px; }
QTableView::item:selected:focus { background: $auswahl; }
QTreeView::item, QListView::item { padding: 6px 4px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $auswahl; color: $text; }
QTreeView::item:focus, QListView::item:focus { border: 1px solid $fokus; padding: 5px 3px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$symbole/zweig-zu.svg"); }
QTreeView::branch:has-children:open { image: url("$symbole/zweig-offen.svg"); }
QHeaderView { background: $leiste; border: none; }
QHeaderView::section {
    background: $leiste; color: $text_neben; border: none; border-bottom: 1px solid $linie_stark;
    border-right: 1px solid $linie; padding: 5px 8px; font-weight: 600;
}
QHeaderView::section:last { border-right: none; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::section:checked { color: $text; }
QHeaderView::section:vertical { border-bottom: 1px solid $linie; font-weight: 400; padding: 0 8px; }
QHeaderView::down-arrow { image: url("$symbole/pfeil-unten.svg"); width: 12px; height: 12px; right: 4px; }
QHeaderView::up-arrow { image: url("$symbole/pfeil-oben.svg"); width: 12px; height: 12px; right: 4px; }
QTableCornerButton::section { background: $leiste; border: none; border-bottom: 1px solid $linie_stark; }
#navigation { background: $leiste; border: none; border-right: 1px solid $linie; padding: 8px; outline: 0; }
#navigation::item { color: $text_neben; padding: 9px 8px; border-radius: 6px; }
#navigation::item:hover { background: $hover; color: $text; }
#navigation::item:selected { background: $auswahl; color: $text; }
#navigation::item:selected:focus { border: 2px solid $fokus; padding: 7px 6px; }
"""

_REST = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $rand; border: none; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed {
    background: $text_neben; margin: 2px; border-radius: 4px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[rolle="inhalt"] { background: transparent; }
QGroupBox {
    border: none; border-top: 1px solid $linie; margin-top: 20px; padding: 12px 0 0 0; font-weight: 600;
}
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $text; padding: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $linie; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $text_neben;
    border: 1px solid transparent; border-bottom: 2px solid transparent; padding: 6px 7px; margin-right: 12px;
}
QTabBar::tab:hover { color: $text; border-bottom-color: $linie_stark; }
QTabBar::tab:selected { color: $text; border-bottom-color: $akzent; }
QTabBar::tab:selected:focus { border-color: $fokus; border-radius: 4px; }
QProgressBar {
    background: $linie; border: none; border-radius: 3px;
    min-height: 6px; max-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $akzent; border-radius: 3px; }
"""
