package io.sluice.connect.avro;

/**
 * The properties that carry in an Avro schema what only Connect's schemas know. The {@code connect.*} names are the ones
 * other Connect converters use, so that their readers understand ours and ours theirs.
 */
final class ConnectProperties {

    static final String NAME = "connect.name";
    static final String VERSION = "connect.version";
    static final String DOC = "connect.doc";
    static final String PARAMETERS = "connect.parameters";
    static final String DEFAULT = "connect.default";

    /** On an Avro int: which narrower Connect type it is. */
    static final String TYPE = "connect.type";

    static final String INT8 = "int8";
    static final String INT16 = "int16";

    /** On a record: that it is one entry of a map whose keys are not plain strings. */
    static final String INTERNAL_TYPE = "connect.internal.type";

    static final String MAP_ENTRY = "MapEntry";
    static final String ENTRY_KEY = "key";
    static final String ENTRY_VALUE = "value";

    /** The parameter in which Debezium, and others, put the precision of a Connect decimal. */
    static final String DECIMAL_PRECISION = "connect.decimal.precision";

    /** The parameter that names an Avro logical type that Connect has none for. */
    static final String LOGICAL_TYPE_PARAMETER = "avro.logicalType";

    static final String LOGICAL_TYPE = "logicalType";
    static final String PRECISION = "precision";
    static final String SCALE = "scale";

    /** The namespace of records that have no name in Connect. */
    static final String UNNAMED_NAMESPACE = "io.sluice.connect.unnamed";

    private ConnectProperties() {}
}
