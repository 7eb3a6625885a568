package io.sluice.demo.shop;

import static io.sluice.demo.shop.AwkwardValues.early;
import static io.sluice.demo.shop.AwkwardValues.earlyNotNull;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Generates the rows of the shop, table by table; every table has its own dice, so that its size can change alone. */
final class ShopRows {
    private static final int CATEGORIES = 60;
    private static final int PRODUCTS = 2_000;
    private static final int CUSTOMERS = 6_000;
    private static final int ADDRESSES = 8_000;
    private static final int FIRST_ORDER = 100_000;
    private static final int ORDERS = 10_000;
    private static final int DELIVERIES = 7_000;
    private static final int SETTINGS = 200;
    private static final int LOG_ENTRIES = 6_000;

    private final Connection connection;
    private final long seed;
    private int rows;

    ShopRows(Connection connection, long seed) {
        this.connection = connection;
        this.seed = seed;
    }

    /** Fills every table, parents first. Returns the number of rows. */
    int insert() throws SQLException {
        categories(dice("categories"));
        products(dice("products"));
        productCategories(dice("product_categories"));
        customers(dice("customers"));
        addresses(dice("addresses"));
        orders(dice("orders"));
        orderLines(dice("order_lines"));
        payments(dice("payments"));
        inventory(dice("inventory"));
        deliveries(dice("deliveries"));
        reviews(dice("reviews"));
        settings(dice("settings"));
        auditLog(dice("audit_log"));
        return rows;
    }

    private Dice dice(String table) {
        return new Dice(seed * 31 + table.hashCode());
    }

    private interface Fill {
        void into(BulkInsert insert) throws SQLException;
    }

    private void table(String name, List<String> columns, Fill fill) throws SQLException {
        try (var insert = new BulkInsert(connection, name, columns.toArray(String[]::new))) {
            fill.into(insert);
            rows += insert.rows();
        }
    }

    private void categories(Dice dice) throws SQLException {
        table("categories", List.of("id", "parent_id", "name", "slug", "position", "visible"), insert -> {
            for (int i = 0; i < CATEGORIES; i++) {
                // The first five are at the top; a parent always comes before its children.
                Integer parent = i < 5 ? null : dice.between(1, Math.min(i, 20));
                insert.add(
                        i + 1,
                        parent,
                        dice.words(2),
                        "category-" + i,
                        earlyNotNull(i, AwkwardValues.SMALLINTS, i),
                        dice.chance(90));
            }
        });
    }

    private void products(Dice dice) throws SQLException {
        List<String> columns = List.of(
                "id",
                "sku",
                "name",
                "description",
                "`condition`",
                "labels",
                "price",
                "vatRate",
                "weight_kg",
                "rating",
                "attributes",
                "barcode",
                "thumbnail",
                "manual",
                "flags",
                "introduced",
                "is_active",
                "created_at");
        table("products", columns, insert -> {
            for (int i = 0; i < PRODUCTS; i++) {
                insert.add(
                        i + 1,
                        "SKU-%06d".formatted(i),
                        earlyNotNull(i, AwkwardValues.TEXTS, dice.words(3)),
                        early(i, AwkwardValues.TEXTS, dice.words(dice.between(5, 60))),
                        dice.of("new", "like new", "used", "it's complicated"),
                        dice.subset("sale", "organic", "fragile", "gift"),
                        earlyNotNull(i, AwkwardValues.PRICES, dice.money(900)),
                        dice.chance(10) ? null : new BigDecimal(dice.of("0.0000", "0.0700", "0.1900")),
                        early(i, AwkwardValues.DOUBLES, dice.between(1, 90_000) / 1000.0),
                        early(i, AwkwardValues.SHORT_FLOATS, dice.between(2, 10) / 2.0),
                        early(i, AwkwardValues.JSON, attributes(dice)),
                        early(i, AwkwardValues.BINARIES_16, dice.bytes(16)),
                        early(i, AwkwardValues.BINARIES, dice.bytes(dice.between(20, 200))),
                        i == 7 ? dice.bytes(200_000) : null,
                        dice.between(0, 4095),
                        early(i, AwkwardValues.YEARS, dice.between(1990, 2025)),
                        dice.chance(95),
                        earlyNotNull(i, AwkwardValues.TIMESTAMPS, dice.moment()));
            }
        });
    }

    /** A JSON object such as products have. */
    static String attributes(Dice dice) {
        return "{\"color\": \"%s\", \"size\": {\"width\": %d, \"height\": %d}, \"tags\": [\"%s\", \"%s\"]}"
                .formatted(dice.words(1), dice.between(1, 90), dice.between(1, 90), dice.words(1), dice.words(2));
    }

