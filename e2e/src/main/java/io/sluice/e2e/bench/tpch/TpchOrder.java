package io.sluice.e2e.bench.tpch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An order and its items, which are in two tables and depend on each other. */
record TpchOrder(
        long key, long customer, LocalDate date, String priority, long clerk, String comment, List<Item> items) {

    /** After it, nothing has been delivered yet. */
    private static final LocalDate CURRENT_DATE = LocalDate.of(1995, 6, 17);

    private static final LocalDate FIRST_DATE = LocalDate.of(1992, 1, 1);

    /** From the first date to the last on which something can be ordered. */
    private static final int DAYS = 2406;

    private static final int ITEMS_MAX = 7;
    private static final int CLERKS_AT_FACTOR_ONE = 1000;

    TpchOrder {
        items = List.copyOf(items);
    }

    /**
     * One item.
     *
     * @param discount in percent
     * @param tax in percent
     */
    record Item(
            long part,
            long supplier,
            int quantity,
            int discount,
            int tax,
            LocalDate shipped,
            LocalDate committed,
            LocalDate received,
            boolean returned,
            String instruction,
            String mode,
            String comment) {

        static Item of(TpchScale scale, LocalDate ordered, SplittableRandom random) {
            long part = random.nextLong(1, scale.parts() + 1);
            LocalDate shipped = ordered.plusDays(random.nextInt(1, 122));
            return new Item(
                    part,
                    TpchOrder.supplier(scale, part, random.nextInt(4)),
                    random.nextInt(1, 51),
                    random.nextInt(11),
                    random.nextInt(9),
                    shipped,
                    ordered.plusDays(random.nextInt(30, 91)),
                    shipped.plusDays(random.nextInt(1, 31)),
                    random.nextBoolean(),
                    TpchWords.any(TpchWords.INSTRUCTIONS, random),
                    TpchWords.any(TpchWords.MODES, random),
                    TpchWords.text(random, 10, 43));
        }

        long priceCents() {
            return quantity * TpchOrder.retailPriceCents(part);
        }

        private long chargeCents() {
            return priceCents() * (100 - discount) * (100 + tax) / 10_000;
        }

        boolean isOpen() {
            return shipped.isAfter(CURRENT_DATE);
        }

        String returnFlag() {
            if (received.isAfter(CURRENT_DATE)) {
                return "N";
            }
            return returned ? "R" : "A";
        }
    }

    /** @param number from 1 on */
    static TpchOrder of(TpchScale scale, long number) {
        SplittableRandom random = new SplittableRandom(number);
        LocalDate date = FIRST_DATE.plusDays(random.nextInt(DAYS));
        List<Item> items = new ArrayList<>();
        for (int last = random.nextInt(1, ITEMS_MAX + 1); items.size() < last; ) {
            items.add(Item.of(scale, date, random));
        }
        return new TpchOrder(
                sparse(number - 1),
                customer(scale, random),
                date,
                TpchWords.any(TpchWords.PRIORITIES, random),
                random.nextLong(1, 1 + Math.max(1, Math.round(CLERKS_AT_FACTOR_ONE * scale.factor()))),
                TpchWords.text(random, 19, 78),
                items);
    }

    /** Of each 32 keys the first eight are used. */
    private static long sparse(long index) {
        return (index / 8) * 32 + index % 8 + 1;
    }

    /** A third of the customers has no orders. */
    private static long customer(TpchScale scale, SplittableRandom random) {
        long key = random.nextLong(1, scale.customers() + 1);
        return key % 3 == 0 ? key - 1 : key;
    }

    /** @param which of the four suppliers of a part, from 0 */
    static long supplier(TpchScale scale, long part, int which) {
        long suppliers = scale.suppliers();
        return (part + which * (suppliers / 4 + (part - 1) / suppliers)) % suppliers + 1;
    }

    static long retailPriceCents(long part) {
        return 90_000 + part / 10 % 20_001 + 100 * (part % 1_000);
    }

    long totalCents() {
        return items.stream().mapToLong(Item::chargeCents).sum();
    }

    String status() {
        long open = items.stream().filter(Item::isOpen).count();
        if (open == 0) {
            return "F";
        }
        return open == items.size() ? "O" : "P";
    }
}
