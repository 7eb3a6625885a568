package io.sluice.cli.print;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.verify.LetterTally;
import io.sluice.verify.Sample;
import io.sluice.verify.TableComparison;
import io.sluice.verify.Verification;
import java.util.Map;

/** A verification as the JSON document that {@code sluice verify --json} prints. */
public final class VerificationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VerificationJson() {}

    public static ObjectNode of(Verification verification) {
        ObjectNode document = JSON.createObjectNode().put("pipeline", verification.pipeline());
        ArrayNode tables = document.putArray("tables");
        verification.tables().forEach(table -> tables.add(table(table, verification.letters())));
        ArrayNode onlyInTarget = document.putArray("onlyInTarget");
        verification.onlyInTarget().forEach(table -> onlyInTarget.add(table.toString()));
        document.put("equal", verification.equal())
                .put("differences", verification.differences())
                .put("unsettled", verification.unsettled())
                .put("setAside", verification.setAside())
                .put("deadLetters", verification.letters().total());
        ArrayNode reasons = document.putArray("reasons");
        VerificationReasons.of(verification).forEach(reasons::add);
        return document;
    }

    private static ObjectNode table(TableComparison table, LetterTally letters) {
        ObjectNode node = JSON.createObjectNode()
                .put("source", table.source().toString())
                .put("target", table.target().toString())
                .put("sourceRows", table.sourceRows())
                .put("targetRows", table.targetRows())
                .put("differences", table.differences())
                .put("unsettled", table.unsettled())
                .put("setAside", table.setAside())
                .put("deadLetters", letters.of(table.source()));
        ArrayNode samples = node.putArray("samples");
        table.samples().forEach(sample -> samples.add(sample(sample)));
        return node;
    }

    private static ObjectNode sample(Sample sample) {
        ObjectNode node = JSON.createObjectNode();
        node.set("key", row(sample.key()));
        node.set("source", sample.source().map(VerificationJson::row).orElse(null));
        node.set("target", sample.target().map(VerificationJson::row).orElse(null));
        ArrayNode columns = node.putArray("columns");
        sample.columns().forEach(columns::add);
        return node.put("reason", sample.reason());
    }

    private static ObjectNode row(Map<String, String> values) {
        ObjectNode node = JSON.createObjectNode();
        values.forEach(node::put);
        return node;
    }
}
