-- The PostgreSQL role of a pipeline, and the database it migrates to: it owns what it creates there, and nothing else.
-- PostgreSQL 15 or later; run it as a superuser, with a password without quotes:
--
--   export user=sluice password=… database=shop
--   envsubst < config/sql/postgres-role.sql | psql -U postgres

CREATE ROLE "${user}" LOGIN PASSWORD '${password}';

-- Lets rows arrive table by table, without foreign keys and triggers firing for them. Without it (PostgreSQL 14 knows no
-- such grant) the sink warns, and stops at the first row whose parent is still on its way.
GRANT SET ON PARAMETER session_replication_role TO "${user}";

-- Leave the next line out where the database exists.
CREATE DATABASE "${database}" TEMPLATE template0;

-- Creates the schemas of the migration, and temporary tables that rows pass through. Where one of the schemas is to be
-- "public", which exists: GRANT USAGE, CREATE ON SCHEMA public TO the role, in that database.
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "${database}" TO "${user}";
