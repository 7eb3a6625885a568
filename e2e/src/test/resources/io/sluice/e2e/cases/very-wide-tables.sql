-- 1,001 columns, and rows that fit MySQL's page and not PostgreSQL's. Those that do not fit, wide_time 1 and wide_ubig 2, become
-- dead letters, and all others arrive.
-- @before
SET SESSION group_concat_max_len = 1000000;
SET @c = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000) SELECT GROUP_CONCAT(CONCAT('c', n, ' INT NULL') ORDER BY n SEPARATOR ', ') FROM s);
SET @v = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000) SELECT GROUP_CONCAT(CONCAT('i * ', n) ORDER BY n SEPARATOR ', ') FROM s);
SET @q = CONCAT('CREATE TABLE wide_int (id INT PRIMARY KEY, ', @c, ')');
PREPARE p FROM @q;
EXECUTE p;
SET @q = CONCAT('INSERT INTO wide_int WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 80) SELECT i, ', @v, ' FROM r');
PREPARE p FROM @q;
EXECUTE p;
SET @c = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 600) SELECT GROUP_CONCAT(CONCAT('t', n, ' TIME NULL') ORDER BY n SEPARATOR ', ') FROM s);
SET @q = CONCAT('CREATE TABLE wide_time (id INT PRIMARY KEY, ', @c, ')');
PREPARE p FROM @q;
EXECUTE p;
SET @v = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 600) SELECT GROUP_CONCAT(CONCAT('''', n, ':00:00''') ORDER BY n SEPARATOR ', ') FROM s);
SET @q = CONCAT('INSERT INTO wide_time VALUES (1, ', @v, ')');
PREPARE p FROM @q;
EXECUTE p;
INSERT INTO wide_time (id, t1, t600) VALUES (2, '-01:00:00', '838:59:59');
SET @c = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 700) SELECT GROUP_CONCAT(CONCAT('u', n, ' BIGINT UNSIGNED NULL') ORDER BY n SEPARATOR ', ') FROM s);
SET @q = CONCAT('CREATE TABLE wide_ubig (id INT PRIMARY KEY, ', @c, ')');
PREPARE p FROM @q;
EXECUTE p;
INSERT INTO wide_ubig (id, u1) VALUES (1, 1);
CREATE TABLE plain_neighbour (id INT PRIMARY KEY, v VARCHAR(10));
INSERT INTO plain_neighbour VALUES (1, 'before');
-- @stream
SET SESSION group_concat_max_len = 1000000;
INSERT INTO plain_neighbour VALUES (2, 'stream');
UPDATE wide_int SET c1 = -1, c500 = NULL, c1000 = 7;
DELETE FROM wide_int WHERE id > 70;
INSERT INTO wide_int (id, c999) VALUES (1000, 999), (1001, NULL);
SET @v = (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 700) SELECT GROUP_CONCAT('18446744073709551615' ORDER BY n SEPARATOR ', ') FROM s);
SET @q = CONCAT('INSERT INTO wide_ubig VALUES (2, ', @v, ')');
PREPARE p FROM @q;
EXECUTE p;
INSERT INTO wide_ubig (id, u700) VALUES (3, 3);
INSERT INTO plain_neighbour VALUES (3, 'after wide');
-- @same
SELECT * FROM wide_int ORDER BY id;
SELECT id FROM wide_time WHERE id <> 1;
SELECT * FROM wide_ubig WHERE id <> 2 ORDER BY id;
SELECT * FROM plain_neighbour ORDER BY id;
