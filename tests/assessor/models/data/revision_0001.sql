BEGIN TRANSACTION;
CREATE TABLE asked (
	id VARCHAR NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	sitting_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	pilot BOOLEAN NOT NULL, 
	asks_confidence BOOLEAN NOT NULL, 
	why JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_asked PRIMARY KEY (id), 
	CONSTRAINT ck_asked_position CHECK (position >= 1), 
	CONSTRAINT fk_asked_sitting FOREIGN KEY(sitting_id) REFERENCES sitting (id), 
	CONSTRAINT uq_asked_sitting_id_item UNIQUE (sitting_id, item), 
	CONSTRAINT uq_asked_sitting_id_position UNIQUE (sitting_id, position)
);
INSERT INTO "asked" VALUES('a1','local','s1',1,'value-1-001@1',0,0,'{}','2026-11-23 04:00:00.000000');
INSERT INTO "asked" VALUES('a2','local','s1',2,'value-1-002@1',0,1,'{}','2026-11-23 04:00:00.000000');
CREATE TABLE assessor_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT assessor_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "assessor_version" VALUES('0001');
CREATE TABLE calibration (
	label VARCHAR NOT NULL, 
	scale VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	items JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_calibration PRIMARY KEY (label)
);
INSERT INTO "calibration" VALUES('author@1#fc8d2a','author@1','author-judged','[["value-1-001@1",1.0,[0.0],0.7],["value-1-002@1",1.0,[0.5],0.7]]','2026-11-23 04:00:00.000000');
CREATE TABLE item_exposure (
	item VARCHAR NOT NULL, 
	tests INTEGER NOT NULL, 
	eligible INTEGER NOT NULL, 
	asked INTEGER NOT NULL, 
	CONSTRAINT pk_item_exposure PRIMARY KEY (item), 
	CONSTRAINT ck_item_exposure_counts CHECK (asked >= 0 AND asked <= eligible AND eligible <= tests)
);
CREATE TABLE response (
	asked_id VARCHAR NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	answer JSON NOT NULL, 
	seconds FLOAT NOT NULL, 
	confidence INTEGER, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_response PRIMARY KEY (asked_id), 
	CONSTRAINT ck_response_confidence CHECK (confidence >= 0 AND confidence <= 100), 
	CONSTRAINT ck_response_seconds CHECK (seconds >= 0), 
	CONSTRAINT fk_response_asked FOREIGN KEY(asked_id) REFERENCES asked (id)
);
INSERT INTO "response" VALUES('a1','local','{"given": [0]}',20.0,NULL,'2026-11-23 04:00:00.000000');
INSERT INTO "response" VALUES('a2','local','{"given": [1]}',20.0,70,'2026-11-23 04:00:00.000000');
CREATE TABLE result (
	number INTEGER NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	sitting_id VARCHAR NOT NULL, 
	scored JSON NOT NULL, 
	calibration VARCHAR NOT NULL, 
	cut_set VARCHAR NOT NULL, 
	framework VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	theta FLOAT NOT NULL, 
	se FLOAT NOT NULL, 
	low FLOAT NOT NULL, 
	high FLOAT NOT NULL, 
	level_probabilities JSON NOT NULL, 
	level INTEGER, 
	level_issued INTEGER, 
	said VARCHAR NOT NULL, 
	missing JSON NOT NULL, 
	reason VARCHAR NOT NULL, 
	conditions JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (number), 
	CONSTRAINT ck_result_level CHECK (level >= 1 AND level <= 5), 
	CONSTRAINT ck_result_level_issued CHECK (level_issued >= 1 AND level_issued <= 5), 
	CONSTRAINT ck_result_interval CHECK (low < high), 
	CONSTRAINT ck_result_se CHECK (se > 0), 
	CONSTRAINT fk_result_calibration FOREIGN KEY(calibration) REFERENCES calibration (label), 
	CONSTRAINT fk_result_sitting FOREIGN KEY(sitting_id) REFERENCES sitting (id), 
	CONSTRAINT uq_result_sitting_id_calibration_cut_set UNIQUE (sitting_id, calibration, cut_set)
);
INSERT INTO "result" VALUES(1,'local','s1','[1, 2]','author@1#fc8d2a','author@1','toprung@1','author-judged',0.25,0.8,-1.4,1.9,'[0.1, 0.2, 0.3, 0.2, 0.2]',NULL,NULL,'no level: too few answers','["more answers"]','left early','["author-judged"]','2026-11-23 04:00:00.000000');
CREATE TABLE scored_response (
	number INTEGER NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	asked_id VARCHAR NOT NULL, 
	marking VARCHAR NOT NULL, 
	category INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_scored_response PRIMARY KEY (number), 
	CONSTRAINT ck_scored_response_category CHECK (category >= 0), 
	CONSTRAINT fk_scored_response_response FOREIGN KEY(asked_id) REFERENCES response (asked_id), 
	CONSTRAINT uq_scored_response_asked_id_marking UNIQUE (asked_id, marking)
);
INSERT INTO "scored_response" VALUES(1,'local','a1','marking@1',1,'2026-11-23 04:00:00.000000');
INSERT INTO "scored_response" VALUES(2,'local','a2','marking@1',0,'2026-11-23 04:00:00.000000');
CREATE TABLE sitting (
	id VARCHAR NOT NULL, 
	organisation_id VARCHAR NOT NULL, 
	person_ref VARCHAR, 
	seed VARCHAR NOT NULL, 
	form JSON NOT NULL, 
	statuses JSON NOT NULL, 
	pilots JSON NOT NULL, 
	calibration VARCHAR NOT NULL, 
	scale VARCHAR NOT NULL, 
	held_back JSON NOT NULL, 
	left_out JSON NOT NULL, 
	self_rating INTEGER, 
	started_at DATETIME NOT NULL, 
	CONSTRAINT pk_sitting PRIMARY KEY (id), 
	CONSTRAINT ck_sitting_self_rating CHECK (self_rating >= 1 AND self_rating <= 5), 
	CONSTRAINT fk_sitting_calibration FOREIGN KEY(calibration) REFERENCES calibration (label)
);
INSERT INTO "sitting" VALUES('s1','local','p','7','{}','["draft"]','[]','author@1#fc8d2a','author-1','[]','[]',NULL,'2026-11-23 04:00:00.000000');
CREATE INDEX ix_sitting_organisation_id_person_ref ON sitting (organisation_id, person_ref);
CREATE INDEX ix_asked_item ON asked (item);
COMMIT;
