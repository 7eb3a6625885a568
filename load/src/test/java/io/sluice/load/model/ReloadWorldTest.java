package io.sluice.load.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.load.model.ReloadWorld.Protocol;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reload beside a log that streams ends equal, in whatever order everybody takes his steps; mistakes are seen. */
class ReloadWorldTest {

    private static final int CHANGES = 2;

    @Test
    void everyOrderOfStepsEndsEqual() {
        assertThat(goesWrong(Protocol.HELD_UNTIL_ACKNOWLEDGED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELD_UNTIL_ACKNOWLEDGED")
    void aMistakeIsSeen(Protocol protocol) {
        assertThat(goesWrong(protocol)).isTrue();
    }

    /** Whether a world is wrong, of all that can be reached from every script and all first rows. */
    private static boolean goesWrong(Protocol protocol) {
        return LoadWorldTest.scripts(CHANGES).stream().anyMatch(script -> IntStream.range(0, 16)
                .anyMatch(rows ->
                        goesWrong(ReloadWorld.begin(protocol, rows(rows & 3, 100), rows(rows >> 2, 200), script))));
    }

    private static boolean goesWrong(ReloadWorld first) {
        Set<ReloadWorld> seen = new HashSet<>();
        Deque<ReloadWorld> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            ReloadWorld world = open.pop();
            if (seen.add(world)) {
                if (world.isOver() && !world.isEqual()) {
                    return true;
                }
                world.steps().forEach(open::push);
            }
        }
        return false;
    }

    /** @param present a bit for each key */
    private static Map<Character, Integer> rows(int present, int version) {
        Map<Character, Integer> rows = new HashMap<>();
        for (int i = 0; i < LoadWorld.KEYS.size(); i++) {
            if ((present >> i & 1) == 1) {
                rows.put(LoadWorld.KEYS.get(i), version);
            }
        }
        return rows;
    }
}
