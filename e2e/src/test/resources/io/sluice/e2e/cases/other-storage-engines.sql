-- A statement that fails halfway, in an engine that keeps its half and in one that does not; and tables without rows of their
-- own: BLACKHOLE, whose rows are in the log only, and MERGE, under whose name the log has changes of other tables.
-- @before
SET SESSION sql_mode = '';
CREATE TABLE my_t (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE=MyISAM;
CREATE TABLE my_seq (grp VARCHAR(5) NOT NULL, no INT NOT NULL AUTO_INCREMENT, v INT, PRIMARY KEY (grp, no)) ENGINE=MyISAM;
CREATE TABLE mem_t (id INT PRIMARY KEY, v VARCHAR(20), KEY h (v) USING HASH) ENGINE=MEMORY;
CREATE TABLE arc_t (id INT NOT NULL AUTO_INCREMENT, v VARCHAR(200), PRIMARY KEY (id)) ENGINE=ARCHIVE;
CREATE TABLE csv_t (id INT NOT NULL, v VARCHAR(50) NOT NULL) ENGINE=CSV;
CREATE TABLE bh_t (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE=BLACKHOLE;
CREATE TABLE part_1 (id INT NOT NULL, v VARCHAR(20), PRIMARY KEY (id)) ENGINE=MyISAM;
CREATE TABLE part_2 (id INT NOT NULL, v VARCHAR(20), PRIMARY KEY (id)) ENGINE=MyISAM;
CREATE TABLE all_parts (id INT NOT NULL, v VARCHAR(20), KEY (id)) ENGINE=MERGE UNION=(part_1, part_2) INSERT_METHOD=LAST;
CREATE TABLE inno (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE=InnoDB;
INSERT INTO my_t VALUES (1,'one'),(3,'three'),(4,'four');
INSERT INTO my_seq (grp, v) VALUES ('a',1),('b',1),('a',2);
INSERT INTO mem_t VALUES (1,'m1'),(2,'m2');
INSERT INTO arc_t (v) VALUES ('old 1'),('old 2');
INSERT INTO csv_t VALUES (1,'a,"b"
c'),(1,'');
INSERT INTO bh_t VALUES (1,'gone');
INSERT INTO part_1 VALUES (1,'p1');
INSERT INTO part_2 VALUES (2,'p2');
INSERT INTO inno VALUES (1,'one'),(3,'three'),(4,'four');
CREATE PROCEDURE half_done() BEGIN DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END; INSERT INTO my_t VALUES (10,'a'),(11,'b'),(1,'duplicate'),(12,'never'); UPDATE my_t SET id = id + 1, v = CONCAT(v, '!') ORDER BY id; INSERT INTO inno VALUES (10,'a'),(11,'b'),(1,'duplicate'),(12,'never'); UPDATE inno SET id = id + 1, v = CONCAT(v, '!') ORDER BY id; END;
-- @stream
CALL half_done();
INSERT INTO my_seq (grp, v) VALUES ('b',2),('a',3),('c',1);
DELETE FROM my_seq WHERE grp = 'a' AND no = 2;
UPDATE mem_t SET v = 'm1x' WHERE id = 1;
INSERT INTO mem_t VALUES (3,'m3');
INSERT INTO arc_t (v) VALUES ('new 3');
INSERT INTO csv_t VALUES (2,'two');
INSERT INTO bh_t VALUES (2,'ghost'),(3,'ghost');
UPDATE bh_t SET v = 'x' WHERE id = 2;
INSERT INTO all_parts VALUES (5,'by merge');
INSERT INTO part_1 VALUES (7,'p7');
UPDATE part_2 SET v = 'p2x' WHERE id = 2;
INSERT INTO inno VALUES (20,'last');
-- @same
SELECT * FROM my_t ORDER BY id;
SELECT * FROM my_seq ORDER BY grp, no;
SELECT * FROM mem_t ORDER BY id;
SELECT * FROM arc_t ORDER BY id;
SELECT * FROM csv_t ORDER BY id, v;
SELECT * FROM part_1 ORDER BY id;
SELECT * FROM part_2 WHERE id <> 5;
SELECT * FROM inno ORDER BY id;
