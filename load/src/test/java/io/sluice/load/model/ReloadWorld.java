package io.sluice.load.model;

import io.sluice.load.model.LoadWorld.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A reload in a tiny world, as a pure value: a source whose log streams, an output topic that gets the log's changes and the
 * reload's rows, and a target that began with other rows than the source. {@link #steps} are all worlds that one step of
 * anybody leads to.
 *
 * @param source the rows that it had at first, by key; a key without a row is absent
 * @param target the same for the target
 * @param script the changes that the source makes, in order
 * @param written how many of them it has made
 * @param streamed how many of them are on the output topic
 * @param keys how far the reload of each key is, in the order of {@link LoadWorld#KEYS}
 * @param output what is on the output topic, also of transactions that are open
 */
record ReloadWorld(
        Protocol protocol,
        Map<Character, Integer> source,
        Map<Character, Integer> target,
        List<Change> script,
        int written,
        int streamed,
        List<Key> keys,
        List<Sent> output) {

    /** What the protocol prescribes; each other value than the first is a mistake. */
    enum Protocol {
        HELD_UNTIL_ACKNOWLEDGED,
        RELEASED_BEFORE_ACKNOWLEDGED,
        ABSENCE_NOT_LOCKED,
        ABSENCE_NOT_SENT
    }

    /** How far a key is. A reader that is killed loses what is not committed. */
    enum Step {
        UNREAD,
        READ,
        SENT,
        RELEASED,
        COMMITTED
    }

    /**
     * One key of the reload.
     *
     * @param version that was read; empty for no row, or if it is not read
     */
    record Key(Step step, Optional<Integer> version) {}

    /** A record of the output topic. The reload's are there for readers once they are committed. */
    record Sent(Change change, boolean ofReload) {}

    ReloadWorld {
        source = Map.copyOf(source);
        target = Map.copyOf(target);
        script = List.copyOf(script);
        keys = List.copyOf(keys);
        output = List.copyOf(output);
    }

    static ReloadWorld begin(
            Protocol protocol, Map<Character, Integer> source, Map<Character, Integer> target, List<Change> script) {
        List<Key> unread = LoadWorld.KEYS.stream().map(key -> unread()).toList();
        return new ReloadWorld(protocol, source, target, script, 0, 0, unread, List.of());
    }

    private static Key unread() {
        return new Key(Step.UNREAD, Optional.empty());
    }

    Stream<ReloadWorld> steps() {
        List<ReloadWorld> next = new ArrayList<>();
        if (written < script.size() && !isLocked(script.get(written).key())) {
            next.add(new ReloadWorld(protocol, source, target, script, written + 1, streamed, keys, output));
        }
        if (streamed < written) {
            List<Sent> sent = plus(new Sent(script.get(streamed), false));
            next.add(new ReloadWorld(protocol, source, target, script, written, streamed + 1, keys, sent));
        }
        for (int i = 0; i < keys.size(); i++) {
            reloadStep(i).ifPresent(next::add);
            kill(i).ifPresent(next::add);
        }
        return next.stream();
    }

    private boolean isLocked(char name) {
        Key key = keys.get(LoadWorld.KEYS.indexOf(name));
        boolean held = key.step() == Step.READ || key.step() == Step.SENT;
        return held
                && switch (protocol) {
                    case HELD_UNTIL_ACKNOWLEDGED, ABSENCE_NOT_SENT -> true;
                    case RELEASED_BEFORE_ACKNOWLEDGED -> false;
                    case ABSENCE_NOT_LOCKED -> key.version().isPresent();
                };
    }

    private Optional<ReloadWorld> reloadStep(int index) {
        char name = LoadWorld.KEYS.get(index);
        Key key = keys.get(index);
        return switch (key.step()) {
            case UNREAD -> Optional.of(with(index, new Key(Step.READ, row(name)), output));
            case READ -> {
                boolean silent = key.version().isEmpty() && protocol == Protocol.ABSENCE_NOT_SENT;
                List<Sent> sent = silent ? output : plus(new Sent(new Change(name, key.version()), true));
                yield Optional.of(with(index, new Key(Step.SENT, key.version()), sent));
            }
            case SENT -> Optional.of(with(index, new Key(Step.RELEASED, key.version()), output));
            case RELEASED -> Optional.of(with(index, new Key(Step.COMMITTED, key.version()), output));
            case COMMITTED -> Optional.empty();
        };
    }

    /** The transaction is aborted: its record is never there for readers. */
    private Optional<ReloadWorld> kill(int index) {
        Step step = keys.get(index).step();
        if (step == Step.UNREAD || step == Step.COMMITTED) {
            return Optional.empty();
        }
        char name = LoadWorld.KEYS.get(index);
        List<Sent> left = output.stream()
                .filter(sent -> !sent.ofReload() || sent.change().key() != name)
                .toList();
        return Optional.of(with(index, unread(), left));
    }

    private ReloadWorld with(int index, Key key, List<Sent> sent) {
        List<Key> changed = new ArrayList<>(keys);
        changed.set(index, key);
        return new ReloadWorld(protocol, source, target, script, written, streamed, changed, sent);
    }

    private List<Sent> plus(Sent record) {
        List<Sent> more = new ArrayList<>(output);
        more.add(record);
        return more;
    }

    private Optional<Integer> row(char key) {
        return Optional.ofNullable(applied(source, script.subList(0, written)).get(key));
    }

    /** Whether nobody has anything left to do. */
    boolean isOver() {
        return written == script.size()
                && streamed == written
                && keys.stream().allMatch(key -> key.step() == Step.COMMITTED);
    }

    boolean isEqual() {
        return applied(target, output.stream().map(Sent::change).toList()).equals(applied(source, script));
    }

    private static Map<Character, Integer> applied(Map<Character, Integer> rows, List<Change> changes) {
        Map<Character, Integer> now = new HashMap<>(rows);
        changes.forEach(change -> change.version()
                .ifPresentOrElse(version -> now.put(change.key(), version), () -> now.remove(change.key())));
        return now;
    }
}
