package io.sluice.load.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.load.model.LoadWorld.Change;
import io.sluice.load.model.LoadWorld.Protocol;
import io.sluice.load.model.LoadWorld.Protocol.Consistency;
import io.sluice.load.model.LoadWorld.Protocol.Gate;
import io.sluice.load.model.LoadWorld.Protocol.Start;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Load and log merge to what the source has, in whatever order everybody takes his steps; mistakes are seen. */
class LoadWorldTest {

    private static final int CHANGES = 3;

    @Test
    void everyOrderOfStepsEndsEqual() {
        assertThat(failures(Protocol.RIGHT)).isEmpty();
    }

    @Test
    void aReplayFromALaterPositionIsSeen() {
        assertThat(failures(new Protocol(Start.GREATEST_HIGH, Gate.LOADED, Consistency.GREATEST_HIGH)))
                .isNotEmpty();
        assertThat(failures(new Protocol(Start.LEAST_HIGH_PLUS_ONE, Gate.LOADED, Consistency.GREATEST_HIGH)))
                .isNotEmpty();
    }

    @Test
    void aLogThatDoesNotWaitForTheLoadIsSeen() {
        assertThat(failures(new Protocol(Start.FIRST_POSITION, Gate.NONE, Consistency.GREATEST_HIGH)))
                .isNotEmpty();
    }

    @Test
    void aTableThatIsCalledConsistentBeforeTheGreatestHighIsSeen() {
        assertThat(failures(new Protocol(Start.FIRST_POSITION, Gate.LOADED, Consistency.LOADED)))
                .isNotEmpty();
    }

    /** The worlds that are wrong, of all that can be reached from every script. */
    private static List<LoadWorld> failures(Protocol protocol) {
        List<LoadWorld> failures = new ArrayList<>();
        for (List<Change> script : scripts(CHANGES)) {
            Set<LoadWorld> seen = new HashSet<>();
            Deque<LoadWorld> open = new ArrayDeque<>(List.of(LoadWorld.begin(protocol, script)));
            while (!open.isEmpty()) {
                LoadWorld world = open.pop();
                if (seen.add(world)) {
                    if (isWrong(world)) {
                        failures.add(world);
                    }
                    world.steps().forEach(open::push);
                }
            }
        }
        return failures;
    }

    private static boolean isWrong(LoadWorld world) {
        return (world.isOver() || world.isConsistent()) && !world.target().equals(world.rows(world.position()));
    }

    static List<List<Change>> scripts(int length) {
        if (length == 0) {
            return List.of(List.of());
        }
        List<List<Change>> scripts = new ArrayList<>();
        for (List<Change> shorter : scripts(length - 1)) {
            for (char key : LoadWorld.KEYS) {
                for (Optional<Integer> version : List.of(Optional.<Integer>empty(), Optional.of(length))) {
                    List<Change> longer = new ArrayList<>(shorter);
                    longer.add(new Change(key, version));
                    scripts.add(longer);
                }
            }
        }
        return scripts;
    }
}