    private void productCategories(Dice dice) throws SQLException {
        table("product_categories", List.of("product_id", "category_id"), insert -> {
            for (int product = 1; product <= PRODUCTS; product++) {
                int first = dice.between(1, CATEGORIES / 2);
                insert.add(product, first);
                if (dice.chance(60)) {
                    insert.add(product, first + CATEGORIES / 2);
                }
            }
        });
    }

    private void customers(Dice dice) throws SQLException {
        List<String> columns = List.of(
                "id",
                "email",
                "name",
                "birthday",
                "newsletter",
                "temper",
                "points",
                "balance_cents",
                "interests",
                "preferences",
                "notes",
                "valid_until",
                "created_at",
                "updated_at");
        table("customers", columns, insert -> {
            for (int i = 0; i < CUSTOMERS; i++) {
                insert.add(
                        i + 1,
                        "customer%d@example.com".formatted(i),
                        earlyNotNull(i, AwkwardValues.TEXTS, dice.words(2)),
                        early(i, AwkwardValues.DATES, dice.day().minusYears(dice.between(18, 90))),
                        dice.chance(40),
                        earlyNotNull(i, AwkwardValues.TINYINTS, dice.between(-5, 5)),
                        earlyNotNull(i, AwkwardValues.INTS, dice.between(0, 5_000)),
                        earlyNotNull(i, AwkwardValues.BIGINTS, dice.between(-10_000L, 100_000L)),
                        dice.chance(10) ? null : dice.subset("books", "music", "garden", "tools", "toys"),
                        early(i, AwkwardValues.JSON, "{\"language\": \"%s\"}".formatted(dice.of("de", "cs", "fr"))),
                        early(i, AwkwardValues.TEXTS, dice.chance(20) ? dice.words(80) : null),
                        earlyNotNull(i, AwkwardValues.DATETIMES, "9999-12-31 00:00:00"),
                        dice.moment(),
                        early(i, AwkwardValues.TIMESTAMPS, dice.chance(50) ? dice.moment() : null));
            }
        });
    }

    private void addresses(Dice dice) throws SQLException {
        List<String> columns =
                List.of("id", "customer_id", "kind", "street", "city", "country", "latitude", "longitude");
        table("addresses", columns, insert -> {
            for (int i = 0; i < ADDRESSES; i++) {
                boolean placed = dice.chance(80);
                insert.add(
                        i + 1,
                        i % CUSTOMERS + 1,
                        dice.of("billing", "delivery"),
                        earlyNotNull(i, AwkwardValues.TEXTS, dice.words(1) + " " + dice.between(1, 200)),
                        dice.words(1),
                        dice.of("DE", "CZ", "FR", "AT", ""),
                        placed ? BigDecimal.valueOf(dice.between(-90_000_000, 90_000_000), 6) : null,
                        placed ? BigDecimal.valueOf(dice.between(-180_000_000, 180_000_000), 6) : null);
            }
        });
    }

    private void orders(Dice dice) throws SQLException {
        List<String> columns = List.of(
                "id", "customer_id", "address_id", "status", "currency", "total", "external_id", "note", "placed_at");
        table("orders", columns, insert -> {
            for (int i = 0; i < ORDERS; i++) {
                int customer = dice.between(1, CUSTOMERS);
                insert.add(
                        FIRST_ORDER + i,
                        customer,
                        dice.chance(90) ? customer : null, // the first address of a customer has the customer's number
                        dice.of("new", "paid", "shipped", "cancelled"),
                        dice.of("EUR", "CZK", "USD"),
                        dice.money(5_000),
                        earlyNotNull(i, AwkwardValues.BINARIES_16, dice.bytes(16)),
                        early(i, AwkwardValues.TEXTS, dice.chance(15) ? dice.words(6) : null),
                        earlyNotNull(i, AwkwardValues.DATETIMES_6, dice.moment()));
            }
        });
    }

    private void orderLines(Dice dice) throws SQLException {
        List<String> columns = List.of("order_id", "line", "product_id", "quantity", "unit_price", "discount");
        table("order_lines", columns, insert -> {
            for (int i = 0; i < ORDERS; i++) {
                int lines = dice.between(1, 4);
                for (int line = 1; line <= lines; line++) {
                    insert.add(
                            FIRST_ORDER + i,
                            i == 0 && line == 1 ? 65_535 : line,
                            dice.between(1, PRODUCTS),
                            i == 1 ? 4_294_967_295L : dice.between(1, 5),
                            dice.money(900),
                            BigDecimal.valueOf(dice.between(0, 3) * 500L, 4));
                }
            }
        });
    }

