CREATE TABLE `order`(
  `select` SERIAL,
  `a b` VARCHAR(20) NOT NULL DEFAULT 'it''s \\ "x"',
  `Ünï.cøde` CHAR(3) CHARACTER SET latin1 DEFAULT 'abc' COMMENT 'It''s {d here} ? and \\',
  e ENUM('a','it''s','b,c','(d)','back\\slash','') NOT NULL DEFAULT 'it''s',
  s SET('x','y z') NOT NULL DEFAULT 'x,y z',
  s0 SET('x') NOT NULL DEFAULT '',
  b1 BIT(1) DEFAULT b'1', b9 BIT(9) DEFAULT b'101',
  bin BINARY(4) DEFAULT 'ab', bin0 BINARY(2) DEFAULT 0x00FF, vb VARBINARY(4) NOT NULL DEFAULT '', vbx VARBINARY(4) NOT NULL DEFAULT 0xFF00FE,
  d DATE DEFAULT '2020-02-29', t TIME(3) DEFAULT '-12:34:56.500',
  dt DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  ts TIMESTAMP NULL DEFAULT '2020-01-02 03:04:05',
  y YEAR DEFAULT 2024, n DECIMAL(12,2) UNSIGNED DEFAULT '1.50', f FLOAT DEFAULT 1.5, dbl DOUBLE DEFAULT '1e10',
  z INT UNSIGNED ZEROFILL DEFAULT 7, u64 BIGINT UNSIGNED DEFAULT 18446744073709551615,
  us BIGINT DEFAULT 1500000,
  uid CHAR(36) DEFAULT (uuid()), txt TEXT DEFAULT ('abc'), j JSON DEFAULT (json_array()),
  odd INT DEFAULT (1 + 2),
  day DATE DEFAULT (curdate()),
  g INT AS (z * 2) STORED,
  p POINT,
  PRIMARY KEY (`select`),
  UNIQUE KEY `the key` (`a b`(5)),
  KEY txt_start (txt(10)),
  KEY func ((z + 1)),
  FULLTEXT KEY words (txt),
  KEY down (d DESC, z),
  CONSTRAINT positive CHECK (n > 0)
) COMMENT 'Everything'' at once';

CREATE TABLE line(
  ord BIGINT UNSIGNED NOT NULL, no SMALLINT NOT NULL, parent_ord BIGINT UNSIGNED, parent_no SMALLINT, kind VARCHAR(3),
  PRIMARY KEY (ord, no), KEY `down` (kind),
  CONSTRAINT to_order FOREIGN KEY (ord) REFERENCES `order` (`select`) ON DELETE CASCADE,
  CONSTRAINT to_self FOREIGN KEY (parent_ord, parent_no) REFERENCES line (ord, no) ON UPDATE SET NULL
);

CREATE TABLE first_unique(
  a INT NULL, b INT NOT NULL, c INT NOT NULL, d INT NOT NULL,
  UNIQUE KEY nullable (a), UNIQUE KEY zz (b, c), UNIQUE KEY aa (d)
);

CREATE TABLE keyless(a INT) PARTITION BY HASH (a) PARTITIONS 2;

CREATE TABLE tiny(id TINYINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 200;

CREATE TABLE line_of_a_table_that_has_a_very_long_name_which_fits_in_sixty4(
  id INT PRIMARY KEY, a_column_that_has_a_very_long_name_which_also_fits_in_sixty_four ENUM('x')
);

CREATE TABLE excluded(id INT PRIMARY KEY);

CREATE TABLE elsewhere_child(id INT PRIMARY KEY, x INT, CONSTRAINT away FOREIGN KEY (x) REFERENCES excluded (id));

CREATE VIEW a_view AS SELECT 1 AS one
