package io.sluice.e2e.structure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One simple name stands for one thing in the whole project, so that a reader who meets it knows what it is. */
class SimpleNamesTest {

    private static final String PACKAGE_COMMENT = "package-info";

    @Test
    void noTwoClassesHaveTheSameSimpleName() {
        Map<String, List<String>> classes = MainClasses.read().stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals(PACKAGE_COMMENT))
                .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, mapping(JavaClass::getName, toList())));
        classes.values().removeIf(namesakes -> namesakes.size() == 1);
        assertThat(classes).isEmpty();
    }
}
