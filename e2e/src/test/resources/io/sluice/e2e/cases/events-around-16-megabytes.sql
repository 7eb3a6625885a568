-- @before
CREATE TABLE lob (id INT PRIMARY KEY, small INT, body LONGBLOB, doc LONGTEXT);
CREATE TABLE many_texts (id INT PRIMARY KEY, a MEDIUMTEXT, b MEDIUMTEXT, c MEDIUMTEXT, d MEDIUMTEXT, n INT DEFAULT 0);
INSERT INTO lob VALUES (1, 1, REPEAT(x'00FF27', 6990506), NULL);
INSERT INTO lob VALUES (2, 2, NULL, REPEAT('aé😀"''', 1500000));
INSERT INTO many_texts VALUES (1, REPEAT('a', 1000000), REPEAT('b', 1000000), REPEAT('c', 1000000), REPEAT('d', 1000000), 0);
-- @stream
INSERT INTO lob VALUES (10, 10, REPEAT('x', 16777215), NULL);
INSERT INTO lob VALUES (11, 11, REPEAT('x', 16777216), NULL);
INSERT INTO lob VALUES (12, 12, REPEAT('x', 16777215 - 60), NULL);
INSERT INTO lob VALUES (13, 13, REPEAT('y', 32000000), NULL);
UPDATE lob SET small = small + 1 WHERE id = 13;
UPDATE lob SET small = small + 1 WHERE id IN (1, 2);
UPDATE lob SET id = 113 WHERE id = 13;
UPDATE lob SET doc = CONCAT(doc, 'tail') WHERE id = 2;
START TRANSACTION;
INSERT INTO many_texts SELECT id + 1, a, b, c, d, 0 FROM many_texts WHERE id = 1;
INSERT INTO many_texts SELECT id + 2, a, b, c, d, 0 FROM many_texts WHERE id <= 2;
UPDATE many_texts SET n = n + 1;
UPDATE many_texts SET d = NULL, n = n + 1 WHERE id = 3;
COMMIT;
DELETE FROM lob WHERE id = 11;
INSERT INTO lob VALUES (99, 99, '', 'small and last');
