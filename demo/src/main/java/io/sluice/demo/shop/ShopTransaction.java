package io.sluice.demo.shop;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of transactions in a shop. */
enum ShopTransaction {
    PLACE_ORDER(30) {
        @Override
        void run(ShopSession shop) throws SQLException {
            Dice dice = shop.dice();
            long customer = shop.some("customers");
            long order = shop.insert(
                    "INSERT INTO orders (customer_id, currency, external_id, note) "
                            + "VALUES (?, ?, UUID_TO_BIN(UUID()), ?)",
                    customer,
                    dice.of("EUR", "CZK", "USD"),
                    dice.chance(20) ? dice.of(AwkwardValues.TEXTS) : null);
            BigDecimal total = BigDecimal.ZERO;
            // In the order of the products, so that two orders cannot deadlock.
            var quantities = new TreeMap<Long, Integer>();
            for (int line = dice.between(1, 4); line > 0; line--) {
                quantities.put(shop.some("products"), dice.between(1, 5));
            }
            int line = 1;
            for (var item : quantities.entrySet()) {
                BigDecimal price = dice.money(900);
                total = total.add(price.multiply(BigDecimal.valueOf(item.getValue())));
                shop.change(
                        "INSERT INTO order_lines (order_id, line, product_id, quantity, unit_price) "
                                + "VALUES (?, ?, ?, ?, ?)",
                        order,
                        line++,
                        item.getKey(),
                        item.getValue(),
                        price);
                takeFromStock(shop, item.getKey(), item.getValue());
            }
            shop.change("UPDATE orders SET total = ?, status = 'paid' WHERE id = ?", total, order);
            shop.change(
                    "INSERT INTO payments (order_id, method, amount, authorized_at, response) "
                            + "VALUES (?, ?, ?, NOW(3), ?)",
                    order,
                    dice.of("card", "transfer", "cash", "voucher"),
                    total,
                    "{\"ok\": true, \"code\": " + dice.between(0, 99) + "}");
        }
    },
    SHIP_ORDER(15) {
        @Override
        void run(ShopSession shop) throws SQLException {
            long order = shop.some("orders");
            shop.change("UPDATE orders SET status = 'shipped' WHERE id = ?", order);
            shop.change(
                    "INSERT INTO deliveries (order_id, carrier, duration_us, delay, delivered_at) "
                            + "VALUES (?, 'Stork & Sons', ?, ?, NOW(3))",
                    order,
                    shop.dice().between(1L, 400_000_000_000L),
                    ShopRows.delay(shop.dice()));
        }
    },
    CANCEL_ORDER(8) {
        @Override
        void run(ShopSession shop) throws SQLException {
            long order = shop.some("orders");
            shop.change("UPDATE orders SET status = 'cancelled', note = NULL WHERE id = ?", order);
            shop.change("DELETE FROM payments WHERE order_id = ?", order);
            log(shop, "cancel");
        }
    },
    DELETE_ORDER(4) {
        @Override
        void run(ShopSession shop) throws SQLException {
            long order = shop.some("orders");
            for (String table : new String[] {"payments", "deliveries", "order_lines"}) {
                shop.change("DELETE FROM " + table + " WHERE order_id = ?", order);
            }
            shop.change("DELETE FROM orders WHERE id = ?", order);
        }
    },
    SIGN_UP(6) {
        @Override
        void run(ShopSession shop) throws SQLException {
            Dice dice = shop.dice();
            long customer = shop.insert(
                    "INSERT INTO customers (email, name, interests, preferences) VALUES (UUID(), ?, ?, ?)",
                    dice.of(AwkwardValues.TEXTS),
                    dice.subset("books", "music", "garden", "tools", "toys"),
                    dice.of(AwkwardValues.JSON));
            shop.change("UPDATE customers SET email = CONCAT('c', id, '@example.com') WHERE id = ?", customer);
            shop.change(
                    "INSERT INTO addresses (customer_id, street, city) VALUES (?, ?, ?)",
                    customer,
                    dice.words(2),
                    dice.words(1));
        }
    },
    EDIT_CUSTOMER(10) {
        @Override
        void run(ShopSession shop) throws SQLException {
            Dice dice = shop.dice();
            shop.change(
                    "UPDATE customers SET name = ?, points = ?, interests = ?, preferences = ?, newsletter = ?, "
                            + "updated_at = NOW(6) WHERE id = ?",
                    dice.words(2),
                    dice.between(0, 5_000),
                    dice.subset("books", "music", "garden", "tools", "toys"),
                    "{\"language\": \"%s\", \"visits\": %d}".formatted(dice.of("de", "cs", "fr"), dice.between(1, 999)),
                    dice.chance(50),
                    shop.some("customers"));
        }
    },
    EDIT_PRODUCT(8) {
        @Override
        void run(ShopSession shop) throws SQLException {
            Dice dice = shop.dice();
            shop.change(
                    "UPDATE products SET `condition` = ?, labels = ?, price = ?, attributes = ?, flags = ?, "
                            + "thumbnail = ?, is_active = ? WHERE id = ?",
                    dice.of("new", "like new", "used", "it's complicated"),
                    dice.subset("sale", "organic", "fragile", "gift"),
                    dice.money(900),
                    ShopRows.attributes(dice),
                    dice.between(0, 4095),
                    dice.bytes(dice.between(0, 100)),
                    dice.chance(90),
                    shop.some("products"));
        }
    },
    MOVE_PRODUCT(3) {
        @Override
        void run(ShopSession shop) throws SQLException {
            long product = shop.some("products");
            shop.change("DELETE FROM product_categories WHERE product_id = ?", product);
            shop.change("INSERT INTO product_categories VALUES (?, ?)", product, shop.some("categories"));
        }
    },
    WRITE_REVIEW(5) {
        @Override
        void run(ShopSession shop) throws SQLException {
            shop.change(
                    "INSERT INTO reviews (product_id, customer_id, stars, body, written_on) "
                            + "VALUES (?, ?, ?, ?, CURRENT_DATE) ON DUPLICATE KEY UPDATE body = VALUES(body)",
                    shop.some("products"),
                    shop.some("customers"),
                    shop.dice().between(1, 5),
                    shop.dice().of(AwkwardValues.TEXTS));
        }
    },
    RENAME_SETTING(3) {
        @Override
        void run(ShopSession shop) throws SQLException {
            Optional<String> old = shop.find(
                    "SELECT `key` FROM settings WHERE `key` LIKE 'shop.%' AND `key` >= ? ORDER BY `key` LIMIT 1",
                    "shop." + shop.dice().between(0, 99));
            if (old.isPresent()) {
                shop.change(
                        "UPDATE settings SET `key` = CONCAT('shop.', UUID_SHORT()), changed_at = NOW() WHERE `key` = ?",
                        old.get());
            }
        }
    },
    WRITE_LOG(5) {
        @Override
        void run(ShopSession shop) throws SQLException {
            log(shop, "login");
            log(shop, "logout");
        }
    },
    CORRECT_LOG(2) {
        @Override
        void run(ShopSession shop) throws SQLException {
            shop.change(
                    "UPDATE audit_log SET actor = ?, detail = NULL WHERE at >= ? ORDER BY at LIMIT 1",
                    shop.dice().words(2),
                    shop.dice().moment());
        }
    },
    TRIM_LOG(1) {
        @Override
        void run(ShopSession shop) throws SQLException {
            shop.change(
                    "DELETE FROM audit_log WHERE at >= ? ORDER BY at LIMIT 1",
                    shop.dice().moment());
        }
    };

