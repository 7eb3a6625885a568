package io.sluice.e2e.structure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of all modules without their tests, as the build has left them beside this module. */
final class MainClasses {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private MainClasses() {}

    static JavaClasses read() {
        return new ClassFileImporter().importPaths(directories());
    }

    /** The folder of the module that the class belongs to. */
    static String module(JavaClass type) {
        Path file = Path.of(type.getSource().orElseThrow().getUri());
        return PROJECT.relativize(file).getName(0).toString();
    }

    private static List<Path> directories() {
        try (Stream<Path> children = Files.list(PROJECT)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .map(MainClasses::built)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path built(Path module) {
        Path classes = module.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(classes + " is missing; build all modules first");
        }
        return classes;
    }
}
