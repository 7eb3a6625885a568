package io.sluice.sink.change;

import io.sluice.core.model.Operation;
import io.sluice.core.wire.Headers;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** What a record's {@code sluice.op} header says, or that there is none. */
enum RecordOperation {
    /** No header, as on topics that are not Sluice's: a row without a value is a delete, any other an upsert. */
    UNMARKED,
    READ,
    RELOAD,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    SNAPSHOT,
    SCHEMA,
    SEQUENCE;

    private static final Map<String, RecordOperation> BY_CODE = byCode();

    private static Map<String, RecordOperation> byCode() {
        Map<String, RecordOperation> byCode = new HashMap<>(Map.of(Headers.SEQUENCE, SEQUENCE));
        for (Operation operation : Operation.values()) {
            byCode.put(operation.code(), of(operation));
        }
        return Map.copyOf(byCode);
    }

    static RecordOperation of(String code) {
        RecordOperation operation = BY_CODE.get(code);
        if (operation == null) {
            throw new DataException("the header " + Headers.OPERATION + " has an unknown value '" + code + "'");
        }
        return operation;
    }

    private static RecordOperation of(Operation operation) {
        return switch (operation) {
            case READ -> READ;
            case RELOAD -> RELOAD;
            case INSERT -> INSERT;
            case UPDATE -> UPDATE;
            case DELETE -> DELETE;
            case TRUNCATE -> TRUNCATE;
            case SNAPSHOT -> SNAPSHOT;
            case SCHEMA -> SCHEMA;
        };
    }
}
