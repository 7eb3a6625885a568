package io.sluice.assess;

import java.util.Optional;

/** What becomes of values of one kind in one column. */
record Judgement(Severity severity, String consequence, String action, Optional<PolicyProposal> settlement) {

    static Judgement harmless(String consequence) {
        return new Judgement(Severity.NOTICE, consequence, "nothing has to be done", Optional.empty());
    }

    static Judgement harmless(String consequence, String action) {
        return new Judgement(Severity.NOTICE, consequence, action, Optional.empty());
    }

    static Judgement settled(Severity severity, String consequence, PolicyProposal settlement) {
        return new Judgement(
                severity,
                consequence,
                "choose '" + settlement.policy().id() + ": "
                        + settlement.choice().id() + "' for the column: " + settlement.reason(),
                Optional.of(settlement));
    }

    static Judgement unsettled(Severity severity, String consequence, String action) {
        return new Judgement(severity, consequence, action, Optional.empty());
    }
}
