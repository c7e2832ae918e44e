"""Format 3: Bindungen with contract, payments and releases; VE, Umschichtungen, Freigaben, cases, figures.

The tables stand here as they were made for this format; later formats go on from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models import pruefsumme
from app.models.umbau import baue_um

if TYPE_CHECKING:
    import sqlite3

_ERWEITERT = {
    "plan": """
CREATE TABLE "plan" (
    haushaltsjahr INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    stand DATE,
    status VARCHAR NOT NULL,
    quelle VARCHAR,
    umschichtung_basis VARCHAR NOT NULL,
    vorgaenger_id VARCHAR,
    erfunden BOOLEAN NOT NULL,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id)
)
""",
    "massnahme": """
CREATE TABLE massnahme (
    plan_id VARCHAR(32) NOT NULL,
    handlungsfeld_id VARCHAR(32),
    produkt_id VARCHAR(32),
    team_id VARCHAR(32),
    position INTEGER NOT NULL,
    leistung VARCHAR NOT NULL,
    funktion VARCHAR NOT NULL,
    bemerkung VARCHAR NOT NULL,
    team_hinweis VARCHAR,
    quelle VARCHAR,
    vorgaenger_id VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_massnahme PRIMARY KEY (id),
    CONSTRAINT fk_massnahme_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_massnahme_handlungsfeld_id FOREIGN KEY(handlungsfeld_id) REFERENCES handlungsfeld (id),
    CONSTRAINT fk_massnahme_produkt_id FOREIGN KEY(produkt_id) REFERENCES produkt (id),
    CONSTRAINT fk_massnahme_team_id FOREIGN KEY(team_id) REFERENCES team (id)
)
""",
    "bindung": """
CREATE TABLE bindung (
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    herkunft_jahr INTEGER NOT NULL,
    aufgegliedert BOOLEAN NOT NULL,
    massnahme_id VARCHAR(32),
    bemerkung VARCHAR,
    quelle VARCHAR,
    art VARCHAR NOT NULL,
    teil VARCHAR NOT NULL,
    wirksam BOOLEAN NOT NULL,
    sammel_id VARCHAR(32),
    grund_id VARCHAR(32),
    produkt_id VARCHAR(32),
    ansatz_id VARCHAR(32),
    fallgruppe_id VARCHAR(32),
    vorgaenger_id VARCHAR,
    vertragspartner VARCHAR,
    aktenzeichen VARCHAR,
    datum DATE,
    laufzeit_von DATE,
    laufzeit_bis DATE,
    summe_cent INTEGER,
    plaetze INTEGER,
    besetzt INTEGER,
    abschlag_promille INTEGER,
    zahlungsziel_tage INTEGER,
    skonto_promille INTEGER,
    skonto_tage INTEGER,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_bindung PRIMARY KEY (id),
    CONSTRAINT fk_bindung_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_bindung_massnahme_id FOREIGN KEY(massnahme_id) REFERENCES massnahme (id),
    CONSTRAINT fk_bindung_sammel_id FOREIGN KEY(sammel_id) REFERENCES bindung (id),
    CONSTRAINT fk_bindung_grund_id FOREIGN KEY(grund_id) REFERENCES bindung (id),
    CONSTRAINT fk_bindung_produkt_id FOREIGN KEY(produkt_id) REFERENCES produkt (id),
    CONSTRAINT fk_bindung_ansatz_id FOREIGN KEY(ansatz_id) REFERENCES ansatz (id),
    CONSTRAINT fk_bindung_fallgruppe_id FOREIGN KEY(fallgruppe_id) REFERENCES fallgruppe (id)
)
""",
}
"""Tables that got columns: rebuilt, because SQLite would add them behind the key."""

_NEU = (
    """
CREATE TABLE fallgruppe (
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    produkt_id VARCHAR(32),
    massnahme_id VARCHAR(32),
    klasse INTEGER,
    anzahl INTEGER NOT NULL,
    beginn_jahr INTEGER NOT NULL,
    beginn_monat INTEGER NOT NULL,
    dauer_monate INTEGER NOT NULL,
    lohn_cent INTEGER NOT NULL,
    bemerkung VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_fallgruppe PRIMARY KEY (id),
    CONSTRAINT ck_fallgruppe_monat CHECK (beginn_monat BETWEEN 1 AND 12),
    CONSTRAINT ck_fallgruppe_anzahl CHECK (anzahl >= 0),
    CONSTRAINT ck_fallgruppe_dauer CHECK (dauer_monate > 0),
    CONSTRAINT ck_fallgruppe_lohn CHECK (lohn_cent >= 0),
    CONSTRAINT fk_fallgruppe_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_fallgruppe_produkt_id FOREIGN KEY(produkt_id) REFERENCES produkt (id),
    CONSTRAINT fk_fallgruppe_massnahme_id FOREIGN KEY(massnahme_id) REFERENCES massnahme (id)
)
""",
    """
CREATE TABLE zahlung (
    bindung_id VARCHAR(32) NOT NULL,
    jahr INTEGER NOT NULL,
    datum DATE NOT NULL,
    betrag_cent INTEGER NOT NULL,
    art VARCHAR NOT NULL,
    stand VARCHAR NOT NULL,
    beleg VARCHAR,
    bemerkung VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_zahlung PRIMARY KEY (id),
    CONSTRAINT ck_zahlung_betrag CHECK (betrag_cent > 0),
    CONSTRAINT fk_zahlung_bindung_id FOREIGN KEY(bindung_id) REFERENCES bindung (id)
)
""",
    """
