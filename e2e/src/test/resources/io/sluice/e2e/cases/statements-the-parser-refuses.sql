-- Ordinary statements that Debezium's grammar of MySQL refuses: url, vector, auto, manual, parallel and engine_attribute as
-- names without quotes, statements of 8.0 and later.
-- @before
DROP DATABASE IF EXISTS case_refused_other;
CREATE DATABASE case_refused_other;
CREATE TABLE a (id INT PRIMARY KEY, v INT);
CREATE TABLE settings (id INT PRIMARY KEY);
INSERT INTO a VALUES (1, 1);
-- @stream
USE case_refused_other;
CREATE TABLE links (id INT PRIMARY KEY, url VARCHAR(100), auto INT, manual INT, parallel INT);
ALTER TABLE links ADD COLUMN engine_attribute INT;
INSERT INTO links VALUES (1, 'u', 1, 2, 3, 4);
USE case_refused;
INSERT INTO a VALUES (2, 2);
CREATE TABLE hooks (id INT PRIMARY KEY, url VARCHAR(500) NOT NULL DEFAULT '', vector VARCHAR(10));
INSERT INTO hooks VALUES (1, 'http://example.org', 'v');
ALTER TABLE a ADD COLUMN url VARCHAR(20) DEFAULT 'x', ADD COLUMN auto INT;
INSERT INTO a VALUES (3, 3, 'y', 1);
INSERT INTO a VALUES (4, 4, 'z', 2);
CREATE TABLE url LIKE case_refused_other.links;
INSERT INTO url SELECT * FROM case_refused_other.links;
ALTER TABLE settings ADD COLUMN auto TEXT, ADD COLUMN parallel INT;
INSERT INTO settings VALUES (1, 'on', 2);
DROP DATABASE case_refused_other;
-- @restarted
INSERT INTO hooks VALUES (2, 'http://example.org/2', 'w');
INSERT INTO a VALUES (5, 5, 'r', 3);
ALTER TABLE hooks ADD COLUMN retries INT;
INSERT INTO hooks VALUES (3, 'http://example.org/3', 'x', 7);
