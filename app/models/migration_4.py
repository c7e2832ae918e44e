"""Format 4: what a plan rests on beside the money, and which products count as training.

The tables stand here as they were made for this format; later formats go on from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models import pruefsumme
from app.models.umbau import baue_um

if TYPE_CHECKING:
    import sqlite3

_PRODUKT = """
CREATE TABLE produkt (
    plan_id VARCHAR(32) NOT NULL,
    produktkategorie_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    rechtsgrundlage VARCHAR,
    bildungsart VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_produkt PRIMARY KEY (id),
    CONSTRAINT fk_produkt_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_produkt_produktkategorie_id
        FOREIGN KEY(produktkategorie_id) REFERENCES produktkategorie (id)
)
"""
_NEU = (
    """
CREATE TABLE sonderprojekt (
    sachkosten_cent INTEGER,
    personalkosten_cent INTEGER,
    bemerkung VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_sonderprojekt PRIMARY KEY (id),
    CONSTRAINT ck_sonderprojekt_sachkosten CHECK (sachkosten_cent >= 0),
    CONSTRAINT ck_sonderprojekt_personalkosten CHECK (personalkosten_cent >= 0),
    CONSTRAINT fk_sonderprojekt_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE patpauschale (
    klasse INTEGER NOT NULL,
    betrag_cent INTEGER,
    ab DATE NOT NULL,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_patpauschale PRIMARY KEY (id),
    CONSTRAINT ck_patpauschale_betrag CHECK (betrag_cent >= 0),
    CONSTRAINT ck_patpauschale_klasse CHECK (klasse > 0),
    CONSTRAINT fk_patpauschale_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE personal (
    soll_hundertstel INTEGER,
    ist_hundertstel INTEGER,
    bemerkung VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_personal PRIMARY KEY (id),
    CONSTRAINT ck_personal_soll CHECK (soll_hundertstel >= 0),
    CONSTRAINT ck_personal_ist CHECK (ist_hundertstel >= 0),
    CONSTRAINT fk_personal_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE betreuungsschluessel (
    soll_zehntel INTEGER,
    ist_zehntel INTEGER,
    bemerkung VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_betreuungsschluessel PRIMARY KEY (id),
    CONSTRAINT ck_betreuungsschluessel_soll CHECK (soll_zehntel > 0),
    CONSTRAINT ck_betreuungsschluessel_ist CHECK (ist_zehntel > 0),
    CONSTRAINT fk_betreuungsschluessel_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE kundengruppe (
    anzahl INTEGER,
    gesamt BOOLEAN NOT NULL,
    berichtsmonat VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_kundengruppe PRIMARY KEY (id),
    CONSTRAINT ck_kundengruppe_anzahl CHECK (anzahl >= 0),
    CONSTRAINT fk_kundengruppe_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE bildungsziel (
    umschulungen INTEGER,
    teilqualifizierungen INTEGER,
    fortbildungen INTEGER,
    bemerkung VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_bildungsziel PRIMARY KEY (id),
    CONSTRAINT ck_bildungsziel_umschulungen CHECK (umschulungen >= 0),
    CONSTRAINT ck_bildungsziel_teilqualifizierungen CHECK (teilqualifizierungen >= 0),
    CONSTRAINT ck_bildungsziel_fortbildungen CHECK (fortbildungen >= 0),
    CONSTRAINT fk_bildungsziel_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE kommunale_leistung (
    rechtsgrundlage VARCHAR,
    erbracht_von VARCHAR,
    faelle INTEGER,
    zusatz VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_kommunale_leistung PRIMARY KEY (id),
    CONSTRAINT ck_kommunale_leistung_faelle CHECK (faelle >= 0),
    CONSTRAINT fk_kommunale_leistung_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
    """
CREATE TABLE zielwert (
    kurz VARCHAR NOT NULL,
    art VARCHAR NOT NULL,
    einheit VARCHAR NOT NULL,
    richtung VARCHAR NOT NULL,
    plan_tausendstel INTEGER,
    ist_tausendstel INTEGER,
    berichtsmonat VARCHAR,
    bemerkung VARCHAR,
    plan_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    bezeichnung VARCHAR NOT NULL,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_zielwert PRIMARY KEY (id),
    CONSTRAINT fk_zielwert_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
""",
)
_INDEXE = (
    "CREATE INDEX ix_betreuungsschluessel_plan_id ON betreuungsschluessel (plan_id)",
    "CREATE INDEX ix_bildungsziel_plan_id ON bildungsziel (plan_id)",
    "CREATE INDEX ix_kommunale_leistung_plan_id ON kommunale_leistung (plan_id)",
    "CREATE INDEX ix_kundengruppe_plan_id ON kundengruppe (plan_id)",
    "CREATE INDEX ix_patpauschale_plan_id ON patpauschale (plan_id)",
    "CREATE INDEX ix_personal_plan_id ON personal (plan_id)",
    "CREATE INDEX ix_sonderprojekt_plan_id ON sonderprojekt (plan_id)",
    "CREATE INDEX ix_zielwert_plan_id ON zielwert (plan_id)",
)


def hebe_an(verbindung: sqlite3.Connection) -> None:
    """Lift a file of format 3, inside the caller's transaction (foreign keys off)."""
    verbindung.execute("PRAGMA legacy_alter_table=ON")
    for sql in _NEU:
        verbindung.execute(sql)
    baue_um(verbindung, "produkt", _PRODUKT, {})
    for sql in (*_INDEXE, "CREATE INDEX ix_produkt_plan_id ON produkt (plan_id)"):
        verbindung.execute(sql)
    verbindung.execute("PRAGMA legacy_alter_table=OFF")
    pruefsumme.schreibe(verbindung, pruefsumme.inhaltssumme(verbindung))
