-- Eine Plandatei des Formats 3: die des Formats 2 nach weiteren Vorgängen; zuletzt wurde eine Freigabe zurückgenommen.
PRAGMA application_id=1095584080;
PRAGMA user_version=3;
BEGIN TRANSACTION;
CREATE TABLE aenderung (
	id INTEGER NOT NULL,
	vorgang_id VARCHAR(32) NOT NULL,
	tabelle VARCHAR NOT NULL,
	zeile_id VARCHAR(32) NOT NULL,
	aktion VARCHAR NOT NULL,
	alt VARCHAR NOT NULL,
	neu VARCHAR NOT NULL,
	CONSTRAINT pk_aenderung PRIMARY KEY (id),
	CONSTRAINT fk_aenderung_vorgang_id FOREIGN KEY(vorgang_id) REFERENCES vorgang (id)
);
INSERT INTO "aenderung" VALUES(1,'c86ad2be2fb843d49fdd711957348f2d','plan','d030728c5aea480ba50638fee74e2fba','neu','{}','{"bezeichnung": "AMIP 2020 jobcenter Duisburg", "haushaltsjahr": 2020, "id": "d030728c5aea480ba50638fee74e2fba", "quelle": "Arbeitsmarkt- und Integrationsprogramm 2020 des jobcenter Duisburg, Geschäftszeichen II-1200, Stand 06.11.2019", "stand": "2019-11-06", "status": "entwurf"}');
INSERT INTO "aenderung" VALUES(2,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','29b6501d20c74a4c94c4c445a21ed7ee','neu','{}','{"art": "eingliederungsmittel", "betrag_cent": null, "erlaeuterung": null, "id": "29b6501d20c74a4c94c4c445a21ed7ee", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(3,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','cd0490acc2544f04af9e8f808e374964','neu','{}','{"art": "verwaltungsmittel", "betrag_cent": null, "erlaeuterung": null, "id": "cd0490acc2544f04af9e8f808e374964", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(4,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','b969c3aca79d404b8385380948505d57','neu','{}','{"art": "kfa", "betrag_cent": null, "erlaeuterung": null, "id": "b969c3aca79d404b8385380948505d57", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(5,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','2eabb5e25e7c43fe9e136d9ce2933dd7','neu','{}','{"art": "vorleistungen", "betrag_cent": null, "erlaeuterung": null, "id": "2eabb5e25e7c43fe9e136d9ce2933dd7", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(6,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','3d852fc0af60409f80f5a669b4bd427b','neu','{}','{"art": "umschichtung", "betrag_cent": null, "erlaeuterung": null, "id": "3d852fc0af60409f80f5a669b4bd427b", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(7,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','d7f87619eee741e7ab57c6532022af15','neu','{}','{"art": "rueckeinnahmen", "betrag_cent": null, "erlaeuterung": null, "id": "d7f87619eee741e7ab57c6532022af15", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": null}');
INSERT INTO "aenderung" VALUES(8,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','d7f87619eee741e7ab57c6532022af15','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 40000000, "erlaeuterung": "Rückflüsse in den Eingliederungstitel während des Jahres, nach Erfahrung der Vorjahre geschätzt.", "quelle": "2.2.1"}');
INSERT INTO "aenderung" VALUES(9,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','cd0490acc2544f04af9e8f808e374964','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 6322058000, "erlaeuterung": "Folgt aus dem Globalbudget: 132.120.178 − 68.899.598 Eingliederungsmittel. Gegenprobe: 76.839.624 Verwaltungskostenbudget − 11.449.523 − 603.477 − 1.566.044.", "quelle": "Abb. 1 (Bild, ohne lesbaren Text); folgt aus 2.2 und 2.2.2"}');
INSERT INTO "aenderung" VALUES(10,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','3d852fc0af60409f80f5a669b4bd427b','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 156604400, "erlaeuterung": "Aus dem Eingliederungs- in das Verwaltungsbudget, geschätzt.", "quelle": "2.2.1 und 2.2.2"}');
INSERT INTO "aenderung" VALUES(11,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','2eabb5e25e7c43fe9e136d9ce2933dd7','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 60347700, "erlaeuterung": "Zahlungen aus Vorjahren und weitere Rückeinnahmen auf der Verwaltungsseite, voraussichtlich.", "quelle": "2.2.2"}');
INSERT INTO "aenderung" VALUES(12,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','29b6501d20c74a4c94c4c445a21ed7ee','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 6889959800, "erlaeuterung": "Folgt aus dem Neufallbudget: 35.085.957 + 1.566.044 Umschichtung + 32.647.597 Vorbindungen − 400.000 Rückeinnahmen.", "quelle": "Abb. 1 (Bild, ohne lesbaren Text); folgt aus 2.2.1"}');
INSERT INTO "aenderung" VALUES(13,'c86ad2be2fb843d49fdd711957348f2d','budgetposten','b969c3aca79d404b8385380948505d57','geaendert','{"betrag_cent": null, "erlaeuterung": null, "quelle": null}','{"betrag_cent": 1144952300, "erlaeuterung": "Kommunaler Finanzierungsanteil der Stadt, Höchstbetrag; örtlicher Wert, nicht aus 15,2 % gerechnet.", "quelle": "2.2.2"}');
INSERT INTO "aenderung" VALUES(14,'c86ad2be2fb843d49fdd711957348f2d','handlungsfeld','ad17b3052c854cda9a91c6c0b74244c6','neu','{}','{"abschnitt": "5.8.1.29", "bezeichnung": "Arbeits- und Fachkräftesicherung", "id": "ad17b3052c854cda9a91c6c0b74244c6", "kurz": "Arbeit und Fachkräfte", "nummer": "1", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024, "tabellentitel": "Handlungsfeld 1 - Arbeits- und Fachkräftesicherung"}');
INSERT INTO "aenderung" VALUES(15,'c86ad2be2fb843d49fdd711957348f2d','handlungsfeld','53c60b92589a41d5bd3f9eaecd3dab98','neu','{}','{"abschnitt": "5.8.4.11", "bezeichnung": "Querschnittsaufgaben", "id": "53c60b92589a41d5bd3f9eaecd3dab98", "kurz": "Querschnittsaufgaben", "nummer": null, "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "tabellentitel": "Querschnittsaufgaben - Gleichstellung, Chancengleichheit, Vielfalt und Inklusion"}');
INSERT INTO "aenderung" VALUES(16,'c86ad2be2fb843d49fdd711957348f2d','team','9a3d1b07416a48e1b7ee39901b47e969','neu','{}','{"bezeichnung": "Selbständigenteam", "id": "9a3d1b07416a48e1b7ee39901b47e969", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024, "quelle": "2.7"}');
INSERT INTO "aenderung" VALUES(17,'c86ad2be2fb843d49fdd711957348f2d','team','c82167c836dc4f24aefb5f13d8fd7951','neu','{}','{"bezeichnung": "QM-Team", "id": "c82167c836dc4f24aefb5f13d8fd7951", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "quelle": "2.7"}');
INSERT INTO "aenderung" VALUES(18,'c86ad2be2fb843d49fdd711957348f2d','produktkategorie','e8992b89886845698af4220a907666a8','neu','{}','{"ausgewiesen": true, "bezeichnung": "Maßnahmen zur Aktivierung & beruflichen Eingliederung (MAbE)", "id": "e8992b89886845698af4220a907666a8", "kurz": "MAbE", "nummer": "I", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024}');
INSERT INTO "aenderung" VALUES(19,'c86ad2be2fb843d49fdd711957348f2d','produktkategorie','ba312fe0958a4ecdbd86df330f52cb86','neu','{}','{"ausgewiesen": true, "bezeichnung": "Aufnahme einer Erwerbstätigkeit", "id": "ba312fe0958a4ecdbd86df330f52cb86", "kurz": "Erwerbstätigkeit", "nummer": "III", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048}');
INSERT INTO "aenderung" VALUES(20,'c86ad2be2fb843d49fdd711957348f2d','produkt','0198ed711fc1436d9ff6563a047a9acc','neu','{}','{"bezeichnung": "MAbE im Wege der Vergabe", "id": "0198ed711fc1436d9ff6563a047a9acc", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024, "produktkategorie_id": "e8992b89886845698af4220a907666a8", "rechtsgrundlage": "§ 45 SGB III"}');
INSERT INTO "aenderung" VALUES(21,'c86ad2be2fb843d49fdd711957348f2d','produkt','d5c0199be58240cca4c983a215d17bad','neu','{}','{"bezeichnung": "Einstiegsgeld (ESG) selbständig", "id": "d5c0199be58240cca4c983a215d17bad", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "produktkategorie_id": "ba312fe0958a4ecdbd86df330f52cb86", "rechtsgrundlage": "§ 16b SGB II"}');
INSERT INTO "aenderung" VALUES(22,'c86ad2be2fb843d49fdd711957348f2d','massnahme','7b6db753fc62430a8dd395fc15a7c836','neu','{}','{"bemerkung": "", "funktion": "Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "7b6db753fc62430a8dd395fc15a7c836", "leistung": "Förderzentrum I", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}');
INSERT INTO "aenderung" VALUES(23,'c86ad2be2fb843d49fdd711957348f2d','ansatz','255928c255d5428db2f83053ef7d98da','neu','{}','{"eintritte": 70, "eintritte_status": "zahl", "finanzierung": "einkauf_vorjahr", "id": "255928c255d5428db2f83053ef7d98da", "massnahme_id": "7b6db753fc62430a8dd395fc15a7c836", "mittelansatz_cent": null, "position": 1024}');
INSERT INTO "aenderung" VALUES(24,'c86ad2be2fb843d49fdd711957348f2d','massnahme','2af633a8c73040f1992c01c585891bcc','neu','{}','{"bemerkung": "", "funktion": "Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "2af633a8c73040f1992c01c585891bcc", "leistung": "Förderzentrum II", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}');
INSERT INTO "aenderung" VALUES(25,'c86ad2be2fb843d49fdd711957348f2d','ansatz','0909ed3e504f4a38a686fe6056d4b45c','neu','{}','{"eintritte": 425, "eintritte_status": "zahl", "finanzierung": "neufall", "id": "0909ed3e504f4a38a686fe6056d4b45c", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "mittelansatz_cent": 86792942, "position": 1024}');
INSERT INTO "aenderung" VALUES(26,'c86ad2be2fb843d49fdd711957348f2d','massnahme','6943ecabf34c4a04a13ea88fed82f774','neu','{}','{"bemerkung": "", "funktion": "Klärt die Eignung für Pflegeberufe und vermittelt Grundlagen, mit Praktikum", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "6943ecabf34c4a04a13ea88fed82f774", "leistung": "E & K Pflege", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 3072, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}');
INSERT INTO "aenderung" VALUES(27,'c86ad2be2fb843d49fdd711957348f2d','ansatz','7839cba1800346b2b6eebfe50d27f5ba','neu','{}','{"eintritte": 48, "eintritte_status": "zahl", "finanzierung": "neufall", "id": "7839cba1800346b2b6eebfe50d27f5ba", "massnahme_id": "6943ecabf34c4a04a13ea88fed82f774", "mittelansatz_cent": 6120840, "position": 1024}');
INSERT INTO "aenderung" VALUES(28,'c86ad2be2fb843d49fdd711957348f2d','ansatz','a924bc3c76f74bf3b489bddad1a5b610','neu','{}','{"eintritte": 16, "eintritte_status": "zahl", "finanzierung": "einkauf_vorjahr", "id": "a924bc3c76f74bf3b489bddad1a5b610", "massnahme_id": "6943ecabf34c4a04a13ea88fed82f774", "mittelansatz_cent": null, "position": 2048}');
INSERT INTO "aenderung" VALUES(29,'c86ad2be2fb843d49fdd711957348f2d','bindung','1e77d97a9a304599861b71308624df42','neu','{}','{"aufgegliedert": false, "bemerkung": "Der Text nennt nur die Summe und als Herkunft „vorherige Haushaltsjahre“; 2019 steht hier stellvertretend für alle.", "bezeichnung": "Vorbindungen (nicht aufgegliedert)", "herkunft_jahr": 2019, "id": "1e77d97a9a304599861b71308624df42", "massnahme_id": null, "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 1024, "quelle": "2.2.1 (dort als „Verbindungen“ gelesen)"}');
INSERT INTO "aenderung" VALUES(30,'c86ad2be2fb843d49fdd711957348f2d','bindungsbetrag','fe1382289669419d99cf9ebb5e4ce930','neu','{}','{"betrag_cent": 3264759700, "bindung_id": "1e77d97a9a304599861b71308624df42", "id": "fe1382289669419d99cf9ebb5e4ce930", "jahr": 2020, "monat": null}');
INSERT INTO "aenderung" VALUES(31,'6800e984caf64cdfa0e7867504c3ecff','ansatz','0909ed3e504f4a38a686fe6056d4b45c','geaendert','{"mittelansatz_cent": 86792942}','{"mittelansatz_cent": 90000000}');
INSERT INTO "aenderung" VALUES(32,'3d7d9172b23d4e6685ba0e2dd56984b8','ansatz','0909ed3e504f4a38a686fe6056d4b45c','geaendert','{"eintritte": 425}','{"eintritte": 440}');
INSERT INTO "aenderung" VALUES(33,'7786fa0b918f446db003668f47608510','budgetposten','3d852fc0af60409f80f5a669b4bd427b','geaendert','{"betrag_cent": 156604400}','{"betrag_cent": 170000000}');
INSERT INTO "aenderung" VALUES(34,'cad0f4155c374e8993f6c9d77378bee6','bindung','20f9af6767c94352834a51a60073a908','neu','{}','{"aufgegliedert": true, "bemerkung": null, "bezeichnung": "Förderzentrum II, Los 3", "herkunft_jahr": 2020, "id": "20f9af6767c94352834a51a60073a908", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "quelle": null}');
INSERT INTO "aenderung" VALUES(35,'cad0f4155c374e8993f6c9d77378bee6','bindungsbetrag','7cadbb54a006488bb0fdf6cb8d1b674a','neu','{}','{"betrag_cent": 1250000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "7cadbb54a006488bb0fdf6cb8d1b674a", "jahr": 2020, "monat": null}');
INSERT INTO "aenderung" VALUES(36,'cad0f4155c374e8993f6c9d77378bee6','bindungsbetrag','1aa9831ff4c44230a6db450d4009dbf3','neu','{}','{"betrag_cent": 310000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "1aa9831ff4c44230a6db450d4009dbf3", "jahr": 2021, "monat": 1}');
INSERT INTO "aenderung" VALUES(37,'cad0f4155c374e8993f6c9d77378bee6','bindungsbetrag','f7e3716f805d43a7998abdaa6300ce8c','neu','{}','{"betrag_cent": 290050, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "f7e3716f805d43a7998abdaa6300ce8c", "jahr": 2021, "monat": 2}');
INSERT INTO "aenderung" VALUES(38,'67eee1214ec24a34a7316859be08d0b0','bindungsbetrag','f7e3716f805d43a7998abdaa6300ce8c','geloescht','{"betrag_cent": 290050, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "f7e3716f805d43a7998abdaa6300ce8c", "jahr": 2021, "monat": 2}','{}');
INSERT INTO "aenderung" VALUES(39,'67eee1214ec24a34a7316859be08d0b0','bindungsbetrag','1aa9831ff4c44230a6db450d4009dbf3','geloescht','{"betrag_cent": 310000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "1aa9831ff4c44230a6db450d4009dbf3", "jahr": 2021, "monat": 1}','{}');
INSERT INTO "aenderung" VALUES(40,'67eee1214ec24a34a7316859be08d0b0','bindungsbetrag','7cadbb54a006488bb0fdf6cb8d1b674a','geloescht','{"betrag_cent": 1250000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "7cadbb54a006488bb0fdf6cb8d1b674a", "jahr": 2020, "monat": null}','{}');
INSERT INTO "aenderung" VALUES(41,'67eee1214ec24a34a7316859be08d0b0','bindung','20f9af6767c94352834a51a60073a908','geloescht','{"aufgegliedert": true, "bemerkung": null, "bezeichnung": "Förderzentrum II, Los 3", "herkunft_jahr": 2020, "id": "20f9af6767c94352834a51a60073a908", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "quelle": null}','{}');
INSERT INTO "aenderung" VALUES(42,'9d470fb599104c29b7f51f5b6523bd93','bindung','20f9af6767c94352834a51a60073a908','neu','{}','{"aufgegliedert": true, "bemerkung": null, "bezeichnung": "Förderzentrum II, Los 3", "herkunft_jahr": 2020, "id": "20f9af6767c94352834a51a60073a908", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "quelle": null}');
INSERT INTO "aenderung" VALUES(43,'9d470fb599104c29b7f51f5b6523bd93','bindungsbetrag','7cadbb54a006488bb0fdf6cb8d1b674a','neu','{}','{"betrag_cent": 1250000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "7cadbb54a006488bb0fdf6cb8d1b674a", "jahr": 2020, "monat": null}');
INSERT INTO "aenderung" VALUES(44,'9d470fb599104c29b7f51f5b6523bd93','bindungsbetrag','1aa9831ff4c44230a6db450d4009dbf3','neu','{}','{"betrag_cent": 310000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "1aa9831ff4c44230a6db450d4009dbf3", "jahr": 2021, "monat": 1}');
INSERT INTO "aenderung" VALUES(45,'9d470fb599104c29b7f51f5b6523bd93','bindungsbetrag','f7e3716f805d43a7998abdaa6300ce8c','neu','{}','{"betrag_cent": 290050, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "f7e3716f805d43a7998abdaa6300ce8c", "jahr": 2021, "monat": 2}');
INSERT INTO "aenderung" VALUES(46,'d8c38e45b6af4c0ea590a913914ce6d5','plan','d030728c5aea480ba50638fee74e2fba','geaendert','{"bezeichnung": "AMIP 2020 jobcenter Duisburg", "stand": "2019-11-06", "status": "entwurf"}','{"bezeichnung": "AMIP 2020 (Entwurf 2)", "stand": "2019-12-02", "status": "in_pruefung"}');
INSERT INTO "aenderung" VALUES(47,'94e90be171434936af86296a86ca3ea0','massnahme','8a2e665e2b41459bbd18b5d7b95ebf0a','neu','{}','{"bemerkung": "", "funktion": "", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "8a2e665e2b41459bbd18b5d7b95ebf0a", "leistung": "Neue Leistung „Brücke“", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 4096, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}');
INSERT INTO "aenderung" VALUES(48,'94e90be171434936af86296a86ca3ea0','ansatz','1b653b5adcad472db28b15f4d64f47d8','neu','{}','{"eintritte": null, "eintritte_status": "zahl", "finanzierung": "neufall", "id": "1b653b5adcad472db28b15f4d64f47d8", "massnahme_id": "8a2e665e2b41459bbd18b5d7b95ebf0a", "mittelansatz_cent": null, "position": 1024}');
INSERT INTO "aenderung" VALUES(49,'f2647ceaba0345249be0dc8a510ad59a','ansatz','1b653b5adcad472db28b15f4d64f47d8','geaendert','{"finanzierung": "neufall"}','{"finanzierung": "auszahlung_folgejahr"}');
INSERT INTO "aenderung" VALUES(50,'6d18371940474a7b85da74a0b1606611','ansatz','0909ed3e504f4a38a686fe6056d4b45c','geloescht','{"eintritte": 440, "eintritte_status": "zahl", "finanzierung": "neufall", "id": "0909ed3e504f4a38a686fe6056d4b45c", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "mittelansatz_cent": 90000000, "position": 1024}','{}');
INSERT INTO "aenderung" VALUES(51,'6d18371940474a7b85da74a0b1606611','bindung','20f9af6767c94352834a51a60073a908','geaendert','{"massnahme_id": "2af633a8c73040f1992c01c585891bcc"}','{"massnahme_id": null}');
INSERT INTO "aenderung" VALUES(52,'6d18371940474a7b85da74a0b1606611','massnahme','2af633a8c73040f1992c01c585891bcc','geloescht','{"bemerkung": "", "funktion": "Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "2af633a8c73040f1992c01c585891bcc", "leistung": "Förderzentrum II", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}','{}');
INSERT INTO "aenderung" VALUES(53,'96473ec7d3cc44b2aafa32b3022dec7d','massnahme','7b6db753fc62430a8dd395fc15a7c836','geaendert','{"bemerkung": ""}','{"bemerkung": "Los 1 läuft bis März"}');
INSERT INTO "aenderung" VALUES(54,'d6f106dd34c94c1098ee83dd7c128671','massnahme','7b6db753fc62430a8dd395fc15a7c836','geaendert','{"bemerkung": "Los 1 läuft bis März"}','{"bemerkung": ""}');
INSERT INTO "aenderung" VALUES(55,'90b147faca56479e93617b6e0ab2a1a8','massnahme','2af633a8c73040f1992c01c585891bcc','neu','{}','{"bemerkung": "", "funktion": "Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke", "handlungsfeld_id": "ad17b3052c854cda9a91c6c0b74244c6", "id": "2af633a8c73040f1992c01c585891bcc", "leistung": "Förderzentrum II", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "produkt_id": "0198ed711fc1436d9ff6563a047a9acc", "quelle": null, "team_hinweis": null, "team_id": "c82167c836dc4f24aefb5f13d8fd7951"}');
INSERT INTO "aenderung" VALUES(56,'90b147faca56479e93617b6e0ab2a1a8','bindung','20f9af6767c94352834a51a60073a908','geaendert','{"massnahme_id": null}','{"massnahme_id": "2af633a8c73040f1992c01c585891bcc"}');
INSERT INTO "aenderung" VALUES(57,'90b147faca56479e93617b6e0ab2a1a8','ansatz','0909ed3e504f4a38a686fe6056d4b45c','neu','{}','{"eintritte": 440, "eintritte_status": "zahl", "finanzierung": "neufall", "id": "0909ed3e504f4a38a686fe6056d4b45c", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "mittelansatz_cent": 90000000, "position": 1024}');
INSERT INTO "aenderung" VALUES(58,'bac8d5b97ae84753bc2aecf4405e7200','bindung','04380e79066745cdb72a9802a973d8b9','neu','{}','{"aufgegliedert": true, "bemerkung": "zwei Lose", "bezeichnung": "Rahmenvertrag Coaching", "herkunft_jahr": 2020, "id": "04380e79066745cdb72a9802a973d8b9", "massnahme_id": "7b6db753fc62430a8dd395fc15a7c836", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 3072, "quelle": null}');
INSERT INTO "aenderung" VALUES(59,'bac8d5b97ae84753bc2aecf4405e7200','bindungsbetrag','342c3ed4e2044b629047cfe1832460e2','neu','{}','{"betrag_cent": 400000, "bindung_id": "04380e79066745cdb72a9802a973d8b9", "id": "342c3ed4e2044b629047cfe1832460e2", "jahr": 2020, "monat": null}');
INSERT INTO "aenderung" VALUES(60,'bac8d5b97ae84753bc2aecf4405e7200','bindungsbetrag','7eed3d3fbbcf47bbb9190167d043a6e2','neu','{}','{"betrag_cent": 250050, "bindung_id": "04380e79066745cdb72a9802a973d8b9", "id": "7eed3d3fbbcf47bbb9190167d043a6e2", "jahr": 2021, "monat": 6}');
INSERT INTO "aenderung" VALUES(61,'80851c8d274049b9aa390cbd62fe97d2','massnahme','7b6db753fc62430a8dd395fc15a7c836','geaendert','{"bemerkung": ""}','{"bemerkung": "geprüft"}');
INSERT INTO "aenderung" VALUES(62,'f9dbfe087ac74b779b51b518534bb63f','bindungsbetrag','7cadbb54a006488bb0fdf6cb8d1b674a','geloescht','{"betrag_cent": 1250000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "7cadbb54a006488bb0fdf6cb8d1b674a", "jahr": 2020, "monat": null}','{}');
INSERT INTO "aenderung" VALUES(63,'f9dbfe087ac74b779b51b518534bb63f','bindungsbetrag','1aa9831ff4c44230a6db450d4009dbf3','geloescht','{"betrag_cent": 310000, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "1aa9831ff4c44230a6db450d4009dbf3", "jahr": 2021, "monat": 1}','{}');
INSERT INTO "aenderung" VALUES(64,'f9dbfe087ac74b779b51b518534bb63f','bindungsbetrag','f7e3716f805d43a7998abdaa6300ce8c','geloescht','{"betrag_cent": 290050, "bindung_id": "20f9af6767c94352834a51a60073a908", "id": "f7e3716f805d43a7998abdaa6300ce8c", "jahr": 2021, "monat": 2}','{}');
INSERT INTO "aenderung" VALUES(65,'f9dbfe087ac74b779b51b518534bb63f','bindung','20f9af6767c94352834a51a60073a908','geloescht','{"aufgegliedert": true, "bemerkung": null, "bezeichnung": "Förderzentrum II, Los 3", "herkunft_jahr": 2020, "id": "20f9af6767c94352834a51a60073a908", "massnahme_id": "2af633a8c73040f1992c01c585891bcc", "plan_id": "d030728c5aea480ba50638fee74e2fba", "position": 2048, "quelle": null}','{}');
INSERT INTO "aenderung" VALUES(66,'dfe0a452a546440caa4f30e1284363c8','ansatz','255928c255d5428db2f83053ef7d98da','geaendert','{"eintritte": 70}','{"eintritte": 77}');
INSERT INTO "aenderung" VALUES(67,'14e58b3b455f4fb8ad77ca00636ce8ad','planwert','bc14ff348c614baf83fdbee96159587e','neu','{}','{"groesse": "elb_lokal", "id": "bc14ff348c614baf83fdbee96159587e", "plan_id": "d030728c5aea480ba50638fee74e2fba", "quelle": "5.1", "wert": 50396}');
INSERT INTO "aenderung" VALUES(68,'ec2b9d0d0f644018aa4fc4a5715d1e7b','freigabe','68c24dd2b7a744bc9c4dad652981cb8f','neu','{}','{"anrechnung": "ganzes_jahr", "anteil_promille": 450, "bemerkung": null, "bis": "2020-03-31", "id": "68c24dd2b7a744bc9c4dad652981cb8f", "plan_id": "d030728c5aea480ba50638fee74e2fba", "von": "2020-01-01"}');
INSERT INTO "aenderung" VALUES(69,'f29c566ff3f14dd7b2bdde4e7e1a9826','freigabe','68c24dd2b7a744bc9c4dad652981cb8f','geloescht','{"anrechnung": "ganzes_jahr", "anteil_promille": 450, "bemerkung": null, "bis": "2020-03-31", "id": "68c24dd2b7a744bc9c4dad652981cb8f", "plan_id": "d030728c5aea480ba50638fee74e2fba", "von": "2020-01-01"}','{}');
CREATE TABLE ansatz (
	massnahme_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	eintritte INTEGER,
	eintritte_status VARCHAR NOT NULL,
	mittelansatz_cent INTEGER,
	finanzierung VARCHAR NOT NULL,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_ansatz PRIMARY KEY (id),
	CONSTRAINT ck_ansatz_eintritte CHECK (eintritte IS NULL OR eintritte >= 0),
	CONSTRAINT fk_ansatz_massnahme_id FOREIGN KEY(massnahme_id) REFERENCES massnahme (id)
);
INSERT INTO "ansatz" VALUES('7b6db753fc62430a8dd395fc15a7c836',1024,77,'zahl',NULL,'einkauf_vorjahr','255928c255d5428db2f83053ef7d98da');
INSERT INTO "ansatz" VALUES('6943ecabf34c4a04a13ea88fed82f774',1024,48,'zahl',6120840,'neufall','7839cba1800346b2b6eebfe50d27f5ba');
INSERT INTO "ansatz" VALUES('6943ecabf34c4a04a13ea88fed82f774',2048,16,'zahl',NULL,'einkauf_vorjahr','a924bc3c76f74bf3b489bddad1a5b610');
INSERT INTO "ansatz" VALUES('8a2e665e2b41459bbd18b5d7b95ebf0a',1024,NULL,'zahl',NULL,'auszahlung_folgejahr','1b653b5adcad472db28b15f4d64f47d8');
INSERT INTO "ansatz" VALUES('2af633a8c73040f1992c01c585891bcc',1024,440,'zahl',90000000,'neufall','0909ed3e504f4a38a686fe6056d4b45c');
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
);
INSERT INTO "bindung" VALUES('d030728c5aea480ba50638fee74e2fba',1024,'Vorbindungen (nicht aufgegliedert)',2019,0,NULL,'Der Text nennt nur die Summe und als Herkunft „vorherige Haushaltsjahre“; 2019 steht hier stellvertretend für alle.','2.2.1 (dort als „Verbindungen“ gelesen)','vertrag','grundvertrag',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'1e77d97a9a304599861b71308624df42');
INSERT INTO "bindung" VALUES('d030728c5aea480ba50638fee74e2fba',3072,'Rahmenvertrag Coaching',2020,1,'7b6db753fc62430a8dd395fc15a7c836','zwei Lose',NULL,'vertrag','grundvertrag',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'04380e79066745cdb72a9802a973d8b9');
CREATE TABLE bindungsbetrag (
	bindung_id VARCHAR(32) NOT NULL,
	jahr INTEGER NOT NULL,
	monat INTEGER,
	betrag_cent INTEGER NOT NULL,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_bindungsbetrag PRIMARY KEY (id),
	CONSTRAINT ck_bindungsbetrag_monat CHECK (monat IS NULL OR monat BETWEEN 1 AND 12),
	CONSTRAINT fk_bindungsbetrag_bindung_id FOREIGN KEY(bindung_id) REFERENCES bindung (id)
);
INSERT INTO "bindungsbetrag" VALUES('1e77d97a9a304599861b71308624df42',2020,NULL,3264759700,'fe1382289669419d99cf9ebb5e4ce930');
INSERT INTO "bindungsbetrag" VALUES('04380e79066745cdb72a9802a973d8b9',2020,NULL,400000,'342c3ed4e2044b629047cfe1832460e2');
INSERT INTO "bindungsbetrag" VALUES('04380e79066745cdb72a9802a973d8b9',2021,6,250050,'7eed3d3fbbcf47bbb9190167d043a6e2');
CREATE TABLE budgetposten (
	plan_id VARCHAR(32) NOT NULL,
	art VARCHAR NOT NULL,
	betrag_cent INTEGER,
	quelle VARCHAR,
	erlaeuterung VARCHAR,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_budgetposten PRIMARY KEY (id),
	CONSTRAINT uq_budgetposten_plan_id_art UNIQUE (plan_id, art),
	CONSTRAINT fk_budgetposten_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','eingliederungsmittel',6889959800,'Abb. 1 (Bild, ohne lesbaren Text); folgt aus 2.2.1','Folgt aus dem Neufallbudget: 35.085.957 + 1.566.044 Umschichtung + 32.647.597 Vorbindungen − 400.000 Rückeinnahmen.','29b6501d20c74a4c94c4c445a21ed7ee');
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','verwaltungsmittel',6322058000,'Abb. 1 (Bild, ohne lesbaren Text); folgt aus 2.2 und 2.2.2','Folgt aus dem Globalbudget: 132.120.178 − 68.899.598 Eingliederungsmittel. Gegenprobe: 76.839.624 Verwaltungskostenbudget − 11.449.523 − 603.477 − 1.566.044.','cd0490acc2544f04af9e8f808e374964');
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','kfa',1144952300,'2.2.2','Kommunaler Finanzierungsanteil der Stadt, Höchstbetrag; örtlicher Wert, nicht aus 15,2 % gerechnet.','b969c3aca79d404b8385380948505d57');
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','vorleistungen',60347700,'2.2.2','Zahlungen aus Vorjahren und weitere Rückeinnahmen auf der Verwaltungsseite, voraussichtlich.','2eabb5e25e7c43fe9e136d9ce2933dd7');
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','umschichtung',170000000,'2.2.1 und 2.2.2','Aus dem Eingliederungs- in das Verwaltungsbudget, geschätzt.','3d852fc0af60409f80f5a669b4bd427b');
INSERT INTO "budgetposten" VALUES('d030728c5aea480ba50638fee74e2fba','rueckeinnahmen',40000000,'2.2.1','Rückflüsse in den Eingliederungstitel während des Jahres, nach Erfahrung der Vorjahre geschätzt.','d7f87619eee741e7ab57c6532022af15');
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
);
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
);
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
);
CREATE TABLE handlungsfeld (
	plan_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	nummer VARCHAR,
	bezeichnung VARCHAR NOT NULL,
	kurz VARCHAR,
	tabellentitel VARCHAR,
	abschnitt VARCHAR,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_handlungsfeld PRIMARY KEY (id),
	CONSTRAINT fk_handlungsfeld_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "handlungsfeld" VALUES('d030728c5aea480ba50638fee74e2fba',1024,'1','Arbeits- und Fachkräftesicherung','Arbeit und Fachkräfte','Handlungsfeld 1 - Arbeits- und Fachkräftesicherung','5.8.1.29','ad17b3052c854cda9a91c6c0b74244c6');
INSERT INTO "handlungsfeld" VALUES('d030728c5aea480ba50638fee74e2fba',2048,NULL,'Querschnittsaufgaben','Querschnittsaufgaben','Querschnittsaufgaben - Gleichstellung, Chancengleichheit, Vielfalt und Inklusion','5.8.4.11','53c60b92589a41d5bd3f9eaecd3dab98');
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
);
INSERT INTO "massnahme" VALUES('d030728c5aea480ba50638fee74e2fba','ad17b3052c854cda9a91c6c0b74244c6','0198ed711fc1436d9ff6563a047a9acc','c82167c836dc4f24aefb5f13d8fd7951',1024,'Förderzentrum I','Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke','geprüft',NULL,NULL,NULL,'7b6db753fc62430a8dd395fc15a7c836');
INSERT INTO "massnahme" VALUES('d030728c5aea480ba50638fee74e2fba','ad17b3052c854cda9a91c6c0b74244c6','0198ed711fc1436d9ff6563a047a9acc','c82167c836dc4f24aefb5f13d8fd7951',3072,'E & K Pflege','Klärt die Eignung für Pflegeberufe und vermittelt Grundlagen, mit Praktikum','',NULL,NULL,NULL,'6943ecabf34c4a04a13ea88fed82f774');
INSERT INTO "massnahme" VALUES('d030728c5aea480ba50638fee74e2fba','ad17b3052c854cda9a91c6c0b74244c6','0198ed711fc1436d9ff6563a047a9acc','c82167c836dc4f24aefb5f13d8fd7951',4096,'Neue Leistung „Brücke“','','',NULL,NULL,NULL,'8a2e665e2b41459bbd18b5d7b95ebf0a');
INSERT INTO "massnahme" VALUES('d030728c5aea480ba50638fee74e2fba','ad17b3052c854cda9a91c6c0b74244c6','0198ed711fc1436d9ff6563a047a9acc','c82167c836dc4f24aefb5f13d8fd7951',2048,'Förderzentrum II','Alle Bausteine bis zum Integrationsfortschritt: Bewerbung üben, Eignung prüfen, Coaching, Grundlagen mehrerer Gewerke','',NULL,NULL,NULL,'2af633a8c73040f1992c01c585891bcc');
CREATE TABLE meta (
	schluessel VARCHAR NOT NULL,
	wert VARCHAR NOT NULL,
	CONSTRAINT pk_meta PRIMARY KEY (schluessel)
);
INSERT INTO "meta" VALUES('inhaltspruefsumme','1789a70d998f8e47fa9d963f06f8f91f');
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
);
INSERT INTO "plan" VALUES(2020,'AMIP 2020 (Entwurf 2)','2019-12-02','in_pruefung','Arbeitsmarkt- und Integrationsprogramm 2020 des jobcenter Duisburg, Geschäftszeichen II-1200, Stand 06.11.2019','geplant',NULL,0,'d030728c5aea480ba50638fee74e2fba');
CREATE TABLE planwert (
    plan_id VARCHAR(32) NOT NULL,
    groesse VARCHAR NOT NULL,
    wert INTEGER,
    quelle VARCHAR,
    id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_planwert PRIMARY KEY (id),
    CONSTRAINT uq_planwert_plan_id_groesse UNIQUE (plan_id, groesse),
    CONSTRAINT fk_planwert_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "planwert" VALUES('d030728c5aea480ba50638fee74e2fba','elb_lokal',50396,'5.1','bc14ff348c614baf83fdbee96159587e');
CREATE TABLE produkt (
	plan_id VARCHAR(32) NOT NULL,
	produktkategorie_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	bezeichnung VARCHAR NOT NULL,
	rechtsgrundlage VARCHAR,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_produkt PRIMARY KEY (id),
	CONSTRAINT fk_produkt_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
	CONSTRAINT fk_produkt_produktkategorie_id FOREIGN KEY(produktkategorie_id) REFERENCES produktkategorie (id)
);
INSERT INTO "produkt" VALUES('d030728c5aea480ba50638fee74e2fba','e8992b89886845698af4220a907666a8',1024,'MAbE im Wege der Vergabe','§ 45 SGB III','0198ed711fc1436d9ff6563a047a9acc');
INSERT INTO "produkt" VALUES('d030728c5aea480ba50638fee74e2fba','ba312fe0958a4ecdbd86df330f52cb86',2048,'Einstiegsgeld (ESG) selbständig','§ 16b SGB II','d5c0199be58240cca4c983a215d17bad');
CREATE TABLE produktkategorie (
	plan_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	nummer VARCHAR,
	bezeichnung VARCHAR NOT NULL,
	kurz VARCHAR,
	ausgewiesen BOOLEAN NOT NULL,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_produktkategorie PRIMARY KEY (id),
	CONSTRAINT fk_produktkategorie_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "produktkategorie" VALUES('d030728c5aea480ba50638fee74e2fba',1024,'I','Maßnahmen zur Aktivierung & beruflichen Eingliederung (MAbE)','MAbE',1,'e8992b89886845698af4220a907666a8');
INSERT INTO "produktkategorie" VALUES('d030728c5aea480ba50638fee74e2fba',2048,'III','Aufnahme einer Erwerbstätigkeit','Erwerbstätigkeit',1,'ba312fe0958a4ecdbd86df330f52cb86');
CREATE TABLE team (
	plan_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	bezeichnung VARCHAR NOT NULL,
	quelle VARCHAR,
	id VARCHAR(32) NOT NULL,
	CONSTRAINT pk_team PRIMARY KEY (id),
	CONSTRAINT fk_team_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "team" VALUES('d030728c5aea480ba50638fee74e2fba',1024,'Selbständigenteam','2.7','9a3d1b07416a48e1b7ee39901b47e969');
INSERT INTO "team" VALUES('d030728c5aea480ba50638fee74e2fba',2048,'QM-Team','2.7','c82167c836dc4f24aefb5f13d8fd7951');
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
);
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
);
CREATE TABLE vorgang (
	nr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	id VARCHAR(32) NOT NULL,
	plan_id VARCHAR(32),
	zeitpunkt VARCHAR NOT NULL,
	wer VARCHAR NOT NULL,
	art VARCHAR NOT NULL,
	bezeichnung VARCHAR NOT NULL,
	grund VARCHAR,
	typ VARCHAR NOT NULL,
	bezug VARCHAR(32),
	CONSTRAINT uq_vorgang_id UNIQUE (id)
);
INSERT INTO "vorgang" VALUES(1,'c86ad2be2fb843d49fdd711957348f2d',NULL,'2026-11-24T11:26:25.274+00:00','m.muster','plan_anlegen','Beispielplan „AMIP 2020 jobcenter Duisburg“ geladen',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(2,'6800e984caf64cdfa0e7867504c3ecff','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.297+00:00','m.muster','zelle','Mittelansatz von „Förderzentrum II“',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(3,'3d7d9172b23d4e6685ba0e2dd56984b8','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.300+00:00','m.muster','zelle','Eintritte von „Förderzentrum II“',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(4,'7786fa0b918f446db003668f47608510','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.303+00:00','m.muster','budget','Umschichtung in die Verwaltung geändert','Anteil neu geschätzt','tat',NULL);
INSERT INTO "vorgang" VALUES(5,'cad0f4155c374e8993f6c9d77378bee6','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.306+00:00','m.muster','bindung_neu','Bindung „Förderzentrum II, Los 3“ angelegt',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(6,'67eee1214ec24a34a7316859be08d0b0','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.311+00:00','m.muster','bindung_neu','Rückgängig: Bindung „Förderzentrum II, Los 3“ angelegt',NULL,'rueckgaengig','cad0f4155c374e8993f6c9d77378bee6');
INSERT INTO "vorgang" VALUES(7,'9d470fb599104c29b7f51f5b6523bd93','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.315+00:00','m.muster','bindung_neu','Wiederholt: Bindung „Förderzentrum II, Los 3“ angelegt',NULL,'wiederholen','cad0f4155c374e8993f6c9d77378bee6');
INSERT INTO "vorgang" VALUES(8,'d8c38e45b6af4c0ea590a913914ce6d5','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.319+00:00','m.muster','plan_kopf','Angaben zum Plan geändert',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(9,'94e90be171434936af86296a86ca3ea0','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.322+00:00','m.muster','massnahme_neu','Leistung hinzugefügt',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(10,'f2647ceaba0345249be0dc8a510ad59a','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.326+00:00','m.muster','zelle','Finanzierung von „Neue Leistung „Brücke““',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(11,'6d18371940474a7b85da74a0b1606611','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.328+00:00','m.muster','loeschen','1 Zeile gelöscht',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(12,'96473ec7d3cc44b2aafa32b3022dec7d','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.336+00:00','m.muster','zelle','Bemerkung von „Förderzentrum I“',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(13,'d6f106dd34c94c1098ee83dd7c128671','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.338+00:00','m.muster','zelle','Rückgängig: Bemerkung von „Förderzentrum I“',NULL,'rueckgaengig','96473ec7d3cc44b2aafa32b3022dec7d');
INSERT INTO "vorgang" VALUES(14,'90b147faca56479e93617b6e0ab2a1a8','d030728c5aea480ba50638fee74e2fba','2026-11-24T11:26:25.341+00:00','m.muster','loeschen','Rückgängig: 1 Zeile gelöscht',NULL,'rueckgaengig','6d18371940474a7b85da74a0b1606611');
INSERT INTO "vorgang" VALUES(15,'bac8d5b97ae84753bc2aecf4405e7200','d030728c5aea480ba50638fee74e2fba','2026-11-24T15:04:45.591+00:00','m.muster','bindung_neu','Bindung „Rahmenvertrag Coaching“ angelegt',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(16,'80851c8d274049b9aa390cbd62fe97d2','d030728c5aea480ba50638fee74e2fba','2026-11-24T15:04:45.598+00:00','m.muster','zelle','Bemerkung von „Förderzentrum I“',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(17,'f9dbfe087ac74b779b51b518534bb63f','d030728c5aea480ba50638fee74e2fba','2026-11-24T15:04:45.602+00:00','m.muster','bindung_weg','Bindung „Förderzentrum II, Los 3“ gelöscht',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(18,'dfe0a452a546440caa4f30e1284363c8','d030728c5aea480ba50638fee74e2fba','2026-11-24T18:00:02.446+00:00','root','zelle','Eintritte von „Förderzentrum I“',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(19,'14e58b3b455f4fb8ad77ca00636ce8ad','d030728c5aea480ba50638fee74e2fba','2026-11-24T18:00:02.451+00:00','root','planwert','eLb, Jobcenter geändert',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(20,'ec2b9d0d0f644018aa4fc4a5715d1e7b','d030728c5aea480ba50638fee74e2fba','2026-11-24T18:00:02.456+00:00','root','freigabe_neu','Vorläufige Haushaltsführung: 45,0 % bis 31.03.2020',NULL,'tat',NULL);
INSERT INTO "vorgang" VALUES(21,'f29c566ff3f14dd7b2bdde4e7e1a9826','d030728c5aea480ba50638fee74e2fba','2026-11-24T18:00:02.459+00:00','root','freigabe_neu','Rückgängig: Vorläufige Haushaltsführung: 45,0 % bis 31.03.2020',NULL,'rueckgaengig','ec2b9d0d0f644018aa4fc4a5715d1e7b');
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
);
CREATE INDEX ix_handlungsfeld_plan_id ON handlungsfeld (plan_id);
CREATE INDEX ix_produktkategorie_plan_id ON produktkategorie (plan_id);
CREATE INDEX ix_team_plan_id ON team (plan_id);
CREATE INDEX ix_aenderung_zeile ON aenderung (tabelle, zeile_id);
CREATE INDEX ix_aenderung_vorgang_id ON aenderung (vorgang_id);
CREATE INDEX ix_produkt_plan_id ON produkt (plan_id);
CREATE INDEX ix_ansatz_massnahme_id ON ansatz (massnahme_id);
CREATE INDEX ix_bindungsbetrag_bindung_id ON bindungsbetrag (bindung_id);
CREATE INDEX ix_bindung_ansatz_id ON bindung (ansatz_id);
CREATE INDEX ix_bindung_fallgruppe_id ON bindung (fallgruppe_id);
CREATE INDEX ix_bindung_grund_id ON bindung (grund_id);
CREATE INDEX ix_bindung_massnahme_id ON bindung (massnahme_id);
CREATE INDEX ix_bindung_plan_id ON bindung (plan_id);
CREATE INDEX ix_bindung_produkt_id ON bindung (produkt_id);
CREATE INDEX ix_bindung_sammel_id ON bindung (sammel_id);
CREATE INDEX ix_fallgruppe_massnahme_id ON fallgruppe (massnahme_id);
CREATE INDEX ix_fallgruppe_plan_id ON fallgruppe (plan_id);
CREATE INDEX ix_fallgruppe_produkt_id ON fallgruppe (produkt_id);
CREATE INDEX ix_freigabe_plan_id ON freigabe (plan_id);
CREATE INDEX ix_freirechnung_bindung_id ON freirechnung (bindung_id);
CREATE INDEX ix_massnahme_plan_id ON massnahme (plan_id);
CREATE INDEX ix_umschichtung_nach_produkt_id ON umschichtung (nach_produkt_id);
CREATE INDEX ix_umschichtung_plan_id ON umschichtung (plan_id);
CREATE INDEX ix_umschichtung_von_produkt_id ON umschichtung (von_produkt_id);
CREATE INDEX ix_verpflichtungsermaechtigung_plan_id ON verpflichtungsermaechtigung (plan_id);
CREATE INDEX ix_zahlung_bindung_id ON zahlung (bindung_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('vorgang',21);
COMMIT;
