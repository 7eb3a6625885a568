package io.sluice.connect.avro;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Login;
import io.sluice.core.access.Secret;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.core.wire.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Connect data as Avro and back, in the wire format that every registry client reads: magic byte, schema id, binary.
 *
 * <p>Each Connect schema is compiled and registered once, under {@code <topic>-key} or {@code <topic>-value}; after that
 * a record costs its bytes. What Avro has no place for (names, versions, documentation, parameters, defaults) travels in
 * schema properties and comes back. A null value is a null record. Thread-safe.
 *
 * <p>A record that cannot be converted is a {@link DataException}; one that cannot be read may be handed on instead, as
 * {@link OnUnreadable} says. A registry that is away is waited for; one that refuses
 * for as long as {@value #REGISTRY_REFUSAL_TIMEOUT} says ends the task by an error, and makes no dead letter.
 */
public final class AvroConverter implements Converter {

    /** The base URL of a registry that speaks the Confluent API. */
    public static final String REGISTRY_URL = "schema.registry.url";

    /** The user of a registry that asks for one, and its password. */
    public static final String REGISTRY_USER = "schema.registry.user";

    public static final String REGISTRY_PASSWORD = "schema.registry.password";

    /** The path of a PEM file with the certificates to trust. */
    public static final String REGISTRY_CA = "schema.registry.ca";

    /** How long a registry may refuse before the task fails. */
    public static final String REGISTRY_REFUSAL_TIMEOUT = "schema.registry.refusal.timeout.ms";

    /** A decoder refers to the record that it has read last. */
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private static final long REFUSAL_TIMEOUT_DEFAULT_MS = 300_000;

    private static final ConfigDef CONFIG = OnUnreadable.define(new ConfigDef())
            .define(
                    REGISTRY_URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with((name, value) -> validateUrl(value), () -> "an http or https URL"),
                    ConfigDef.Importance.HIGH,
                    "Base URL of a schema registry that speaks the Confluent API,"
                            + " such as http://127.0.0.1:8081/apis/ccompat/v7.")
            .define(
                    REGISTRY_USER,
                    ConfigDef.Type.STRING,
                    null,
                    ConfigDef.Importance.MEDIUM,
                    "The user of a registry that asks for name and password.")
            .define(REGISTRY_PASSWORD, ConfigDef.Type.PASSWORD, null, ConfigDef.Importance.MEDIUM, "Its password.")
            .define(
                    REGISTRY_CA,
                    ConfigDef.Type.STRING,
                    null,
                    ConfigDef.Importance.MEDIUM,
                    "PEM file, on each worker, with the certificates to trust in place of the JDK's.")
            .define(
                    REGISTRY_REFUSAL_TIMEOUT,
                    ConfigDef.Type.LONG,
                    REFUSAL_TIMEOUT_DEFAULT_MS,
                    ConfigDef.Range.atLeast(0),
                    ConfigDef.Importance.LOW,
                    "How long a registry may refuse, by 401, 403, 404 or a certificate that is not trusted, before the"
                            + " task fails. One that is away is waited for without limit.");

    private final Function<HttpAccess, SchemaRegistry> connect;
    private final Map<Integer, ReadPlan> readPlans = new HashMap<>();
    private final AvroOutput out = new AvroOutput();
    private SchemaRegistry registry;
    private RegisteredPlans writePlans;
    private BinaryDecoder decoder;
    private OnUnreadable onUnreadable = OnUnreadable.FAIL;

    public AvroConverter() {
        this(HttpSchemaRegistry::new);
    }

    AvroConverter(Function<HttpAccess, SchemaRegistry> connect) {
        this.connect = connect;
    }

    private static void validateUrl(Object value) {
        try {
            HttpSchemaRegistry unused = new HttpSchemaRegistry(HttpAccess.plain(URI.create((String) value)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(REGISTRY_URL + ": " + e.getMessage());
        }
    }

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public String version() {
        String version = AvroConverter.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public synchronized void configure(Map<String, ?> settings, boolean isKey) {
        AbstractConfig config = new AbstractConfig(CONFIG, settings, false);
        registry = new PatientRegistry(
                connect.apply(access(config)), Duration.ofMillis(config.getLong(REGISTRY_REFUSAL_TIMEOUT)));
        writePlans = new RegisteredPlans(registry, isKey ? "-key" : "-value");
        readPlans.clear();
        onUnreadable = OnUnreadable.of(config);
    }

    private static HttpAccess access(AbstractConfig config) {
        Password password = config.getPassword(REGISTRY_PASSWORD);
        return new HttpAccess(
                URI.create(config.getString(REGISTRY_URL)),
                Optional.ofNullable(config.getString(REGISTRY_USER))
                        .map(user -> new Login(user, new Secret.Given(password == null ? "" : password.value()))),
                Optional.ofNullable(config.getString(REGISTRY_CA)).map(Path::of));
    }

    @Override
    public synchronized byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        if (schema == null) {
            throw new DataException("A value without a schema cannot be written to " + topic
                    + " as Avro; set a schema with a transform, or another converter.");
        }
        if (value instanceof Struct struct
                && struct.schema() != schema
                && !struct.schema().equals(schema.schema())) {
            throw new DataException("A record for " + topic + " does not have the schema that came with it.");
        }
        try {
            RegisteredPlans.Registered registered = writePlans.of(schema);
            out.begin(writePlans.id(registered, topic));
            registered.plan().writer().write(value, out);
            return out.toByteArray();
        } catch (ClassCastException | DataException | AvroRuntimeException e) {
            throw new DataException("A record for " + topic + " does not fit its schema: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized SchemaAndValue toConnectData(String topic, byte[] bytes) {
        if (bytes == null) {
            return SchemaAndValue.NULL;
        }
        try {
            return read(topic, bytes);
        } catch (DataException e) {
            return onUnreadable.handle(e);
        }
    }

    private SchemaAndValue read(String topic, byte[] bytes) {
        if (bytes.length < AvroOutput.PREFIX_BYTES || bytes[0] != AvroOutput.MAGIC) {
            throw new DataException("A record of " + topic + " does not start with a schema id;"
                    + " read it with the converter that it was written with.");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        try {
            ReadPlan plan = readPlan(id);
            decoder = DecoderFactory.get()
                    .binaryDecoder(bytes, AvroOutput.PREFIX_BYTES, bytes.length - AvroOutput.PREFIX_BYTES, decoder);
            return new SchemaAndValue(plan.connect(), plan.reader().read(decoder));
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "A record of " + topic + " cannot be read by its schema " + id + ": " + e.getMessage(), e);
        } finally {
            if (bytes.length > KEPT_BYTES_MAX) {
                decoder = null;
            }
        }
    }

    private ReadPlan readPlan(int id) {
        ReadPlan known = readPlans.get(id);
        if (known == null) {
            known = ReadPlanner.plan(registry.schema(id));
            readPlans.put(id, known);
        }
        return known;
    }
}
