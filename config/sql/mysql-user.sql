-- The MySQL user of a pipeline: it reads tables and follows the binary log, and can change nothing.
-- MySQL 8.0.23 or later; run it as root, with a password without quotes and backslashes:
--
--   export user=sluice password=… database=shop
--   envsubst < config/sql/mysql-user.sql | mysql -u root -p
--
-- Running it again changes the user's password. Add REQUIRE SSL to the first line if all traffic must be encrypted.

CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}';
ALTER USER '${user}'@'%' IDENTIFIED BY '${password}';

-- Follows the binary log, and reads the position of its end.
GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '${user}'@'%';

-- Locks all tables for the moment in which the snapshot starts (FLUSH TABLES WITH READ LOCK). RELOAD is not used, since it
-- would also allow to delete the binary log.
GRANT FLUSH_TABLES ON *.* TO '${user}'@'%';

-- Reads the tables and the definitions of views; once for each database. MySQL treats _ and % in the name as wildcards:
-- write \_ and \%.
GRANT SELECT, SHOW VIEW ON `${database}`.* TO '${user}'@'%';