    private void payments(Dice dice) throws SQLException {
        List<String> columns = List.of("order_id", "method", "amount", "authorized_at", "response", "receipt");
        table("payments", columns, insert -> {
            for (int i = 0; i < ORDERS; i++) {
                if (dice.chance(85)) {
                    insert.add(
                            FIRST_ORDER + i,
                            dice.of("card", "transfer", "cash", "voucher"),
                            dice.money(5_000),
                            dice.chance(90) ? dice.moment() : null,
                            early(i, AwkwardValues.JSON, "{\"ok\": true, \"code\": %d}".formatted(dice.between(0, 99))),
                            early(i, AwkwardValues.BINARIES, dice.chance(20) ? dice.bytes(60) : null));
                }
            }
        });
    }

    private void inventory(Dice dice) throws SQLException {
        List<String> columns =
                List.of("product_id", "on_hand", "movements", "reorder_level", "shelf", "counted_on", "opens");
        table("inventory", columns, insert -> {
            for (int i = 0; i < PRODUCTS; i++) {
                insert.add(
                        i + 1,
                        dice.between(100, 100_000),
                        earlyNotNull(i, AwkwardValues.UNSIGNED_BIGINTS, dice.between(0, 1_000)),
                        earlyNotNull(i, AwkwardValues.MEDIUMINTS, dice.between(0, 50)),
                        earlyNotNull(i, AwkwardValues.BINARIES, dice.bytes(dice.between(1, 16))),
                        early(i, AwkwardValues.DATES, dice.day()),
                        "%02d:30:00".formatted(dice.between(0, 23)));
            }
        });
    }

    private void deliveries(Dice dice) throws SQLException {
        List<String> columns = List.of("order_id", "carrier", "duration_us", "delay", "delivered_at");
        table("deliveries", columns, insert -> {
            for (int i = 0; i < DELIVERIES; i++) {
                insert.add(
                        FIRST_ORDER + dice.between(0, ORDERS - 1),
                        dice.of("Stork & Sons", "Post", "Bike 🚲"),
                        dice.chance(5) ? null : durationMicros(i, dice),
                        early(i, AwkwardValues.TIMES_3, delay(dice)),
                        dice.chance(90) ? dice.moment() : null);
            }
        });
    }

    private static long durationMicros(int row, Dice dice) {
        return row < 4 ? List.of(0L, 1L, -1L, 86_400_000_000L).get(row) : dice.between(1L, 400_000_000_000L);
    }

    /** A TIME(3), in one of four cases negative. */
    static String delay(Dice dice) {
        return "%s%02d:%02d:%02d.%03d"
                .formatted(
                        dice.chance(25) ? "-" : "",
                        dice.between(0, 60),
                        dice.between(0, 59),
                        dice.between(0, 59),
                        dice.between(0, 999));
    }

    private void reviews(Dice dice) throws SQLException {
        List<String> columns = List.of("product_id", "customer_id", "stars", "body", "written_on");
        table("reviews", columns, insert -> {
            for (int product = 1; product <= PRODUCTS; product++) {
                int reviews = dice.between(0, 4);
                for (int i = 0; i < reviews; i++) {
                    insert.add(
                            product,
                            dice.between(i * 1_000 + 1, i * 1_000 + 1_000), // no customer twice
                            product == 1 ? 255 : dice.between(1, 5),
                            earlyNotNull(product - 1, AwkwardValues.TEXTS, dice.words(dice.between(3, 40)) + " 👍"),
                            dice.day());
                }
            }
        });
    }

    private void settings(Dice dice) throws SQLException {
        table("settings", List.of("`key`", "value", "changed_at"), insert -> {
            for (int i = 0; i < SETTINGS; i++) {
                Object suffix = earlyNotNull(i, AwkwardValues.TEXTS, Integer.toString(i));
                insert.add(
                        "shop." + i + "." + suffix,
                        early(i, AwkwardValues.TEXTS, dice.words(2)),
                        dice.day() + " 12:00:00");
            }
        });
    }

    private void auditLog(Dice dice) throws SQLException {
        table("audit_log", List.of("at", "actor", "action", "detail"), insert -> {
            for (int i = 0; i < LOG_ENTRIES; i++) {
                Object[] entry = {
                    dice.moment(),
                    early(i, AwkwardValues.TEXTS, dice.words(1)),
                    dice.of("login", "logout", "price", "stock"),
                    early(i, AwkwardValues.JSON, "{\"n\": %d}".formatted(i))
                };
                insert.add(entry);
                if (i % 100 == 0) {
                    insert.add(entry); // a table without a key may have equal rows
                }
            }
        });
    }
}
