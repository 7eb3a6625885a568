-- Columns that have the names of those that each table of PostgreSQL has, as keys, in an index, a foreign key, a check and a
-- generated column. They have other names in PostgreSQL, so that the queries name places.
-- @before
CREATE TABLE node (
  ctid BIGINT NOT NULL AUTO_INCREMENT,
  oid INT NOT NULL,
  xmin INT NULL,
  xmax INT NULL,
  cmin VARCHAR(10) DEFAULT 'low',
  cmax VARCHAR(10) DEFAULT 'high',
  tableoid INT NOT NULL DEFAULT 0,
  span INT GENERATED ALWAYS AS (xmax - xmin) STORED,
  PRIMARY KEY (ctid),
  UNIQUE KEY u_oid (oid),
  KEY k_x (xmin, xmax),
  CONSTRAINT chk_span CHECK (xmax >= xmin)
);
CREATE TABLE edge (
  id INT PRIMARY KEY,
  ctid BIGINT NOT NULL,
  ctid_1 BIGINT NULL,
  CTID_ BIGINT NULL,
  CONSTRAINT fk_ctid FOREIGN KEY (ctid) REFERENCES node (ctid)
);
CREATE TABLE taken (ctid BIGINT PRIMARY KEY, ctid_ BIGINT NULL);
CREATE TABLE bbox (XMIN DOUBLE, YMIN DOUBLE, XMAX DOUBLE, YMAX DOUBLE, id INT PRIMARY KEY);
INSERT INTO node (oid, xmin, xmax) VALUES (10, 1, 5), (20, NULL, 7), (30, -3, -3);
INSERT INTO edge VALUES (1,1,11,111),(2,2,22,222),(3,3,33,333);
INSERT INTO bbox VALUES (1.5, 2.5, 3.5, 4.5, 1);
INSERT INTO taken VALUES (1,2),(2,1);
-- @stream
INSERT INTO node (oid, xmin, xmax, cmin, cmax, tableoid) VALUES (40, 100, 200, 'a', 'b', 9);
UPDATE node SET xmin = 2, cmax = 'mid' WHERE ctid = 1;
UPDATE node SET ctid = 77 WHERE oid = 40;
UPDATE bbox SET XMIN = -1.5, XMAX = 9.5 WHERE id = 1;
INSERT INTO edge VALUES (4,77,44,444);
DELETE FROM edge WHERE ctid = 2;
DELETE FROM node WHERE ctid = 2;
UPDATE taken SET ctid = 3, ctid_ = 4 WHERE ctid = 2;
-- @same
SELECT * FROM node ORDER BY 1;
SELECT * FROM edge ORDER BY 1;
SELECT * FROM taken ORDER BY 1;
SELECT * FROM bbox;
