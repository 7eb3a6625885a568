package io.sluice.sink.plan;

import java.util.List;

/** What the sink will do in one transaction, besides moving its offsets. */
public record BatchPlan(List<Step> steps) {
    public BatchPlan {
        steps = List.copyOf(steps);
    }
}
