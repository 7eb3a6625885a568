package io.sluice.transformer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice.transformer");

    @Test
    void transformerKnowsNeitherDatabaseNorConnect() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.apache.kafka.connect..")
                .check(CLASSES);
    }

    @Test
    void onlyTheDecoderKnowsDebezium() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sluice.transformer.decode")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(AvroReader|Envelope|EnvelopeField|ConnectSchema)")
                .check(CLASSES);
    }
}
