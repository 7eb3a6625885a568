package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.SchemaRegistryException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.runtime.ConnectMetrics;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.ProcessingContext;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.Stage;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.junit.jupiter.api.Test;

class PatientRegistryTest {

    private static final Duration REFUSAL_MAX = Duration.ofMinutes(5);
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2};

    private final Queue<Kind> failures = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final SchemaRegistry registry = new SchemaRegistry() {
        @Override
        public int register(String subject, Schema schema) {
            return 7;
        }

        @Override
        public Schema schema(int id) {
            Kind failure = failures.poll();
            if (failure != null) {
                throw new SchemaRegistryException(failure, "the registry " + failure, null);
            }
            return Schema.create(Schema.Type.LONG);
        }
    };

    private final PatientRegistry patient = new PatientRegistry(registry, REFUSAL_MAX, () -> now, time -> {
        pauses.add(time);
        now = now.plus(time);
    });

    private Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private void fails(Kind kind, int times) {
        failures.addAll(Collections.nCopies(times, kind));
    }

    @Test
    void waitsWithoutLimitForARegistryThatIsAway() {
        fails(Kind.AWAY, 1_000);

        assertThat(patient.schema(7)).isEqualTo(Schema.create(Schema.Type.LONG));
        assertThat(pauses).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(waited()).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void waitsForATimeForARegistryThatRefuses() {
        fails(Kind.REFUSES, 5);
        assertThat(patient.schema(7)).isEqualTo(Schema.create(Schema.Type.LONG));

        pauses.clear();
        fails(Kind.REFUSES, 1_000);
        assertThatThrownBy(() -> patient.schema(7))
                .isInstanceOf(UnservedRegistryError.class)
                .hasMessageContaining("REFUSES");
        assertThat(waited()).isBetween(REFUSAL_MAX, REFUSAL_MAX.plusSeconds(30));
    }

    @Test
    void doesNotWaitForASchemaThatIsNot() {
        fails(Kind.NO_SUCH_SCHEMA, 1);

        assertThatThrownBy(() -> patient.schema(7)).isInstanceOf(SchemaRegistryException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRecordThatNamesNoSchemaIsABadRecord() {
        fails(Kind.NO_SUCH_SCHEMA, 1);

        assertThatThrownBy(() -> converter().toConnectData("t", RECORD)).isInstanceOf(DataException.class);
    }

    /** Connect makes a dead letter of all that a converter throws, but for errors. */
    @Test
    void aRefusalIsNotToleratedByConnect() throws Exception {
        fails(Kind.REFUSES, 1);
        AvroConverter converter = converter();
        try (RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> connect =
                new RetryWithToleranceOperator<>(-1, 2_000, ToleranceType.ALL, Time.SYSTEM, metrics())) {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, null, RECORD);
            ProcessingContext<ConsumerRecord<byte[], byte[]>> context = new ProcessingContext<>(record);

            assertThatThrownBy(() -> connect.execute(
                            context,
                            () -> converter.toConnectData("t", RECORD),
                            Stage.VALUE_CONVERTER,
                            AvroConverter.class))
                    .isInstanceOf(UnservedRegistryError.class);
            assertThat(context.failed()).isFalse();
        }
    }

    private static ErrorHandlingMetrics metrics() {
        StandaloneConfig config = new StandaloneConfig(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "key.converter",
                AvroConverter.class.getName(),
                "value.converter",
                AvroConverter.class.getName(),
                "offset.storage.file.filename",
                "none"));
        return new ErrorHandlingMetrics(
                new ConnectorTaskId("sink", 0), new ConnectMetrics("worker", config, Time.SYSTEM, "cluster"));
    }

    private AvroConverter converter() {
        AvroConverter converter = new AvroConverter(access -> registry);
        converter.configure(
                Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x", AvroConverter.REGISTRY_REFUSAL_TIMEOUT, "0"),
                false);
        return converter;
    }
}
