"""The look as named tokens: colours for light and dark, distances, radii, weights; and how they reach Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette

from app.views.stil import stilvorlage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

EIGENSCHAFT = "thema"
"""Dynamic property of the QApplication that says which theme is on."""

ABSTAND_HALB = 4
ABSTAND = 8
ABSTAND_MITTEL = 12
ABSTAND_WEIT = 16
ABSTAND_GROSS = 24
RADIUS_KLEIN = 4
RADIUS = 6
GEWICHT_NORMAL = 400
GEWICHT_FETT = 600
ZEILENHOEHE = 28
"""Row height of tables at normal text size, in px; see ``zeilenhoehe`` for other sizes."""

_SCHRIFTHOEHE = 12
"""Normal text size in px."""
_NOTSCHRIFT = "DejaVu Sans"
_BESSERE_SCHRIFTEN = ("Noto Sans", "Open Sans", "Inter", "Liberation Sans")
_DUNKELGRENZE = 128


class Thema(StrEnum):
    """Which set of colours is shown."""

    HELL = "hell"
    DUNKEL = "dunkel"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``.

    Surfaces: ``flaeche`` (window), ``grund`` (tables, inputs), ``leiste`` (navigation, headers), ``erhoeht``
    (menus, tooltips), ``hover``, ``auswahl``, ``zebra``. Text tokens keep 4.5:1 on each of them.
    """

    thema: Thema
    flaeche: str
    grund: str
    leiste: str
    erhoeht: str
    hover: str
    auswahl: str
    zebra: str
    linie: str
    linie_stark: str
    rand: str
    """Edge of inputs and scroll handles: 3:1 on every resting surface."""
    text: str
    text_neben: str
    text_aus: str
    akzent: str
    akzent_hover: str
    akzent_gedrueckt: str
    auf_akzent: str
    fokus: str
    fehler: str
    warnung: str
    erfolg: str
    link: str
    fehler_flaeche: str
    warnung_flaeche: str
    erfolg_flaeche: str
    reihe_blau: str
    reihe_himmel: str
    reihe_gruen: str
    reihe_orange: str
    reihe_zinnober: str
    reihe_purpur: str
    reihe_still: str
    """For bars that stand beside the series, without a colour of their own."""


# The six series colours are those of Okabe and Ito in both themes: told apart by colour-blind people as well.
_OKABE_ITO = {
    "reihe_blau": "#0072B2",
    "reihe_himmel": "#56B4E9",
    "reihe_gruen": "#009E73",
    "reihe_orange": "#E69F00",
    "reihe_zinnober": "#D55E00",
    "reihe_purpur": "#CC79A7",
}

_HELL = Tokens(
    thema=Thema.HELL,
    flaeche="#F5F7F9",
    grund="#FFFFFF",
    leiste="#ECEFF3",
    erhoeht="#FFFFFF",
    hover="#E6EDF5",
    auswahl="#CDE1F6",
    zebra="#FAFBFC",
    linie="#E0E5EA",
    linie_stark="#C6CED7",
    rand="#7E8A98",
    text="#18212C",
    text_neben="#485462",
    text_aus="#57636F",
    akzent="#0A5AA6",
    akzent_hover="#094E90",
    akzent_gedrueckt="#073F75",
    auf_akzent="#FFFFFF",
    fokus="#0A5AA6",
    fehler="#A9211A",
    warnung="#7A4A00",
    erfolg="#0A5F3C",
    link="#0A5AA6",
    fehler_flaeche="#FBE9E7",
    warnung_flaeche="#FFF3DB",
    erfolg_flaeche="#E3F4EB",
    reihe_still="#8A96A3",
    **_OKABE_ITO,
)

_DUNKEL = Tokens(
    thema=Thema.DUNKEL,
    flaeche="#13181F",
    grund="#181E26",
    leiste="#0E1319",
    erhoeht="#212933",
    hover="#232C37",
    auswahl="#1F4063",
    zebra="#1B222B",
    linie="#29323D",
    linie_stark="#3B4754",
    rand="#6B7987",
    text="#E4E9EF",
    text_neben="#A9B5C2",
    text_aus="#A0ACB9",
    akzent="#7DB9F5",
    akzent_hover="#97C8F8",
    akzent_gedrueckt="#B3D7FA",
    auf_akzent="#0C1B2B",
    fokus="#7DB9F5",
    fehler="#FF9A90",
    warnung="#F2BE5C",
    erfolg="#74D5A7",
    link="#7DB9F5",
    fehler_flaeche="#3A1E1E",
    warnung_flaeche="#352A14",
    erfolg_flaeche="#16302A",
    reihe_still="#6E7C8B",
    **_OKABE_ITO,
)

TOKENS = {Thema.HELL: _HELL, Thema.DUNKEL: _DUNKEL}

