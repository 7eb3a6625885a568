package io.sluice.core.type;

import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.CharAs;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.PgType.Base;

/** The types of CHAR, VARCHAR and the TEXTs. */
final class TextTypes {

    private TextTypes() {}

    /** Whether a column's collation asks for {@code citext} cannot be seen here: where it does not, a rule says so. */
    static PgType of(MySqlType type, Policies policies) {
        if (policies.caseInsensitive() == CaseInsensitive.CITEXT) {
            return PgType.OfExtension.citext();
        }
        return switch (type.kind()) {
            case CHAR -> character(type.length().orElse(1), policies.charAs());
            case VARCHAR -> bounded(Base.VARCHAR, type.length().orElse(0));
            default -> PgType.of(Base.TEXT);
        };
    }

    private static PgType character(int length, CharAs choice) {
        return switch (choice) {
            case VARCHAR -> bounded(Base.VARCHAR, length);
            case CHAR -> bounded(Base.CHAR, length);
        };
    }

    /** MySQL allows a length of 0, which only '' fits; PostgreSQL does not. */
    private static PgType bounded(Base base, int length) {
        return length == 0 ? PgType.of(Base.TEXT) : PgType.of(base, length);
    }
}
