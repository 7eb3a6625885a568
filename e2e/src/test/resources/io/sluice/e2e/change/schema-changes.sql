-- Each case has tables of its own, whose names begin with the case's. Rows come before, between and after the statements.

-- @case add_defaults
-- @before
CREATE TABLE add_defaults (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(20));
INSERT INTO add_defaults (v) VALUES ('one'), ('two');
-- @stream
INSERT INTO add_defaults (v) VALUES ('three');
ALTER TABLE add_defaults ADD COLUMN n INT NOT NULL DEFAULT 7;
INSERT INTO add_defaults (v, n) VALUES ('four', 40);
ALTER TABLE add_defaults ADD COLUMN f VARCHAR(5) FIRST, ADD COLUMN d DECIMAL(9,2) DEFAULT 1.50 AFTER v, ADD COLUMN b BIT(4) DEFAULT b'101';
INSERT INTO add_defaults (f, v) VALUES ('f', 'five');
ALTER TABLE add_defaults ADD (t VARCHAR(20) NOT NULL DEFAULT 'it''s', day DATE DEFAULT '2024-02-29', bin BINARY(3) DEFAULT 'ab');
UPDATE add_defaults SET v = CONCAT(v, '!') WHERE id IN (1, 4);
INSERT INTO add_defaults (v, t) VALUES ('six', 'x');

-- @case add_implicit
-- @before
CREATE TABLE add_implicit (id INT PRIMARY KEY, v INT);
INSERT INTO add_implicit VALUES (1, 1), (2, 2);
-- @stream
ALTER TABLE add_implicit ADD COLUMN n INT NOT NULL, ADD COLUMN t VARCHAR(9) NOT NULL, ADD COLUMN e ENUM('x','y') NOT NULL, ADD COLUMN s SET('a','b') NOT NULL, ADD COLUMN j JSON;
INSERT INTO add_implicit VALUES (3, 3, 30, 'thirty', 'y', 'a,b', '{"a": 1}');
UPDATE add_implicit SET v = 10 WHERE id = 1;

-- @case add_computed
-- @before
CREATE TABLE add_computed (id INT PRIMARY KEY, v INT);
INSERT INTO add_computed VALUES (1, 1), (2, 2);
-- @stream
ALTER TABLE add_computed ADD COLUMN at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6);
INSERT INTO add_computed (id, v) VALUES (3, 3);
ALTER TABLE add_computed ADD COLUMN u CHAR(36) DEFAULT (CONCAT('a', 'b')), ADD COLUMN g INT AS (v * 2) STORED;
INSERT INTO add_computed (id, v) VALUES (4, 4);

-- @case drop_columns
-- @before
CREATE TABLE drop_columns (id INT PRIMARY KEY, legacy INT NOT NULL, v INT, w INT, e ENUM('a','b'), KEY k (v, w));
INSERT INTO drop_columns VALUES (1, 1, 1, 1, 'a'), (2, 2, 2, 2, 'b');
-- @stream
INSERT INTO drop_columns VALUES (3, 3, 3, 3, 'a');
ALTER TABLE drop_columns DROP COLUMN legacy;
INSERT INTO drop_columns VALUES (4, 4, 4, 'b');
UPDATE drop_columns SET v = 9 WHERE id = 1;
ALTER TABLE drop_columns DROP w, DROP COLUMN e, ADD COLUMN e ENUM('c','d') DEFAULT 'd';
INSERT INTO drop_columns VALUES (5, 5, 'c');
DELETE FROM drop_columns WHERE id = 2;

