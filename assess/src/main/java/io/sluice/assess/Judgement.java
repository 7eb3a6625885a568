package io.sluice.assess;

import java.util.Optional;

/** What becomes of values of one kind in one column. */
record Judgement(Severity severity, String consequence, String action, Optional<PolicyProposal> proposal) {

    static Judgement harmless(String consequence) {
        return new Judgement(Severity.NOTICE, consequence, "nothing has to be done", Optional.empty());
    }

    static Judgement harmless(String consequence, String action) {
        return new Judgement(Severity.NOTICE, consequence, action, Optional.empty());
    }

    static Judgement withProposal(Severity severity, String consequence, PolicyProposal proposal) {
        return new Judgement(
                severity,
                consequence,
                "choose '" + proposal.policy().id() + ": " + proposal.choice().id() + "' for the column: "
                        + proposal.reason(),
                Optional.of(proposal));
    }

    static Judgement unsettled(Severity severity, String consequence, String action) {
        return new Judgement(severity, consequence, action, Optional.empty());
    }
}
