-- A gradebook as the first `grade` left it.
BEGIN TRANSACTION;
CREATE TABLE blobs (
        sha256 TEXT PRIMARY KEY,
        data BLOB NOT NULL
    );
INSERT INTO "blobs" VALUES('f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40',X'73746570203D20310A');
INSERT INTO "blobs" VALUES('40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880',X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF');
INSERT INTO "blobs" VALUES('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'');
INSERT INTO "blobs" VALUES('1431b986377b5430f01fd6900d873fa289d546f304bc58c18d42492f87f54016',X'78203D2032');
CREATE TABLE results (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        submission TEXT NOT NULL REFERENCES submissions (id),
        suite TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        max_score REAL NOT NULL,
        elapsed REAL NOT NULL,
        recorded_at TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (submission, suite)
    );
INSERT INTO "results" VALUES(1,'09b971f34fd44ecf','old','graded',4.0,10.0,0.25,'2026-11-25T05:01:40Z','{"schema":1,"assignment":"hw1","student":"ada","submission":"09b971f34fd44ecf","sha256":"f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40","suite":"old","submitted_at":"2026-11-22T21:55:00Z","elapsed":0.25,"status":"graded","error":null,"score":4.0,"max_score":10.0,"cells":[{"index":3,"error":{"type":"NameError","message":"npp"}}],"tasks":[{"name":"step","score":4.0,"max_score":10.0,"tests":[{"name":"test_a","outcome":"passed","points":4.0,"max_points":8.0,"message":"","visible":false},{"name":"test_b[a\u0000b]","outcome":"failed","points":0.0,"max_points":2.0,"message":"é ✓ \u0000","visible":false}],"diagnoses":[{"misconception":"strict_inequality","message":"0 counts as 1"}]},{"name":"empty","score":0.0,"max_score":0.0,"tests":[],"diagnoses":[]}]}');
INSERT INTO "results" VALUES(2,'09b971f34fd44ecf','new','graded',6.0,10.0,0.25,'2026-11-25T05:01:40Z','{"schema":1,"assignment":"hw1","student":"ada","submission":"09b971f34fd44ecf","sha256":"f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40","suite":"new","submitted_at":"2026-11-22T21:55:00Z","elapsed":0.25,"status":"graded","error":null,"score":6.0,"max_score":10.0,"cells":[{"index":3,"error":{"type":"NameError","message":"npp"}}],"tasks":[{"name":"step","score":6.0,"max_score":10.0,"tests":[{"name":"test_a","outcome":"passed","points":6.0,"max_points":8.0,"message":"","visible":false},{"name":"test_b[a\u0000b]","outcome":"failed","points":0.0,"max_points":2.0,"message":"é ✓ \u0000","visible":false}],"diagnoses":[{"misconception":"strict_inequality","message":"0 counts as 1"}]},{"name":"empty","score":0.0,"max_score":0.0,"tests":[],"diagnoses":[]}]}');
INSERT INTO "results" VALUES(4,'db51948da38f37cd','new','graded',8.0,10.0,0.25,'2026-11-25T05:01:40Z','{"schema":1,"assignment":"hw1","student":"zoë","submission":"db51948da38f37cd","sha256":"f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40","suite":"new","submitted_at":"2026-11-23T08:00:00Z","elapsed":0.25,"status":"graded","error":null,"score":8.0,"max_score":10.0,"cells":[{"index":3,"error":{"type":"NameError","message":"npp"}}],"tasks":[{"name":"step","score":8.0,"max_score":10.0,"tests":[{"name":"test_a","outcome":"passed","points":8.0,"max_points":8.0,"message":"","visible":false},{"name":"test_b[a\u0000b]","outcome":"failed","points":0.0,"max_points":2.0,"message":"é ✓ \u0000","visible":false}],"diagnoses":[{"misconception":"strict_inequality","message":"0 counts as 1"}]},{"name":"empty","score":0.0,"max_score":0.0,"tests":[],"diagnoses":[]}]}');
INSERT INTO "results" VALUES(5,'7c68d99262f143ab','new','failed',0.0,10.0,0.25,'2026-11-25T05:01:40Z','{"schema":1,"assignment":"hw2","student":"eve","submission":"7c68d99262f143ab","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","suite":"new","submitted_at":"2026-11-24T08:00:00Z","elapsed":0.25,"status":"failed","error":"no code","score":0.0,"max_score":10.0,"cells":[{"index":3,"error":{"type":"NameError","message":"npp"}}],"tasks":[]}');
INSERT INTO "results" VALUES(6,'4ace1374280b95c8','new','graded',7.5,10.0,0.25,'2026-11-25T05:01:40Z','{"schema":1,"assignment":"hw1","student":"ada","submission":"4ace1374280b95c8","sha256":"40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880","suite":"new","submitted_at":"2026-11-23T08:00:00Z","elapsed":0.25,"status":"graded","error":null,"score":7.5,"max_score":10.0,"cells":[{"index":3,"error":{"type":"NameError","message":"npp"}}],"tasks":[{"name":"step","score":7.5,"max_score":10.0,"tests":[{"name":"test_a","outcome":"passed","points":7.5,"max_points":8.0,"message":"","visible":false},{"name":"test_b[a\u0000b]","outcome":"failed","points":0.0,"max_points":2.0,"message":"é ✓ \u0000","visible":false}],"diagnoses":[{"misconception":"strict_inequality","message":"0 counts as 1"}]},{"name":"empty","score":0.0,"max_score":0.0,"tests":[],"diagnoses":[]}]}');
CREATE TABLE staff_notes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        submission TEXT NOT NULL,
        suite TEXT NOT NULL,
        test TEXT NOT NULL,
        detail TEXT NOT NULL,
        output TEXT NOT NULL,
        FOREIGN KEY (submission, suite) REFERENCES results (submission, suite) ON DELETE CASCADE
    );
INSERT INTO "staff_notes" VALUES(1,'09b971f34fd44ecf','old','t::a','assert 1 == 2','hello
');
INSERT INTO "staff_notes" VALUES(2,'09b971f34fd44ecf','new','t::a','assert 3 == 2','');
INSERT INTO "staff_notes" VALUES(3,'09b971f34fd44ecf','new','t::b','','x');
INSERT INTO "staff_notes" VALUES(4,'4ace1374280b95c8','new','t::c','again','');
CREATE TABLE submissions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        assignment TEXT NOT NULL,
        student TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES blobs (sha256),
        submitted_at TEXT NOT NULL
    );
INSERT INTO "submissions" VALUES(1,'09b971f34fd44ecf','hw1','ada','hw1.py','f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40','2026-11-22T21:55:00Z');
INSERT INTO "submissions" VALUES(2,'4ace1374280b95c8','hw1','ada','hw1.py','40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880','2026-11-23T08:00:00Z');
INSERT INTO "submissions" VALUES(3,'db51948da38f37cd','hw1','zoë','hw1.py','f9106bcd5f830332fc940d3ce85bc68cea06237d5a985abab0e93a6f5a858b40','2026-11-23T08:00:00Z');
INSERT INTO "submissions" VALUES(4,'7c68d99262f143ab','hw2','eve','hw2.py','e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','2026-11-24T08:00:00Z');
INSERT INTO "submissions" VALUES(5,'b73692b04f1d6578','hw2','waiting','hw2.py','1431b986377b5430f01fd6900d873fa289d546f304bc58c18d42492f87f54016','2026-11-24T09:00:00Z');
CREATE INDEX submissions_by_student ON submissions (assignment, student, submitted_at, seq);
CREATE INDEX staff_notes_by_result ON staff_notes (submission, suite);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('submissions',5);
INSERT INTO "sqlite_sequence" VALUES('results',6);
INSERT INTO "sqlite_sequence" VALUES('staff_notes',4);
COMMIT;
PRAGMA application_id = 1735549284;
PRAGMA user_version = 1;