-- @case rename_columns
-- @before
CREATE TABLE rename_columns (id INT PRIMARY KEY, v VARCHAR(20), e ENUM('a','b') DEFAULT 'a', n INT DEFAULT 3);
INSERT INTO rename_columns (id, v, e) VALUES (1, 'one', 'a'), (2, 'two', 'b');
-- @stream
ALTER TABLE rename_columns RENAME COLUMN v TO vv;
INSERT INTO rename_columns (id, vv, e) VALUES (3, 'three', 'a');
ALTER TABLE rename_columns CHANGE COLUMN e kind ENUM('a','b','c') DEFAULT 'c', CHANGE n total BIGINT NOT NULL DEFAULT 9;
INSERT INTO rename_columns (id, vv) VALUES (4, 'four');
UPDATE rename_columns SET vv = 'ONE' WHERE id = 1;

-- @case rename_and_reuse
-- @before
CREATE TABLE rename_and_reuse (id INT PRIMARY KEY, c1 VARCHAR(100), c2 VARCHAR(100), n INT DEFAULT 7);
INSERT INTO rename_and_reuse (id, c1, c2) VALUES (1, 'a', 'b'), (2, 'c', 'd');
-- @stream
INSERT INTO rename_and_reuse (id, c1, c2) VALUES (3, 'g', 'h');
ALTER TABLE rename_and_reuse RENAME COLUMN c1 TO n1, ADD COLUMN c1 VARCHAR(100) DEFAULT 'fresh';
INSERT INTO rename_and_reuse (id, n1, c2, c1) VALUES (4, 'i', 'j', 'k');
UPDATE rename_and_reuse SET c1 = CONCAT(n1, '!') WHERE id = 1;
ALTER TABLE rename_and_reuse RENAME COLUMN n1 TO c2, RENAME COLUMN c2 TO n1;
INSERT INTO rename_and_reuse (id, c1, c2, n1) VALUES (5, 'one', 'two', 'three');

-- @case rename_swap_mixed
-- @before
CREATE TABLE rename_swap_mixed (id INT PRIMARY KEY, a INT, b VARCHAR(20), c DATE, KEY k_a (a), UNIQUE KEY u_b (b));
INSERT INTO rename_swap_mixed VALUES (1, 10, 'ten', '2024-01-01'), (2, 20, 'twenty', '2024-02-02');
-- @stream
ALTER TABLE rename_swap_mixed RENAME COLUMN a TO b, RENAME COLUMN b TO a, MODIFY COLUMN c DATE AFTER id;
UPDATE rename_swap_mixed SET a = CONCAT(a, '-text'), b = b + 1;
INSERT INTO rename_swap_mixed (id, a, b, c) VALUES (3, 'thirty', 30, '2024-03-03');

-- @case widen
-- @before
CREATE TABLE widen (id INT PRIMARY KEY AUTO_INCREMENT, s SMALLINT, t VARCHAR(5), d DECIMAL(5,2), at DATETIME, u INT UNSIGNED);
INSERT INTO widen (s, t, d, at, u) VALUES (1, 'abc', 1.25, '2024-01-01 01:02:03', 1), (2, 'def', 2.5, NULL, 2);
-- @stream
ALTER TABLE widen MODIFY id BIGINT AUTO_INCREMENT;
INSERT INTO widen (id, s, t) VALUES (3000000000, 3, 'big');
ALTER TABLE widen MODIFY s INT, MODIFY t VARCHAR(50), MODIFY d DECIMAL(9,4), MODIFY at DATETIME(6), MODIFY u BIGINT UNSIGNED;
INSERT INTO widen (s, t, d, at, u) VALUES (100000, 'a longer text', 12345.6789, '2024-01-01 01:02:03.000004', 18446744073709551615);
ALTER TABLE widen MODIFY t TEXT;
INSERT INTO widen (s, t) VALUES (4, REPEAT('x', 200));

-- @case nullability
-- @before
CREATE TABLE nullability (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 5, b VARCHAR(9));
INSERT INTO nullability VALUES (1, 1, 'x'), (2, 2, 'y');
-- @stream
ALTER TABLE nullability MODIFY a INT NULL;
INSERT INTO nullability VALUES (3, NULL, 'z');
ALTER TABLE nullability MODIFY b VARCHAR(9) NOT NULL DEFAULT 'q';
INSERT INTO nullability (id) VALUES (4);
UPDATE nullability SET a = 4 WHERE a IS NULL;
ALTER TABLE nullability CHANGE a a INT NOT NULL;
INSERT INTO nullability VALUES (5, 5, 'v');

