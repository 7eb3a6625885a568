-- Tables made from a SELECT, temporary tables in the place of real ones, statements of a session with ANSI_QUOTES. Rows
-- that were there before a column was added may lack its default.
-- @before
CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(30) NOT NULL, price DECIMAL(9,2), made DATE DEFAULT '2024-01-01', kind ENUM('a','b') DEFAULT 'a');
INSERT INTO item (name, price, kind) VALUES ('one',1.00,'a'),('two',2.00,'b'),('three',NULL,NULL);
-- @stream
CREATE TABLE item_copy (PRIMARY KEY (id)) AS SELECT * FROM item;
CREATE TABLE item_sum (kind VARCHAR(5) NOT NULL PRIMARY KEY, n BIGINT, CHECK (n >= 0)) SELECT IFNULL(kind, '-') AS kind, COUNT(*) AS n, MAX(price) AS max_price FROM item GROUP BY IFNULL(kind, '-');
INSERT INTO item_copy (id, name, price) VALUES (100,'after ctas',9.99);
CREATE TABLE item_like LIKE item;
INSERT INTO item_like SELECT * FROM item WHERE id < 3;
CREATE TEMPORARY TABLE item (id INT PRIMARY KEY, other VARCHAR(5));
INSERT INTO item VALUES (1,'tmp'),(2,'tmp');
UPDATE item SET other = 'x';
DROP TEMPORARY TABLE IF EXISTS item;
CREATE TEMPORARY TABLE item_copy AS SELECT id FROM item;
DELETE FROM item_copy;
DROP TABLE item_copy;
UPDATE item SET price = price + 1 WHERE id = 1;
INSERT INTO item (name) VALUES ('four');
UPDATE item_copy SET name = 'still here' WHERE id = 2;
SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,NO_BACKSLASH_ESCAPES');
CREATE TABLE "ansi ""q"" tbl" ("id" INT PRIMARY KEY, "Col 1" VARCHAR(20) DEFAULT 'back\slash', "key" INT COMMENT 'it''s "fine"');
INSERT INTO "ansi ""q"" tbl" ("id", "key") VALUES (1, 5), (2, NULL);
CREATE TABLE "ansi_ctas" ("id" INT PRIMARY KEY) AS SELECT id, name AS "Full Name" FROM item WHERE id <= 2;
ALTER TABLE item ADD COLUMN "new col" VARCHAR(10) DEFAULT 'a\b';
INSERT INTO item (name) VALUES ('five');
