package io.sluice.schema.plan;

import io.sluice.core.name.TableId;
import io.sluice.schema.plan.Finding.Code;
import io.sluice.schema.plan.Finding.Severity;
import io.sluice.schema.plan.PlacedFinding.Phase;
import java.util.ArrayList;
import java.util.List;

/** Collects findings about one table or view, while its definition is made. */
final class FindingCollector {

    private final TableId source;
    private final TableId target;
    private final Phase phase;
    private final String part;
    private final List<PlacedFinding> all;

    /**
     * @param source its name in MySQL
     * @param target its name in PostgreSQL
     */
    FindingCollector(TableId source, TableId target) {
        this(source, target, Phase.BEFORE_DATA, "", new ArrayList<>());
    }

    private FindingCollector(TableId source, TableId target, Phase phase, String part, List<PlacedFinding> all) {
        this.source = source;
        this.target = target;
        this.phase = phase;
        this.part = part;
        this.all = all;
    }

    /** The same collection, for findings about what has no statement in the part after the data. */
    FindingCollector afterData() {
        return afterData("");
    }

    /** The same collection, for findings about an index or a constraint. */
    FindingCollector afterData(String name) {
        return new FindingCollector(source, target, Phase.AFTER_DATA, name, all);
    }

    void notice(Code code, String name, String reason, String action) {
        add(new Finding(Severity.NOTICE, code, source + "." + name, reason, action));
    }

    void warn(Code code, String name, String reason, String action) {
        add(new Finding(Severity.WARNING, code, source + "." + name, reason, action));
    }

    void noticeOfTable(Code code, String reason, String action) {
        add(new Finding(Severity.NOTICE, code, source.toString(), reason, action));
    }

    void warnOfTable(Code code, String reason, String action) {
        add(new Finding(Severity.WARNING, code, source.toString(), reason, action));
    }

    private void add(Finding finding) {
        all.add(new PlacedFinding(finding, phase, target, part));
    }

    List<PlacedFinding> all() {
        return List.copyOf(all);
    }
}