-- @case defaults_and_comments
-- @before
CREATE TABLE defaults_and_comments (id INT PRIMARY KEY, a INT DEFAULT 1, b VARCHAR(9) DEFAULT 'x' COMMENT 'old', at TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP);
INSERT INTO defaults_and_comments (id) VALUES (1);
-- @stream
ALTER TABLE defaults_and_comments ALTER COLUMN a SET DEFAULT 2, ALTER b DROP DEFAULT;
INSERT INTO defaults_and_comments (id, b) VALUES (2, 'y');
ALTER TABLE defaults_and_comments MODIFY b VARCHAR(9) COMMENT 'it''s {d new}?', COMMENT = 'of the table';
INSERT INTO defaults_and_comments (id) VALUES (3);
ALTER TABLE defaults_and_comments DROP COLUMN a, ADD COLUMN z INT AFTER id;
INSERT INTO defaults_and_comments (id, z) VALUES (4, 4);

-- @case labels
-- @before
CREATE TABLE labels (id INT PRIMARY KEY, e ENUM('x','y'), s SET('a','b'));
INSERT INTO labels VALUES (1, 'x', 'a'), (2, 'y', 'a,b');
-- @stream
ALTER TABLE labels MODIFY e ENUM('x','y','z') NOT NULL DEFAULT 'z', MODIFY s SET('a','b','c');
INSERT INTO labels VALUES (3, 'z', 'c'), (4, 'x', 'a,c');
INSERT INTO labels (id) VALUES (5);
ALTER TABLE labels MODIFY e ENUM('z','new','y','x');
INSERT INTO labels VALUES (6, 'new', NULL);
UPDATE labels SET e = 'x' WHERE e = 'y';
ALTER TABLE labels MODIFY e ENUM('z','x','new');
INSERT INTO labels VALUES (7, 'x', '');

-- @case conversions
-- @before
CREATE TABLE conversions (id INT PRIMARY KEY, a VARCHAR(20), b INT, c TEXT, d DOUBLE, UNIQUE KEY u (a));
INSERT INTO conversions VALUES (1, '10', 1, 'one', 1.5), (2, '020', 2, 'two', 2.5);
-- @stream
ALTER TABLE conversions MODIFY a INT NOT NULL;
INSERT INTO conversions VALUES (3, 30, 3, 'three', 3.5);
ALTER TABLE conversions MODIFY b VARCHAR(10), MODIFY c VARCHAR(300), MODIFY d DECIMAL(3,0);
INSERT INTO conversions VALUES (4, 40, 'b4', 'four', 4);
DELETE FROM conversions WHERE id = 1;

