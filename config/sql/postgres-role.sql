-- The PostgreSQL role of a pipeline, and the database it migrates to: it owns what it creates there, and nothing else.
-- PostgreSQL 14 or later; run it as a superuser, with a password without quotes (envsubst is in the package gettext):
--
--   export user=sluice password=… database=shop
--   envsubst < config/sql/postgres-role.sql | psql -U postgres

CREATE ROLE "${user}" LOGIN PASSWORD '${password}';

-- Allows the sink to switch off foreign keys and triggers for its session, since rows arrive table by table. Without this
-- grant the sink warns, and stops at the first row whose parent has not arrived yet.
-- PostgreSQL 14 does not know it: leave it out there.
GRANT SET ON PARAMETER session_replication_role TO "${user}";

-- Leave out the next line if the database exists.
CREATE DATABASE "${database}" TEMPLATE template0;

-- Allows the role to create the schemas of the migration, and temporary tables that rows go through. If one of the schemas is
-- "public", which exists already: GRANT USAGE, CREATE ON SCHEMA public TO the role, in that database.
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "${database}" TO "${user}";
