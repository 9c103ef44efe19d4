-- What stands in the tables of schema 5, in which a guest and their session were one: a room whose last row is not indexed
-- yet, a private log, and two sessions with what they were answered.

INSERT OR REPLACE INTO meta VALUES ('indexed', 0), ('tagged', 1), ('turn', 7);
INSERT INTO logs VALUES (1, '#dev', '{"name":"#Dev"}', 0), (2, '@k3', '{"pair":["guest:2","guest:9"]}', 0);
INSERT INTO events VALUES
  (1, 1, 1, 'guest:1', 't1', 'say 9f3k1', '{"ev":"message","room":"#dev","seq":1,"at":"2026-11-25T08:00:01.000Z","from":"ann","kind":"say","text":"one"}', NULL),
  (4, 1, 4, 'guest:2
guest:2
guest:1', 't2

t3', 'say
say
say', '{"ev":"message","room":"#dev","seq":2,"at":"2026-11-25T08:00:02.000Z","from":"bob","kind":"say","text":"two"}
{"ev":"message","room":"#dev","seq":3,"at":"2026-11-25T08:00:02.000Z","from":"bob","kind":"say","text":"three"}
{"ev":"message","room":"#dev","seq":4,"at":"2026-11-25T08:00:03.000Z","from":"ann","kind":"say","text":"four"}', '2');
INSERT INTO sessions VALUES
  (5, 'guest:2', '{"v":2,"secret":"b","since":1,"nick":"bob","named":true,"rooms":["#Dev"],"privates":[["@k3",2]]}'),
  (8, 'guest:1', '{"v":2,"secret":"a","since":1,"nick":"ann","named":true,"rooms":["#Dev"],"quiet":["#dev"],"current":"#dev","bell":true}');
INSERT INTO answers VALUES (1, 'guest:1', 0, 't0', 'nick', '{"nick":"ann"}'), (2, 'guest:1', 0, 't1', 'say 9f3k1', '{"room":"#dev","seq":1}');