-- @case keys_changed
-- @before
CREATE TABLE keys_changed (id INT NOT NULL, v INT NOT NULL, t VARCHAR(9), PRIMARY KEY (id));
INSERT INTO keys_changed VALUES (1, 10, 'a'), (2, 20, 'b');
CREATE TABLE keys_changed_none (id INT NOT NULL, v INT);
INSERT INTO keys_changed_none VALUES (1, 10), (2, 20);
CREATE TABLE keys_changed_lost (id INT NOT NULL PRIMARY KEY, v INT);
INSERT INTO keys_changed_lost VALUES (1, 10), (2, 20);
CREATE TABLE keys_changed_swap (x INT NOT NULL, y INT NOT NULL, v VARCHAR(10), PRIMARY KEY (x, y));
INSERT INTO keys_changed_swap VALUES (1, 2, '12'), (2, 1, '21'), (3, 3, '33');
-- @stream
ALTER TABLE keys_changed DROP PRIMARY KEY, ADD PRIMARY KEY (v);
INSERT INTO keys_changed VALUES (1, 30, 'c');
UPDATE keys_changed SET t = 'z' WHERE v = 20;
DELETE FROM keys_changed WHERE v = 10;
ALTER TABLE keys_changed RENAME COLUMN v TO k;
INSERT INTO keys_changed VALUES (4, 40, 'd');
ALTER TABLE keys_changed_none ADD PRIMARY KEY (id);
INSERT INTO keys_changed_none VALUES (3, 30);
UPDATE keys_changed_none SET v = 11 WHERE id = 1;
ALTER TABLE keys_changed_lost DROP PRIMARY KEY;
INSERT INTO keys_changed_lost VALUES (2, 20), (3, 30);
DELETE FROM keys_changed_lost WHERE v = 10;
ALTER TABLE keys_changed_swap RENAME COLUMN x TO y, RENAME COLUMN y TO x;
UPDATE keys_changed_swap SET v = CONCAT('y', y, 'x', x);
DELETE FROM keys_changed_swap WHERE y = 2 AND x = 1;
INSERT INTO keys_changed_swap (x, y, v) VALUES (2, 9, 'new');

-- @case tables
-- @before
CREATE TABLE tables_gone (id INT PRIMARY KEY, e ENUM('a','b'));
INSERT INTO tables_gone VALUES (1, 'a');
CREATE TABLE tables_again (id INT PRIMARY KEY, v INT);
INSERT INTO tables_again VALUES (1, 1), (2, 2);
CREATE TABLE tables_emptied (id INT PRIMARY KEY, v INT);
INSERT INTO tables_emptied VALUES (1, 10);
-- @stream
CREATE TABLE tables_new (id INT AUTO_INCREMENT PRIMARY KEY, v DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), e ENUM('p','q') DEFAULT 'q' COMMENT 'c') COMMENT 'new';
INSERT INTO tables_new (v) VALUES ('2020-01-01 00:00:00.123'), (NULL);
ALTER TABLE tables_new ADD COLUMN x INT DEFAULT 1;
INSERT INTO tables_new (e) VALUES ('p');
CREATE TABLE tables_like LIKE tables_emptied;
INSERT INTO tables_like VALUES (5, 5);
CREATE TABLE tables_select (PRIMARY KEY (id)) SELECT id, v FROM tables_emptied;
DROP TABLE tables_gone;
CREATE TABLE tables_keyless (id INT PRIMARY KEY);
INSERT INTO tables_keyless VALUES (1);
DROP TABLE tables_keyless;
CREATE TABLE tables_keyless (id INT, v VARCHAR(9));
INSERT INTO tables_keyless VALUES (1, 'a'), (1, 'a'), (2, 'b');
DELETE FROM tables_keyless WHERE id = 1 LIMIT 1;
DROP TABLE tables_again;
CREATE TABLE tables_again (id INT PRIMARY KEY, w VARCHAR(9));
INSERT INTO tables_again VALUES (5, 'five');
TRUNCATE TABLE tables_emptied;
INSERT INTO tables_emptied VALUES (2, 20);

-- @case renamed
-- @before
CREATE TABLE renamed_from (id INT PRIMARY KEY, v INT);
INSERT INTO renamed_from VALUES (1, 1), (2, 2);
CREATE TABLE renamed_child (id INT PRIMARY KEY, parent INT, CONSTRAINT renamed_fk FOREIGN KEY (parent) REFERENCES renamed_from (id) ON DELETE CASCADE);
INSERT INTO renamed_child VALUES (1, 1), (2, 2);
CREATE TABLE renamed_a (id INT PRIMARY KEY, v INT);
INSERT INTO renamed_a VALUES (1, 1);
CREATE TABLE renamed_b (id INT PRIMARY KEY, t VARCHAR(9));
INSERT INTO renamed_b VALUES (2, 'b');
-- @stream
RENAME TABLE renamed_from TO renamed_to;
INSERT INTO renamed_to VALUES (3, 3);
DELETE FROM renamed_to WHERE id = 1;
RENAME TABLE renamed_a TO renamed_tmp, renamed_b TO renamed_a, renamed_tmp TO renamed_b;
INSERT INTO renamed_a VALUES (3, 'a');
INSERT INTO renamed_b VALUES (4, 4);

