package io.sluice.sink.change;

import io.sluice.core.model.Operation;
import io.sluice.core.wire.Headers;
import org.apache.kafka.connect.errors.DataException;

/** What a record's {@code sluice.op} header says, or that there is none. */
enum RecordOperation {
    /** No header, as on topics that are not Sluice's: a row without a value is a delete, any other an upsert. */
    UNMARKED,
    READ,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    SNAPSHOT,
    SEQUENCE;

    static RecordOperation of(String code) {
        if (code.equals(Headers.SEQUENCE)) {
            return SEQUENCE;
        }
        for (Operation operation : Operation.values()) {
            if (operation.code().equals(code)) {
                return of(operation);
            }
        }
        throw new DataException("the header " + Headers.OPERATION + " has an unknown value '" + code + "'");
    }

    private static RecordOperation of(Operation operation) {
        return switch (operation) {
            case READ -> READ;
            case INSERT -> INSERT;
            case UPDATE -> UPDATE;
            case DELETE -> DELETE;
            case TRUNCATE -> TRUNCATE;
            case SNAPSHOT -> SNAPSHOT;
        };
    }
}
