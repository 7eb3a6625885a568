package io.sluice.cli.print;

import io.sluice.assess.FigureText;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.Topics;
import io.sluice.verify.LetterTally;
import io.sluice.verify.TableComparison;
import io.sluice.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Why a verification does not call both sides equal, beside the rows that differ: one sentence each, with what to do. */
final class VerificationReasons {

    private VerificationReasons() {}

    static List<String> of(Verification verification) {
        List<String> reasons = new ArrayList<>();
        if (verification.unsettled() > 0) {
            reasons.add(FigureText.count(verification.unsettled(), "row", "rows")
                    + " changed too often to be compared (" + tables(verification, TableComparison::unsettled)
                    + "); verify again while fewer changes are made");
        }
        if (verification.setAside() > 0) {
            reasons.add(FigureText.count(verification.setAside(), "row", "rows")
                    + " set aside by a policy, and not in PostgreSQL as MySQL has them ("
                    + tables(verification, TableComparison::setAside)
                    + "); change their values in MySQL, or migrate anew with policies that carry them over"
                    + " ('sluice assess' proposes some)");
        }
        if (verification.letters().total() > 0) {
            reasons.add(letters(verification.pipeline(), verification.letters()));
        }
        if (!verification.onlyInTarget().isEmpty()) {
            List<String> names =
                    verification.onlyInTarget().stream().map(TableId::toString).toList();
            boolean one = names.size() == 1;
            reasons.add(FigureText.count(names.size(), "table is", "tables are") + " in PostgreSQL only ("
                    + FigureText.names(names) + "); drop " + (one ? "it" : "them") + " or move "
                    + (one ? "it to another schema if it has" : "them to another schema if they have") + " to stay");
        }
        return reasons;
    }

    private static String letters(String pipeline, LetterTally letters) {
        List<String> where = new ArrayList<>();
        letters.byTable().keySet().stream().sorted().forEach(table -> where.add(part(table, letters.of(table))));
        if (letters.others() > 0) {
            where.add("other tables: " + FigureText.count(letters.others()));
        }
        return FigureText.count(letters.total(), "open dead letter", "open dead letters") + " in topic "
                + new Topics(pipeline).deadLetters() + " (" + FigureText.names(where)
                + "); correct the values in MySQL, the rules or PostgreSQL's constraints, then"
                + " 'sluice dead-letters PIPELINE replay' (docs/operations.md, \"Dead letters\")";
    }

    private static String tables(Verification verification, ToLongFunction<TableComparison> count) {
        return FigureText.names(verification.tables().stream()
                .filter(table -> count.applyAsLong(table) > 0)
                .map(table -> part(table.source(), count.applyAsLong(table)))
                .toList());
    }

    private static String part(TableId table, long count) {
        return table + ": " + FigureText.count(count);
    }
}