-- @case constraints
-- @before
CREATE TABLE constraints_t (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT constraints_c CHECK (b > 0), UNIQUE KEY u (a));
INSERT INTO constraints_t VALUES (1, 1, 1), (2, 2, 2);
-- @stream
ALTER TABLE constraints_t DROP INDEX u;
INSERT INTO constraints_t VALUES (3, 1, 3);
ALTER TABLE constraints_t DROP CHECK constraints_c;
INSERT INTO constraints_t VALUES (4, 4, -4);
ALTER TABLE constraints_t ADD INDEX i (b);
INSERT INTO constraints_t VALUES (5, 5, 5);

-- @case indexes
-- @before
CREATE TABLE indexes_t (id INT PRIMARY KEY, a INT, b VARCHAR(40), c TEXT, d INT, KEY to_go (a), KEY to_rename (b), KEY to_shrink (a, d), KEY to_change (d));
INSERT INTO indexes_t VALUES (1, 1, 'one', 'first', 1), (2, 2, 'two', 'second', 1);
CREATE TABLE indexes_child (id INT PRIMARY KEY, parent INT, v INT);
INSERT INTO indexes_child VALUES (1, 1, 1);
CREATE TABLE indexes_unlike (id INT PRIMARY KEY, v VARCHAR(9) COLLATE utf8mb4_0900_ai_ci);
INSERT INTO indexes_unlike VALUES (1, 'a'), (2, 'b');
-- @stream
CREATE INDEX made ON indexes_t (b DESC, a) COMMENT 'it''s';
INSERT INTO indexes_t VALUES (3, 3, 'three', 'third', 2);
CREATE UNIQUE INDEX made_unique ON indexes_t (a);
ALTER TABLE indexes_t DROP INDEX to_go, RENAME INDEX to_rename TO renamed, ADD FULLTEXT KEY words (c), ADD KEY start (c(10)), ADD CONSTRAINT indexes_check CHECK (d < 100), ADD KEY computed ((a + d));
ALTER TABLE indexes_t DROP INDEX to_change, ADD INDEX to_change (d, a);
ALTER TABLE indexes_t ADD COLUMN e INT UNIQUE;
INSERT INTO indexes_t VALUES (4, 4, 'four', 'fourth', 2, 4);
ALTER TABLE indexes_t DROP COLUMN e, DROP COLUMN d, ADD COLUMN f INT, DROP CHECK indexes_check, DROP INDEX computed;
ALTER TABLE indexes_t RENAME COLUMN a TO number, MODIFY b VARCHAR(700);
ALTER TABLE indexes_child ADD CONSTRAINT indexes_fk FOREIGN KEY (parent) REFERENCES indexes_t (id) ON DELETE CASCADE, ADD CONSTRAINT indexes_positive CHECK (v > 0);
INSERT INTO indexes_child VALUES (2, 4, 2);
DELETE FROM indexes_t WHERE id = 2;
CREATE TABLE indexes_like LIKE indexes_t;
INSERT INTO indexes_like (id, number) VALUES (7, 7);
CREATE TABLE indexes_new (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, v VARCHAR(20) UNIQUE, w INT CHECK (w > 1), KEY by_w (w), FOREIGN KEY (parent) REFERENCES indexes_t (id) ON UPDATE CASCADE);
INSERT INTO indexes_new (parent, v, w) VALUES (1, 'x', 2);
ALTER TABLE indexes_unlike ADD UNIQUE KEY u (v);
INSERT INTO indexes_unlike VALUES (3, 'c');

