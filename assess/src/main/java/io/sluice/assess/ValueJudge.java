package io.sluice.assess;

import io.sluice.core.policy.Choice;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.InvalidBytes;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import java.util.List;

/** Says what becomes of the values that the scan found in a column, under the policies that hold for it. */
final class ValueJudge {

    private final CatalogTable table;
    private final CatalogColumn column;
    private final PgType type;
    private final Policies policies;

    /** @param type the column's in PostgreSQL */
    ValueJudge(CatalogTable table, CatalogColumn column, PgType type, Policies policies) {
        this.table = table;
        this.column = column;
        this.type = type;
        this.policies = policies;
    }

    Judgement of(Probe probe) {
        return switch (probe) {
            case ZERO_DATES, IMPOSSIBLE_DATES -> underPolicy(Policy.ZERO_DATES, zeroDates());
            case BEYOND_BOOLEAN -> beyondBoolean();
            case OUT_OF_DAY -> outOfDay();
            case ABOVE_BIGINT -> aboveBigint();
            case NUL_CHARACTERS -> underPolicy(Policy.NUL_CHARACTERS, nulCharacters());
            case NUL_IN_JSON -> nulInJson();
            case INVALID_BYTES ->
                underPolicy(
                        Policy.INVALID_BYTES,
                        proposal(
                                Policy.INVALID_BYTES,
                                InvalidBytes.REPLACE,
                                "each of these bytes becomes U+FFFD and the rest of the text arrives"));
            case NO_MEMBER ->
                underPolicy(
                        Policy.ENUM_EMPTY,
                        proposal(Policy.ENUM_EMPTY, EnumEmpty.LABEL, "the value arrives as MySQL shows it: ''"));
        };
    }

    private Judgement underPolicy(Policy policy, PolicyProposal proposal) {
        String choice = policies.get(policy).id();
        return switch (choice) {
            case "dead-letter" ->
                Judgement.withProposal(
                        Severity.WARNING, "each such row becomes a dead letter and is missing in PostgreSQL", proposal);
            case "fail" ->
                Judgement.withProposal(Severity.BLOCKER, "the pipeline stops at the first of them", proposal);
            default -> Judgement.harmless("the policy '" + policy.id() + ": " + choice + "' takes care of them");
        };
    }

    private PolicyProposal zeroDates() {
        if (identifies()) {
            return proposal(Policy.ZERO_DATES, ZeroDates.REPLACE, "the column is part of the key and takes no NULL");
        }
        if (column.column().nullable()) {
            return proposal(Policy.ZERO_DATES, ZeroDates.NULL, "the column takes NULL");
        }
        return isUnique()
                ? proposal(
                        Policy.ZERO_DATES,
                        ZeroDates.NULL,
                        "replaced, the dates could collide in a unique index; the column takes NULL in PostgreSQL")
                : proposal(Policy.ZERO_DATES, ZeroDates.REPLACE, "the column is NOT NULL and stays so");
    }

    private Judgement beyondBoolean() {
        return switch (policies.tinyInt1()) {
            case SMALLINT -> Judgement.harmless("they fit into smallint", "do not choose 'tinyint1: boolean' here");
            case BOOLEAN ->
                Judgement.withProposal(
                        Severity.WARNING,
                        "each such row becomes a dead letter and is missing in PostgreSQL",
                        proposal(Policy.TINYINT1, TinyInt1.SMALLINT, "the column holds more than 0 and 1"));
        };
    }

    private Judgement outOfDay() {
        return switch (policies.timeAs()) {
            case INTERVAL -> Judgement.harmless("they fit into interval", "do not choose 'time: time' here");
            case TIME ->
                underPolicy(
                        Policy.TIME_RANGE,
                        proposal(Policy.TIME, TimeAs.INTERVAL, "the column holds durations, not times of the day"));
        };
    }

    private Judgement aboveBigint() {
        boolean bigint = type instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.BIGINT;
        if (!bigint) {
            return Judgement.harmless("they fit into " + type.sql(), "do not choose 'unsigned-bigint: bigint' here");
        }
        String consequence = "each such row becomes a dead letter and is missing in PostgreSQL";
        return switch (policies.unsignedBigint()) {
            case BIGINT ->
                Judgement.withProposal(
                        Severity.WARNING,
                        consequence,
                        proposal(Policy.UNSIGNED_BIGINT, UnsignedBigint.NUMERIC, "bigint ends at 2^63-1"));
            case NUMERIC ->
                Judgement.unsettled(
                        Severity.WARNING,
                        consequence,
                        "a column that MySQL numbers, and what refers to it, is bigint; give these rows smaller numbers");
        };
    }

    private PolicyProposal nulCharacters() {
        return identifies() || isUnique()
                ? proposal(
                        Policy.NUL_CHARACTERS,
                        NulCharacters.REPLACE,
                        "each becomes U+FFFD, so that what differs still differs")
                : proposal(Policy.NUL_CHARACTERS, NulCharacters.STRIP, "the rest of the text arrives");
    }

    private Judgement nulInJson() {
        return switch (policies.jsonAs()) {
            case JSON -> Judgement.harmless("json keeps them");
            case JSONB ->
                underPolicy(
                        Policy.NUL_CHARACTERS, proposal(Policy.JSON, JsonAs.JSON, "json keeps what jsonb cannot hold"));
        };
    }

    /** Whether rows are told apart by the column. */
    private boolean identifies() {
        return table.key()
                .flatMap(CatalogIndex::columns)
                .filter(columns -> columns.contains(column.name()))
                .isPresent();
    }

    private boolean isUnique() {
        return table.indexes().stream()
                .filter(index -> index.uniqueness() == Uniqueness.UNIQUE)
                .map(index -> index.columns().orElse(List.of()))
                .anyMatch(columns -> columns.contains(column.name()));
    }

    private PolicyProposal proposal(Policy policy, Choice choice, String reason) {
        return new PolicyProposal(table.id(), column.name(), policy, choice, reason);
    }
}
