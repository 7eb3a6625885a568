-- Text in character sets that Java lacks or maps otherwise, in columns and keys, by load and by stream.
-- @before
SET NAMES utf8mb4;
CREATE TABLE cs (
  id INT PRIMARY KEY,
  c_swe7 VARCHAR(20) CHARACTER SET swe7, c_armscii8 VARCHAR(20) CHARACTER SET armscii8, c_geostd8 VARCHAR(20) CHARACTER SET geostd8,
  c_keybcs2 VARCHAR(20) CHARACTER SET keybcs2, c_koi8u VARCHAR(20) CHARACTER SET koi8u, c_koi8r VARCHAR(20) CHARACTER SET koi8r,
  c_cp850 VARCHAR(20) CHARACTER SET cp850, c_cp852 VARCHAR(20) CHARACTER SET cp852, c_cp866 VARCHAR(20) CHARACTER SET cp866,
  c_cp1250 VARCHAR(20) CHARACTER SET cp1250, c_cp1251 VARCHAR(20) CHARACTER SET cp1251, c_cp1256 VARCHAR(20) CHARACTER SET cp1256, c_cp1257 VARCHAR(20) CHARACTER SET cp1257,
  c_latin2 VARCHAR(20) CHARACTER SET latin2, c_latin5 VARCHAR(20) CHARACTER SET latin5, c_latin7 VARCHAR(20) CHARACTER SET latin7,
  c_greek VARCHAR(20) CHARACTER SET greek, c_hebrew VARCHAR(20) CHARACTER SET hebrew, c_tis620 VARCHAR(20) CHARACTER SET tis620,
  c_big5 VARCHAR(20) CHARACTER SET big5, c_gb2312 VARCHAR(20) CHARACTER SET gb2312, c_gbk CHAR(20) CHARACTER SET gbk, c_gb18030 VARCHAR(20) CHARACTER SET gb18030,
  c_euckr VARCHAR(20) CHARACTER SET euckr, c_sjis CHAR(20) CHARACTER SET sjis, c_cp932 VARCHAR(20) CHARACTER SET cp932, c_ujis VARCHAR(20) CHARACTER SET ujis, c_eucjpms VARCHAR(20) CHARACTER SET eucjpms,
  c_utf16 VARCHAR(20) CHARACTER SET utf16, c_utf16le VARCHAR(20) CHARACTER SET utf16le, c_utf32 CHAR(20) CHARACTER SET utf32, c_utf8mb3 VARCHAR(20) CHARACTER SET utf8mb3,
  t_utf16 TEXT CHARACTER SET utf16, t_cp1251 MEDIUMTEXT CHARACTER SET cp1251,
  e_cp1251 ENUM('да','нет') CHARACTER SET cp1251, s_greek SET('άλφα','βήτα') CHARACTER SET greek
);
CREATE TABLE cs_key (k VARCHAR(20) CHARACTER SET cp1251 NOT NULL, u CHAR(6) CHARACTER SET utf16 NOT NULL, n INT, PRIMARY KEY (k, u));
INSERT IGNORE INTO cs VALUES (1,
 'ÅÄÖ åäö é','Հայ','გამარჯობა','čšžľ','Їжак ґє','Привет',
 'Éàß½','Łódź','Привет','žščř €','Привет №','سلام','žšč',
 'Łódź','ğşıİ','ąčęėį','Ελλάδα','שלום','สวัสดี',
 '漢字許','汉字','汉字','汉字😀','한글','日本語ｱｲｳ表','日本語①～','日本語','日本語①',
 'aé漢😀','aé漢😀','aé漢😀','aé漢',
 REPEAT('ж😀',500), REPEAT('щ',3000), 'нет', 'άλφα,βήτα');
INSERT INTO cs_key VALUES ('ключ','аб😀',1),('Ёж','',2),('ё','x',3);
-- @stream
SET NAMES utf8mb4;
INSERT INTO cs SELECT 2, c_swe7, c_armscii8, c_geostd8, c_keybcs2, c_koi8u, c_koi8r, c_cp850, c_cp852, c_cp866, c_cp1250, c_cp1251, c_cp1256, c_cp1257,
 c_latin2, c_latin5, c_latin7, c_greek, c_hebrew, c_tis620, c_big5, c_gb2312, c_gbk, c_gb18030, c_euckr, c_sjis, c_cp932, c_ujis, c_eucjpms,
 c_utf16, c_utf16le, c_utf32, c_utf8mb3, t_utf16, t_cp1251, e_cp1251, s_greek FROM cs WHERE id = 1;
UPDATE cs SET c_swe7 = CONCAT(c_swe7, '!'), e_cp1251 = 'да' WHERE id = 1;
UPDATE cs_key SET n = 10 WHERE k = 'ключ';
UPDATE cs_key SET k = 'їїї' WHERE n = 2;
DELETE FROM cs_key WHERE k = 'ё';
INSERT INTO cs_key VALUES ('№ 5','漢',4);