    private static final int ALL_WEIGHTS =
            Arrays.stream(values()).mapToInt(kind -> kind.weight).sum();

    private final int weight;

    /** @param weight how often this happens, relative to the others */
    ShopTransaction(int weight) {
        this.weight = weight;
    }

    /** Makes the changes; the caller commits. */
    abstract void run(ShopSession shop) throws SQLException;

    static ShopTransaction any(Dice dice) {
        int point = dice.between(1, ALL_WEIGHTS);
        for (ShopTransaction kind : values()) {
            point -= kind.weight;
            if (point <= 0) {
                return kind;
            }
        }
        throw new AssertionError("the weights add up to " + ALL_WEIGHTS);
    }

    private static void takeFromStock(ShopSession shop, long product, int quantity) throws SQLException {
        // A counter at the end of its range stays there.
        shop.change(
                "UPDATE inventory SET on_hand = on_hand - ?, "
                        + "movements = IF(movements < 18446744073709551615, movements + 1, movements) "
                        + "WHERE product_id = ?",
                quantity,
                product);
    }

    private static void log(ShopSession shop, String action) throws SQLException {
        shop.change(
                "INSERT INTO audit_log (at, actor, action, detail) VALUES (NOW(3), ?, ?, ?)",
                shop.dice().words(1),
                action,
                shop.dice().of(AwkwardValues.JSON));
    }
}