CREATE TABLE freirechnung (
    bindung_id VARCHAR(32) NOT NULL,
    jahr INTEGER NOT NULL,
    datum DATE NOT NULL,
    betrag_cent INTEGER NOT NULL,
    grund VARCHAR NOT NULL,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_freirechnung PRIMARY KEY (id),
    CONSTRAINT ck_freirechnung_betrag CHECK (betrag_cent > 0),
    CONSTRAINT fk_freirechnung_bindung_id FOREIGN KEY(bindung_id) REFERENCES bindung (id)
)
""",
    """
CREATE TABLE verpflichtungsermaechtigung (
    plan_id VARCHAR(32) NOT NULL,
    jahr INTEGER NOT NULL,
    ab DATE NOT NULL,
    betrag_cent INTEGER NOT NULL,
    stand VARCHAR NOT NULL,
    bemerkung VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_verpflichtungsermaechtigung PRIMARY KEY (id),
    CONSTRAINT ck_verpflichtungsermaechtigung_betrag CHECK (betrag_cent >= 0),
    CONSTRAINT fk_verpflichtungsermaechtigung_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE umschichtung (
    plan_id VARCHAR(32) NOT NULL,
    datum DATE,
    richtung VARCHAR NOT NULL,
    stand VARCHAR NOT NULL,
    betrag_cent INTEGER NOT NULL,
    von_produkt_id VARCHAR(32),
    nach_produkt_id VARCHAR(32),
    grund VARCHAR NOT NULL,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_umschichtung PRIMARY KEY (id),
    CONSTRAINT ck_umschichtung_betrag CHECK (betrag_cent > 0),
    CONSTRAINT fk_umschichtung_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_umschichtung_von_produkt_id FOREIGN KEY(von_produkt_id) REFERENCES produkt (id),
    CONSTRAINT fk_umschichtung_nach_produkt_id FOREIGN KEY(nach_produkt_id) REFERENCES produkt (id)
)
""",
    """
CREATE TABLE freigabe (
    plan_id VARCHAR(32) NOT NULL,
    von DATE NOT NULL,
    bis DATE NOT NULL,
    anteil_promille INTEGER NOT NULL,
    anrechnung VARCHAR NOT NULL,
    bemerkung VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_freigabe PRIMARY KEY (id),
    CONSTRAINT ck_freigabe_anteil CHECK (anteil_promille BETWEEN 0 AND 1000),
    CONSTRAINT fk_freigabe_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE planwert (
    plan_id VARCHAR(32) NOT NULL,
    groesse VARCHAR NOT NULL,
    wert INTEGER,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_planwert PRIMARY KEY (id),
    CONSTRAINT uq_planwert_plan_id_groesse UNIQUE (plan_id, groesse),
    CONSTRAINT fk_planwert_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
)

_INDEXE = (
    "CREATE INDEX ix_bindung_ansatz_id ON bindung (ansatz_id)",
    "CREATE INDEX ix_bindung_fallgruppe_id ON bindung (fallgruppe_id)",
    "CREATE INDEX ix_bindung_grund_id ON bindung (grund_id)",
    "CREATE INDEX ix_bindung_massnahme_id ON bindung (massnahme_id)",
    "CREATE INDEX ix_bindung_plan_id ON bindung (plan_id)",
    "CREATE INDEX ix_bindung_produkt_id ON bindung (produkt_id)",
    "CREATE INDEX ix_bindung_sammel_id ON bindung (sammel_id)",
    "CREATE INDEX ix_fallgruppe_massnahme_id ON fallgruppe (massnahme_id)",
    "CREATE INDEX ix_fallgruppe_plan_id ON fallgruppe (plan_id)",
    "CREATE INDEX ix_fallgruppe_produkt_id ON fallgruppe (produkt_id)",
    "CREATE INDEX ix_freigabe_plan_id ON freigabe (plan_id)",
    "CREATE INDEX ix_freirechnung_bindung_id ON freirechnung (bindung_id)",
    "CREATE INDEX ix_massnahme_plan_id ON massnahme (plan_id)",
    "CREATE INDEX ix_umschichtung_nach_produkt_id ON umschichtung (nach_produkt_id)",
    "CREATE INDEX ix_umschichtung_plan_id ON umschichtung (plan_id)",
    "CREATE INDEX ix_umschichtung_von_produkt_id ON umschichtung (von_produkt_id)",
    "CREATE INDEX ix_verpflichtungsermaechtigung_plan_id ON verpflichtungsermaechtigung (plan_id)",
    "CREATE INDEX ix_zahlung_bindung_id ON zahlung (bindung_id)",
)
_WERTE = {
    "umschichtung_basis": "'geplant'",
    "erfunden": "0",
    "art": "'vertrag'",
    "teil": "'grundvertrag'",
    "wirksam": "1",
}
"""What the new columns hold in rows that were there before; null in all others."""


def hebe_an(verbindung: sqlite3.Connection) -> None:
    """Lift a file of format 2, inside the caller's transaction (foreign keys off)."""
    verbindung.execute("PRAGMA legacy_alter_table=ON")
    for sql in _NEU:
        verbindung.execute(sql)
    for tabelle, sql in _ERWEITERT.items():
        baue_um(verbindung, tabelle, sql, _WERTE)
    for sql in _INDEXE:
        verbindung.execute(sql)
    verbindung.execute("PRAGMA legacy_alter_table=OFF")
    pruefsumme.schreibe(verbindung, pruefsumme.inhaltssumme(verbindung))
