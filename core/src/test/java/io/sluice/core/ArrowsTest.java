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
    void coreKnowsNeitherKafkaNorJdbc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "com.mysql..",
                        "io.debezium..")
                .check(CLASSES);
    }

    @Test
    void namesTypesAndModelDoNotKnowWhereTheyAreWritten() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.sluice.core.name..",
                        "io.sluice.core.type..",
                        "io.sluice.core.model..",
                        "io.sluice.core.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.core.wire..", "io.sluice.core.pipeline..")
                .check(CLASSES);
    }
}
