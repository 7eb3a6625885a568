package io.sluice.cli.schema;

import io.sluice.cli.schema.Finding.Severity;
import io.sluice.core.model.TableId;
import java.util.ArrayList;
import java.util.List;

/** Collects findings about one table, while its definition is made. */
final class Findings {

    private final TableId table;
    private final List<Finding> findings = new ArrayList<>();

    Findings(TableId table) {
        this.table = table;
    }

    void notice(String part, String reason, String action) {
        findings.add(new Finding(Severity.NOTICE, table + "." + part, reason, action));
    }

    void warn(String part, String reason, String action) {
        findings.add(new Finding(Severity.WARNING, table + "." + part, reason, action));
    }

    void noticeOfTable(String reason, String action) {
        findings.add(new Finding(Severity.NOTICE, table.toString(), reason, action));
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }
}