-- @case numbered
-- @before
CREATE TABLE numbered_before (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, v VARCHAR(9) COLLATE utf8mb4_bin);
INSERT INTO numbered_before (v) VALUES ('one');
-- @stream
CREATE TABLE numbered_new (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, v VARCHAR(9) COLLATE utf8mb4_bin, w VARCHAR(9), UNIQUE KEY u (v));
INSERT INTO numbered_new (v) VALUES ('one'), ('ONE');
CREATE TABLE numbered_serial (id SERIAL, v INT, PRIMARY KEY (id));
INSERT INTO numbered_serial (v) VALUES (1), (2);
ALTER TABLE numbered_before ADD COLUMN w CHAR(5) CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'w';
INSERT INTO numbered_before (v) VALUES ('two');
ALTER TABLE numbered_before MODIFY v VARCHAR(9) COLLATE utf8mb4_0900_ai_ci;
CREATE TABLE numbered_like LIKE numbered_before;
INSERT INTO numbered_like (v) VALUES ('x');

-- @case modes
-- @before
CREATE TABLE modes (id INT PRIMARY KEY, v VARCHAR(20));
INSERT INTO modes VALUES (1, 'one');
-- @stream
SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_TRANS_TABLES';
ALTER TABLE "modes" ADD COLUMN "a ""name""" VARCHAR(9) DEFAULT 'x' COMMENT 'it''s', ADD KEY "by v" ("v");
INSERT INTO "modes" (id, v) VALUES (2, 'two');
SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES';
ALTER TABLE modes ADD COLUMN path VARCHAR(20) NOT NULL DEFAULT 'c:\dir' COMMENT '\';
INSERT INTO modes (id, v) VALUES (3, 'three');
SET SESSION sql_mode = DEFAULT;
INSERT INTO modes (id, v) VALUES (4, 'four');

-- @case partitions
-- @before
CREATE TABLE partitions_t (id INT NOT NULL, y INT NOT NULL, v INT, PRIMARY KEY (id, y)) PARTITION BY RANGE (y) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20), PARTITION pm VALUES LESS THAN MAXVALUE);
INSERT INTO partitions_t VALUES (1, 1, 1), (2, 11, 2), (3, 30, 3);
CREATE TABLE partitions_other (id INT NOT NULL, y INT NOT NULL, v INT, PRIMARY KEY (id, y));
INSERT INTO partitions_other VALUES (9, 12, 9);
-- @stream
ALTER TABLE partitions_t TRUNCATE PARTITION p0;
INSERT INTO partitions_t VALUES (4, 5, 4);
ALTER TABLE partitions_t EXCHANGE PARTITION p1 WITH TABLE partitions_other;
UPDATE partitions_other SET v = 7 WHERE id = 2;

-- @case keyless
-- @before
CREATE TABLE keyless (a INT, b INT);
INSERT INTO keyless VALUES (1, 1), (1, 1), (2, 2);
-- @stream
ALTER TABLE keyless ADD COLUMN c INT NOT NULL DEFAULT 3;
INSERT INTO keyless VALUES (4, 4, 4);
DELETE FROM keyless WHERE a = 2;
UPDATE keyless SET b = 7 WHERE a = 1 LIMIT 1;

-- @case online_tool
-- @before
CREATE TABLE online_tool (id INT PRIMARY KEY, v VARCHAR(9));
INSERT INTO online_tool VALUES (1, 'one'), (2, 'two');
-- @stream
CREATE TABLE _online_tool_gho LIKE online_tool;
ALTER TABLE _online_tool_gho ADD COLUMN n INT NOT NULL DEFAULT 5, DROP COLUMN v;
INSERT INTO _online_tool_gho (id) SELECT id FROM online_tool;
INSERT INTO online_tool VALUES (3, 'three');
INSERT INTO _online_tool_gho (id) VALUES (3);
RENAME TABLE online_tool TO _online_tool_del, _online_tool_gho TO online_tool;
INSERT INTO online_tool VALUES (4, 40);
DROP TABLE _online_tool_del;
