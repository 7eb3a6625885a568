package io.sluice.assess;

import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.MySqlType.Kind;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;

/** A type that most users want in place of the preset one, where every value of the column allows it. */
enum NearerType {
    BOOLEAN("%1$s IN (0, 1)", "%1$s NOT IN (0, 1)", "every value is 0 or 1") {
        @Override
        boolean applies(CatalogTable table, CatalogColumn column, Policies policies) {
            MySqlType type = column.column().type();
            return type.kind() == Kind.TINYINT
                    && type.length().orElse(0) == 1
                    && policies.tinyInt1() == TinyInt1.SMALLINT
                    && !isUnique(table, column);
        }

        @Override
        PolicyProposal proposal(CatalogTable table, CatalogColumn column, CaseInsensitive insensitive) {
            return proposal(table, column, Policy.TINYINT1, TinyInt1.BOOLEAN);
        }
    },
    BIGINT("%1$s <= 9223372036854775807", "%1$s > 9223372036854775807", "every value is below 2^63") {
        @Override
        boolean applies(CatalogTable table, CatalogColumn column, Policies policies) {
            MySqlType type = column.column().type();
            return type.kind() == Kind.BIGINT && type.unsigned() && policies.unsignedBigint() == UnsignedBigint.NUMERIC;
        }

        @Override
        PolicyProposal proposal(CatalogTable table, CatalogColumn column, CaseInsensitive insensitive) {
            return proposal(table, column, Policy.UNSIGNED_BIGINT, UnsignedBigint.BIGINT);
        }
    },
    /** Such as e-mail addresses: MySQL lets nobody register twice by writing his address in capitals. */
    CASE_INSENSITIVE("%1$s IS NOT NULL", "FALSE", "a unique key of MySQL takes 'a' and 'A' for the same") {
        @Override
        boolean applies(CatalogTable table, CatalogColumn column, Policies policies) {
            boolean text = column.column().type().kind() == Kind.CHAR
                    || column.column().type().kind() == Kind.VARCHAR;
            return text
                    && column.collation().orElse("").endsWith("_ci")
                    && policies.caseInsensitive() == CaseInsensitive.PLAIN
                    && isUnique(table, column)
                    && !isKey(table, column);
        }

        @Override
        PolicyProposal proposal(CatalogTable table, CatalogColumn column, CaseInsensitive insensitive) {
            return proposal(table, column, Policy.CASE_INSENSITIVE, insensitive);
        }
    };

    private final String fitting;
    private final String unfitting;
    private final String reason;

    NearerType(String fitting, String unfitting, String reason) {
        this.fitting = fitting;
        this.unfitting = unfitting;
        this.reason = reason;
    }

    /** Whether the column is such that only its values remain to be looked at. */
    abstract boolean applies(CatalogTable table, CatalogColumn column, Policies policies);

    /** @param insensitive what columns become that do not tell case apart */
    abstract PolicyProposal proposal(CatalogTable table, CatalogColumn column, CaseInsensitive insensitive);

    /** SQL that is true for a value that the type can hold. */
    String fitting(CatalogColumn column) {
        return fitting.formatted(Questions.quoted(column.name()));
    }

    /** SQL that is true for a value that it cannot hold. */
    String unfitting(CatalogColumn column) {
        return unfitting.formatted(Questions.quoted(column.name()));
    }

    final PolicyProposal proposal(CatalogTable table, CatalogColumn column, Policy policy, Choice choice) {
        return new PolicyProposal(table.id(), column.name(), policy, choice, reason);
    }

    private static boolean isUnique(CatalogTable table, CatalogColumn column) {
        return table.indexes().stream()
                .filter(index -> index.uniqueness() == Uniqueness.UNIQUE)
                .flatMap(index -> index.parts().stream())
                .anyMatch(part -> part instanceof CatalogIndex.Part.OfColumn indexed
                        && indexed.column().equals(column.name())
                        && indexed.prefix().isEmpty());
    }

    private static boolean isKey(CatalogTable table, CatalogColumn column) {
        return table.key()
                .flatMap(CatalogIndex::columns)
                .filter(columns -> columns.contains(column.name()))
                .isPresent();
    }
}
