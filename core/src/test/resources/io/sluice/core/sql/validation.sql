ALTER TABLE "shop"."orders" VALIDATE CONSTRAINT "positive";
ALTER TABLE "shop"."order lines" VALIDATE CONSTRAINT "lines_orders";