FLAECHEN = ("flaeche", "grund", "leiste", "erhoeht", "hover", "auswahl", "zebra")
TEXTE = ("text", "text_neben", "text_aus", "akzent", "fehler", "warnung", "erfolg", "link")
TEXTPAARE = (
    *((text, flaeche) for text in TEXTE for flaeche in FLAECHEN),
    *(("auf_akzent", akzent) for akzent in ("akzent", "akzent_hover", "akzent_gedrueckt")),
    *(
        (text, f"{art}_flaeche")
        for art in ("fehler", "warnung", "erfolg")
        for text in (art, "text", "text_neben")
    ),
)
"""Every pair of text and surface that the style sheet can show; a test computes their contrast."""


def tokens_fuer(palette: QPalette) -> Tokens:
    """The tokens that a widget's palette belongs to: dark surfaces, dark tokens."""
    hell = palette.color(QPalette.ColorRole.Window).lightness() >= _DUNKELGRENZE
    return TOKENS[Thema.HELL if hell else Thema.DUNKEL]


def thema_von(app: QApplication) -> Thema | None:
    """The theme that ``anwenden`` set last; None before the first time."""
    wert = app.property(EIGENSCHAFT)
    return Thema(wert) if isinstance(wert, str) else None


def system_thema(app: QApplication) -> Thema:
    """The theme that the desktop asks for, whatever is set at the moment."""
    hinweise = app.styleHints()
    hinweise.unsetColorScheme()
    return Thema.DUNKEL if hinweise.colorScheme() == Qt.ColorScheme.Dark else Thema.HELL


def anwenden(app: QApplication, thema: Thema) -> None:
    """Give the whole program a theme; may be called again at any time."""
    if thema_von(app) is None:
        app.setStyle("Fusion")
        _waehle_schrift(app)
    tokens = TOKENS[thema]
    # The scheme reaches what the style sheet does not: title bars and native dialogs.
    schema = Qt.ColorScheme.Dark if thema is Thema.DUNKEL else Qt.ColorScheme.Light
    if app.styleHints().colorScheme() != schema:
        app.styleHints().setColorScheme(schema)
    app.setProperty(EIGENSCHAFT, thema.value)
    app.setPalette(palette(tokens))
    app.setStyleSheet(stilvorlage(tokens, app.font().pointSizeF()))


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme, all three groups."""
    rolle = QPalette.ColorRole
    farben = {
        rolle.Window: tokens.flaeche,
        rolle.WindowText: tokens.text,
        rolle.Base: tokens.grund,
        rolle.AlternateBase: tokens.zebra,
        rolle.Text: tokens.text,
        rolle.PlaceholderText: tokens.text_aus,
        rolle.Button: tokens.grund,
        rolle.ButtonText: tokens.text,
        rolle.BrightText: tokens.fehler,
        rolle.ToolTipBase: tokens.erhoeht,
        rolle.ToolTipText: tokens.text,
        rolle.Highlight: tokens.auswahl,
        rolle.HighlightedText: tokens.text,
        rolle.Accent: tokens.akzent,
        rolle.Link: tokens.link,
        rolle.LinkVisited: tokens.link,
        rolle.Light: tokens.erhoeht,
        rolle.Midlight: tokens.linie,
        rolle.Mid: tokens.linie_stark,
        rolle.Dark: tokens.rand,
        rolle.Shadow: tokens.rand,
    }
    ergebnis = QPalette()
    for name, farbe in farben.items():
        ergebnis.setColor(name, QColor(farbe))
    for name in (rolle.WindowText, rolle.Text, rolle.ButtonText, rolle.HighlightedText):
        ergebnis.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text_aus))
    return ergebnis


def zahlenschrift(schrift: QFont, *, fett: bool = False) -> QFont:
    """The font with figures of equal width, so that digits of a column stand below each other."""
    ergebnis = QFont(schrift)
    ergebnis.setFeature(QFont.Tag.fromString("tnum"), 1)
    if fett:
        ergebnis.setWeight(QFont.Weight.DemiBold)
    return ergebnis


def zeilenhoehe(schrift: QFont) -> int:
    """Row height of tables in px: ``ZEILENHOEHE``, more where text is larger."""
    return max(ZEILENHOEHE, QFontMetrics(schrift).height() + ABSTAND_MITTEL)


def spaltenbreite(schrift: QFont, breite: int) -> int:
    """Width of a column in px: ``breite`` at normal text size, more where text is larger."""
    return breite * max(_SCHRIFTHOEHE, QFontInfo(schrift).pixelSize()) // _SCHRIFTHOEHE


def _waehle_schrift(app: QApplication) -> None:
    # The desktop's font stays; only where there is no desktop, Qt falls back to a wide emergency font.
    schrift = app.font()
    if QFontInfo(schrift).family() != _NOTSCHRIFT or schrift.family() == _NOTSCHRIFT:
        return
    vorhanden = set(QFontDatabase.families())
    bessere = next((name for name in _BESSERE_SCHRIFTEN if name in vorhanden), None)
    if bessere is not None:
        schrift.setFamily(bessere)
        app.setFont(schrift)
