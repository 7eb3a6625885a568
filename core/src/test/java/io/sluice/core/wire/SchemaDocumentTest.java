package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.type.PgType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaDocumentTest {

    private static final SourcePosition POSITION = new SourcePosition(Optional.empty(), "binlog.000001", 157, 0);

    private static TableDefinition table(String column) {
        return TableDefinition.of(
                new TableId("shop", "item"),
                List.of(ColumnDefinition.plain(
                        new TargetColumn(column, new PgType.Scalar(PgType.Base.INTEGER, List.of()), false))),
                new TableDefinition.Key.Primary("item_pkey", List.of(column)));
    }

    @Test
    void itHasTheTableAndTheStatementsThatMakeIt() {
        assertThat(new String(SchemaDocument.key(new TableId("shop", "item")), StandardCharsets.UTF_8))
                .isEqualTo("shop.item");
        assertThat(new String(SchemaDocument.value(table("id"), Optional.of(POSITION)), StandardCharsets.UTF_8))
                .startsWith(
                        "{\"schema\":\"shop\",\"table\":\"item\",\"position\":\"binlog.000001:157:0\",\"comment\":\"\","
                                + "\"columns\":[{\"name\":\"id\",\"type\":\"integer\",\"nullable\":false,\"comment\":\"\"}],"
                                + "\"key\":[\"id\"],\"statements\":[\"CREATE SCHEMA IF NOT EXISTS")
                .contains("CREATE TABLE ");
    }

    @Test
    void thePositionMakesNoOtherTable() {
        byte[] made = SchemaDocument.value(table("id"), Optional.of(POSITION));
        assertThat(SchemaDocument.isSame(made, SchemaDocument.value(table("id"), Optional.empty())))
                .isTrue();
        assertThat(SchemaDocument.isSame(made, SchemaDocument.value(table("key"), Optional.of(POSITION))))
                .isFalse();
        assertThat(SchemaDocument.isSame(null, made)).isFalse();
    }
}
