package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class SchemaChangeEncoderTest {

    private static final SourcePosition POSITION = new SourcePosition(Optional.of("u:1"), "binlog.000001", 157, 0);

    @Test
    void anyAvroReaderReadsIt() throws IOException {
        Schema schema = SchemaChangeEncoder.schema(new TableId("shop", "item"));
        TargetChange change = new TargetChange(
                "ALTER TABLE item x",
                List.of("a"),
                List.of("b", "c"),
                List.of("d"),
                SchemaOutcome.reload("another key"),
                TargetChange.Extent.REWRITE,
                Optional.of("policy"));
        byte[] bytes = SchemaChangeEncoder.value(7, change);
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, null));
        assertThat(read.toString())
                .isEqualTo(
                        "{\"statement\": \"ALTER TABLE item x\", \"ahead\": [\"a\"], \"statements\": [\"b\", \"c\"],"
                                + " \"anew\": [\"d\"],"
                                + " \"outcome\": \"RELOAD\", \"reason\": \"another key\", \"extent\": \"REWRITE\", \"held\": \"policy\"}");
        assertThat(WireFormat.schemaId(bytes)).isEqualTo(7);
        assertThat(schema.getProp(SchemaProperties.TABLE)).isEqualTo("item");
    }

    @Test
    void itsKeyIsNoRowsKey() {
        String key = new String(SchemaChangeEncoder.key(POSITION), StandardCharsets.UTF_8);
        assertThat(key).endsWith(":\"binlog.000001:157:0@u:1\"}");
        assertThat(key.substring(2, key.indexOf('"', 2))).hasSizeGreaterThan(63);
    }

    @Test
    void statesFollowOneAnother() {
        assertThat(SchemaChangeState.STOPPED.next())
                .contains(SchemaChangeState.SKIPPED, SchemaChangeState.after(SchemaOutcome.Kind.RELOAD));
        assertThat(SchemaChangeState.RELOAD_WANTED.next()).containsExactly(SchemaChangeState.RELOADED);
        assertThat(SchemaChangeState.APPLIED.next()).isEmpty();
    }
}
