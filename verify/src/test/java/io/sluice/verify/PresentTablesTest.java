package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.name.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tables of a real PostgreSQL count. */
class PresentTablesTest {

    @Test
    void findsTablesThatOnlyPostgresHas() throws Exception {
        TwoServers servers = new TwoServers();
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY");
        servers.target(
                "CREATE TABLE shop.notes (id int)",
                "CREATE TABLE shop.\"Old Orders\" (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE shop.old_orders_1 PARTITION OF shop.\"Old Orders\" DEFAULT",
                "CREATE VIEW shop.orders_view AS SELECT * FROM shop.orders",
                "CREATE TABLE shop.of_an_extension (id int)",
                "ALTER EXTENSION plpgsql ADD TABLE shop.of_an_extension",
                "CREATE SCHEMA elsewhere",
                "CREATE TABLE elsewhere.mine (id int)");

        List<TableId> only = ComparedTables.of(List.of(pair), servers.present()).onlyInTarget();

        assertThat(only).containsExactly(new TableId("shop", "Old Orders"), new TableId("shop", "notes"));
    }
}
