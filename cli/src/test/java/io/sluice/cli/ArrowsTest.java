package io.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    private static final ClassFileImporter IMPORTER =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());

    /** Of all the modules that the command runs with; the tests' and benchmarks' module is not among them. */
    @Test
    void onlyTheCommandPrints() {
        JavaClasses others = IMPORTER.withImportOption(location -> !location.contains("/io/sluice/cli/"))
                .importPackages("io.sluice");

        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(others);
    }

    @Test
    void whatPrintsKnowsNoCommand() {
        noClasses()
                .that()
                .resideInAPackage("io.sluice.cli.print..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sluice.cli.command..")
                .check(IMPORTER.importPackages("io.sluice.cli"));
    }
}
