package io.sluice.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice.core");

    @Test
    void coreKnowsNeitherKafkaNorJdbcNorAnyStage() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "com.mysql..",
                        "io.debezium..",
                        "io.sluice.transformer..",
                        "io.sluice.sink..",
                        "io.sluice.connect..",
                        "io.sluice.standalone..",
                        "io.sluice.cli..")
                .check(CLASSES);
    }

    @Test
    void modelAndTypesDoNotKnowWhereTheyAreWritten() {
        noClasses()
                .that()
                .resideInAnyPackage("io.sluice.core.model..", "io.sluice.core.type..", "io.sluice.core.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.core.wire..", "io.sluice.core.pipeline..")
                .check(CLASSES);
    }
}
