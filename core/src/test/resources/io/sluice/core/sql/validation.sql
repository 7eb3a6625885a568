ALTER TABLE "shop"."order lines" VALIDATE CONSTRAINT "lines_orders";
