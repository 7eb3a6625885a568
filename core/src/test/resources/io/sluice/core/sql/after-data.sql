CREATE INDEX "orders_status" ON "shop"."orders" ("status", "placed" DESC);
CREATE UNIQUE INDEX "orders_Total" ON "shop"."orders" ("Total");
CREATE INDEX "order lines_no" ON "shop"."order lines" ("no");
ALTER TABLE "shop"."order lines" ADD CONSTRAINT "lines_orders" FOREIGN KEY ("order") REFERENCES "shop"."orders" ("id") ON UPDATE NO ACTION ON DELETE SET NULL NOT VALID;
