package io.sluice.sink;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A record's way through the sink goes one way. */
class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sluice.sink");

    @Test
    void stagesKnowOnlyThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("connector")
                .definedBy("io.sluice.sink")
                .layer("apply")
                .definedBy("io.sluice.sink.apply")
                .layer("target")
                .definedBy("io.sluice.sink.target")
                .layer("plan")
                .definedBy("io.sluice.sink.plan")
                .layer("topic")
                .definedBy("io.sluice.sink.topic")
                .layer("change")
                .definedBy("io.sluice.sink.change")
                .layer("binary")
                .definedBy("io.sluice.sink.binary")
                .layer("text")
                .definedBy("io.sluice.sink.text")
                .whereLayer("connector")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("apply")
                .mayOnlyBeAccessedByLayers("connector")
                .whereLayer("target")
                .mayOnlyBeAccessedByLayers("apply", "connector")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("target", "apply", "connector")
                .whereLayer("binary")
                .mayOnlyBeAccessedByLayers("apply")
                .whereLayer("topic")
                .mayOnlyBeAccessedByLayers("target", "apply", "connector")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("plan", "target", "apply", "connector")
                .check(classes);
    }
}
