package io.sluice.e2e.bench.tpch;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A table of TPC-H: its columns, and rows with the sizes, ranges and dependencies that the specification asks for. The rows
 * are the same at each call, but are not those of the specification's own program, so that results of queries differ.
 */
public enum TpchTable {
    REGION("r_regionkey INT NOT NULL PRIMARY KEY, r_name CHAR(25) NOT NULL, r_comment VARCHAR(152) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return TpchWords.REGIONS.size();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            int key = (int) unit - 1;
            out.line(key, TpchWords.REGIONS.get(key), TpchWords.text(random, 31, 115));
        }
    },
    NATION("n_nationkey INT NOT NULL PRIMARY KEY, n_name CHAR(25) NOT NULL, n_regionkey INT NOT NULL,"
            + " n_comment VARCHAR(152) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return TpchWords.NATIONS.size();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            int key = (int) unit - 1;
            String[] nation = TpchWords.NATIONS.get(key).split("/", 2);
            out.line(key, nation[0], nation[1], TpchWords.text(random, 31, 114));
        }
    },
    SUPPLIER("s_suppkey INT NOT NULL PRIMARY KEY, s_name CHAR(25) NOT NULL, s_address VARCHAR(40) NOT NULL,"
            + " s_nationkey INT NOT NULL, s_phone CHAR(15) NOT NULL, s_acctbal DECIMAL(15,2) NOT NULL,"
            + " s_comment VARCHAR(101) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return scale.suppliers();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            int nation = random.nextInt(25);
            out.line(
                    unit,
                    numbered("Supplier", unit),
                    TpchWords.text(random, 10, 40),
                    nation,
                    phone(nation, random),
                    TpchLines.cents(balance(random)),
                    TpchWords.text(random, 25, 100));
        }
    },
    PART("p_partkey INT NOT NULL PRIMARY KEY, p_name VARCHAR(55) NOT NULL, p_mfgr CHAR(25) NOT NULL,"
            + " p_brand CHAR(10) NOT NULL, p_type VARCHAR(25) NOT NULL, p_size INT NOT NULL,"
            + " p_container CHAR(10) NOT NULL, p_retailprice DECIMAL(15,2) NOT NULL, p_comment VARCHAR(23) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return scale.parts();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            int manufacturer = random.nextInt(1, 6);
            out.line(
                    unit,
                    colors(random),
                    "Manufacturer#" + manufacturer,
                    "Brand#" + manufacturer + random.nextInt(1, 6),
                    TpchWords.any(TpchWords.TYPE_SIZES, random) + " " + TpchWords.any(TpchWords.TYPE_FINISHES, random)
                            + " " + TpchWords.any(TpchWords.TYPE_METALS, random),
                    random.nextInt(1, 51),
                    TpchWords.any(TpchWords.CONTAINER_SIZES, random) + " "
                            + TpchWords.any(TpchWords.CONTAINER_KINDS, random),
                    TpchLines.cents(TpchOrder.retailPriceCents(unit)),
                    TpchWords.text(random, 5, 22));
        }
    },
    PARTSUPP("ps_partkey INT NOT NULL, ps_suppkey INT NOT NULL, ps_availqty INT NOT NULL,"
            + " ps_supplycost DECIMAL(15,2) NOT NULL, ps_comment VARCHAR(199) NOT NULL,"
            + " PRIMARY KEY (ps_partkey, ps_suppkey)") {
        @Override
        public long units(TpchScale scale) {
            return scale.parts();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            for (int which = 0; which < 4; which++) {
                out.line(
                        unit,
                        TpchOrder.supplier(scale, unit, which),
                        random.nextInt(1, 10_000),
                        TpchLines.cents(random.nextLong(100, 100_001)),
                        TpchWords.text(random, 49, 198));
            }
        }
    },
    CUSTOMER("c_custkey INT NOT NULL PRIMARY KEY, c_name VARCHAR(25) NOT NULL, c_address VARCHAR(40) NOT NULL,"
            + " c_nationkey INT NOT NULL, c_phone CHAR(15) NOT NULL, c_acctbal DECIMAL(15,2) NOT NULL,"
            + " c_mktsegment CHAR(10) NOT NULL, c_comment VARCHAR(117) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return scale.customers();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            int nation = random.nextInt(25);
            out.line(
                    unit,
                    numbered("Customer", unit),
                    TpchWords.text(random, 10, 40),
                    nation,
                    phone(nation, random),
                    TpchLines.cents(balance(random)),
                    TpchWords.any(TpchWords.SEGMENTS, random),
                    TpchWords.text(random, 29, 116));
        }
    },
    ORDERS("o_orderkey INT NOT NULL PRIMARY KEY, o_custkey INT NOT NULL, o_orderstatus CHAR(1) NOT NULL,"
            + " o_totalprice DECIMAL(15,2) NOT NULL, o_orderdate DATE NOT NULL, o_orderpriority CHAR(15) NOT NULL,"
            + " o_clerk CHAR(15) NOT NULL, o_shippriority INT NOT NULL, o_comment VARCHAR(79) NOT NULL") {
        @Override
        public long units(TpchScale scale) {
            return scale.orders();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            TpchOrder order = TpchOrder.of(scale, unit);
            out.line(
                    order.key(),
                    order.customer(),
                    order.status(),
                    TpchLines.cents(order.totalCents()),
                    order.date(),
                    order.priority(),
                    numbered("Clerk", order.clerk()),
                    0,
                    order.comment());
        }
    },
    LINEITEM("l_orderkey INT NOT NULL, l_partkey INT NOT NULL, l_suppkey INT NOT NULL, l_linenumber INT NOT NULL,"
            + " l_quantity DECIMAL(15,2) NOT NULL, l_extendedprice DECIMAL(15,2) NOT NULL,"
            + " l_discount DECIMAL(15,2) NOT NULL, l_tax DECIMAL(15,2) NOT NULL, l_returnflag CHAR(1) NOT NULL,"
            + " l_linestatus CHAR(1) NOT NULL, l_shipdate DATE NOT NULL, l_commitdate DATE NOT NULL,"
            + " l_receiptdate DATE NOT NULL, l_shipinstruct CHAR(25) NOT NULL, l_shipmode CHAR(10) NOT NULL,"
            + " l_comment VARCHAR(44) NOT NULL, PRIMARY KEY (l_orderkey, l_linenumber)") {
        @Override
        public long units(TpchScale scale) {
            return scale.orders();
        }

        @Override
        void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out) {
            TpchOrder order = TpchOrder.of(scale, unit);
            int number = 0;
            for (TpchOrder.Item item : order.items()) {
                number++;
                out.line(
                        order.key(),
                        item.part(),
                        item.supplier(),
                        number,
                        item.quantity(),
                        TpchLines.cents(item.priceCents()),
                        TpchLines.cents(item.discount()),
                        TpchLines.cents(item.tax()),
                        item.returnFlag(),
                        item.isOpen() ? "O" : "F",
                        item.shipped(),
                        item.committed(),
                        item.received(),
                        item.instruction(),
                        item.mode(),
                        item.comment());
            }
        }
    };

    private final String columns;

    TpchTable(String columns) {
        this.columns = columns;
    }

    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The statement that creates it, in MySQL or MariaDB. */
    public String ddl() {
        return "CREATE TABLE " + tableName() + " (" + columns + ")";
    }

    /** In how many steps its rows are made: rows that belong together are made at once. */
    public abstract long units(TpchScale scale);

    /**
     * Appends the rows of a unit as lines for LOAD DATA.
     *
     * @param unit from 1 to {@link #units}
     */
    public void write(TpchScale scale, long unit, StringBuilder text) {
        write(scale, unit, new SplittableRandom(((long) tableName().hashCode() << 32) + unit), new TpchLines(text));
    }

    abstract void write(TpchScale scale, long unit, SplittableRandom random, TpchLines out);

    private static String numbered(String name, long number) {
        String digits = Long.toString(number);
        return name + "#" + "0".repeat(Math.max(0, 9 - digits.length())) + digits;
    }

    private static String phone(int nation, SplittableRandom random) {
        return (nation + 10) + "-" + random.nextInt(100, 1000) + "-" + random.nextInt(100, 1000) + "-"
                + random.nextInt(1000, 10_000);
    }

    private static long balance(SplittableRandom random) {
        return random.nextLong(-99_999, 1_000_000);
    }

    private static String colors(SplittableRandom random) {
        StringBuilder name = new StringBuilder(TpchWords.any(TpchWords.COLORS, random));
        for (int i = 1; i < 5; i++) {
            name.append(' ').append(TpchWords.any(TpchWords.COLORS, random));
        }
        return name.toString();
    }
}
