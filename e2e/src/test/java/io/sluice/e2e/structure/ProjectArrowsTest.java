package io.sluice.e2e.structure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may depend on what, in the whole project; a module's own tests say only what concerns nobody else. */
class ProjectArrowsTest {

    private static final JavaClasses CLASSES = MainClasses.read();

    /** The package of each module below {@code io.sluice}, and those of the modules that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("core", Set.of()),
            entry("metrics", Set.of()),
            entry("schema", Set.of("core")),
            entry("assess", Set.of("core", "schema")),
            entry("load", Set.of("core", "schema")),
            entry("verify", Set.of("core", "schema")),
            entry("connect", Set.of("core")),
            entry("transformer", Set.of("core", "metrics", "schema")),
            entry("sink", Set.of("core")),
            entry("standalone", Set.of("core", "metrics", "transformer")),
            entry("control", Set.of("core", "schema", "load", "verify", "standalone")),
            entry("demo", Set.of("core")),
            entry("cli", Set.of("core", "schema", "assess", "verify", "control", "standalone", "demo")),
            entry("e2e", Set.of("core", "connect", "transformer", "sink", "standalone", "control", "demo", "cli")));

    @Test
    void eachModuleHasOnePackageOfItsOwn() {
        Map<String, Set<String>> packages = CLASSES.stream()
                .collect(groupingBy(MainClasses::module, mapping(ProjectArrowsTest::modulePackage, toSet())));
        assertThat(packages.values().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void modulesUseOnlyThoseBelowThem() {
        MAY_USE.forEach((module, below) -> classes()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.sluice..")
                        .or(resideInAPackage(packages(module)))
                        .or(resideInAnyPackage(
                                below.stream().map(ProjectArrowsTest::packages).toArray(String[]::new))))
                .check(CLASSES));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.sluice.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The benchmarks are programs, too. */
    @Test
    void onlyTheCommandPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli"), packages("e2e"))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    private static String packages(String module) {
        return "io.sluice." + module + "..";
    }

    private static String modulePackage(JavaClass type) {
        return type.getPackageName().replaceFirst("^io\\.sluice\\.(\\w+).*", "$1");
    }
}
