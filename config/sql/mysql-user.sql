-- The MySQL user of a pipeline: it reads tables and follows the binary log, and can change nothing.
-- MySQL 8.0.23 or later; run it as root, with a password without quotes and backslashes:
--
--   export user=sluice password=… database=shop
--   envsubst < config/sql/mysql-user.sql | mysql -u root -p
--
-- Running it again gives the user that password. Add REQUIRE SSL to the first line where all traffic is to be encrypted.

CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}';
ALTER USER '${user}'@'%' IDENTIFIED BY '${password}';

-- Follows the binary log, and asks how far it goes.
GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '${user}'@'%';

-- Holds all tables still for the moment in which the snapshot starts (FLUSH TABLES WITH READ LOCK). Not RELOAD, which
-- would also allow to throw the binary log away.
GRANT FLUSH_TABLES ON *.* TO '${user}'@'%';

-- Reads the tables and the definitions of views; once for each database. MySQL takes _ and % in the name for wildcards:
-- write \_ and \%.
GRANT SELECT, SHOW VIEW ON `${database}`.* TO '${user}'@'%';
