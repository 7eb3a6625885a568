-- upsert
INSERT INTO "shop"."order ""line""" ("order", "line", "what?", "tags", "flags") OVERRIDING SYSTEM VALUE SELECT u.c1, u.c2, u.c3, u.c4::text[], u.c5 FROM unnest(?::bigint[], ?::integer[], ?::character varying[], ?::text[], ?::"bit"[]) AS u(c1, c2, c3, c4, c5) ON CONFLICT ("order", "line") DO UPDATE SET "what?" = EXCLUDED."what?", "tags" = EXCLUDED."tags", "flags" = EXCLUDED."flags";
--   {1,1}
--   {1,2}
--   {"a \"b\"",NULL}
--   {"{\"x\",\"y,z\"}",NULL}
--   {"101",NULL}
-- delete
DELETE FROM "shop"."order ""line""" AS t USING unnest(?::bigint[], ?::integer[]) AS u(c1, c2) WHERE t."order" = u.c1 AND t."line" = u.c2;
--   {1,1}
--   {1,2}
-- append to a keyless table
INSERT INTO "shop"."order ""line""" ("order", "line", "what?", "tags", "flags") OVERRIDING SYSTEM VALUE SELECT u.c1, u.c2, u.c3, u.c4::text[], u.c5 FROM unnest(?::bigint[], ?::integer[], ?::character varying[], ?::text[], ?::"bit"[]) AS u(c1, c2, c3, c4, c5);
--   {1}
--   {1}
--   {"a"}
--   {"{}"}
--   {"101"}
-- delete from a keyless table
DELETE FROM "shop"."order ""line""" WHERE (tableoid, ctid) = (SELECT t.tableoid, t.ctid FROM "shop"."order ""line""" AS t, unnest(?::bigint[], ?::integer[], ?::character varying[], ?::text[], ?::"bit"[]) AS u(c1, c2, c3, c4, c5) WHERE t."order" = u.c1::bigint AND t."line" = u.c2::integer AND t."what?" = u.c3::character varying(30) AND t."tags" = u.c4::text[] AND t."flags" IS NULL LIMIT 1);
--   {1}
--   {1}
--   {"a"}
--   {"{}"}
--   {NULL}
