-- Names that differ only in characters for which a topic's name, or an Avro name, has a '_'. No row may land in another
-- table, and no value in another column.
-- @before
CREATE TABLE `ord_2024` (id INT PRIMARY KEY, src VARCHAR(20) NOT NULL, `a_b` INT, `a$b` INT, `a.b` INT, `a b` INT, `a-b` INT);
CREATE TABLE `ord$2024` LIKE `ord_2024`;
CREATE TABLE `ord.2024` LIKE `ord_2024`;
CREATE TABLE `ord 2024` LIKE `ord_2024`;
CREATE TABLE `ord-2024` LIKE `ord_2024`;
CREATE TABLE `客户` LIKE `ord_2024`;
CREATE TABLE `订单` LIKE `ord_2024`;
CREATE INDEX `ix$src` ON `ord$2024` (src);
CREATE INDEX `ix_src` ON `ord_2024` (src);
INSERT INTO `ord_2024` VALUES (1,'underscore',1,2,3,4,5);
INSERT INTO `ord$2024` VALUES (1,'dollar',11,12,13,14,15);
INSERT INTO `ord.2024` VALUES (1,'dot',21,22,23,24,25);
INSERT INTO `ord 2024` VALUES (1,'space',31,32,33,34,35);
INSERT INTO `ord-2024` VALUES (1,'hyphen',41,42,43,44,45);
INSERT INTO `客户` VALUES (1,'customers',51,52,53,54,55);
-- @stream
INSERT INTO `ord_2024` VALUES (2,'underscore',100,NULL,NULL,NULL,NULL);
INSERT INTO `ord$2024` VALUES (2,'dollar',NULL,200,NULL,NULL,NULL);
INSERT INTO `ord.2024` VALUES (2,'dot',NULL,NULL,300,NULL,NULL);
INSERT INTO `ord 2024` VALUES (2,'space',NULL,NULL,NULL,400,NULL);
INSERT INTO `ord-2024` VALUES (2,'hyphen',NULL,NULL,NULL,NULL,500);
INSERT INTO `订单` VALUES (2,'orders',NULL,NULL,NULL,NULL,600);
UPDATE `ord$2024` SET `a$b` = -1, `a b` = -2 WHERE id = 1;
UPDATE `ord.2024` SET `a.b` = -3, `a_b` = -4 WHERE id = 1;
DELETE FROM `ord-2024` WHERE id = 1;
-- @same
SELECT * FROM "ord_2024" ORDER BY id;
SELECT * FROM "ord$2024" ORDER BY id;
SELECT * FROM "ord.2024" ORDER BY id;
SELECT * FROM "ord 2024" ORDER BY id;
SELECT * FROM "ord-2024" ORDER BY id;
SELECT * FROM "客户" ORDER BY id;
SELECT * FROM "订单" ORDER BY id;
