package io.sluice.load.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A load in a tiny world, as a pure value: a source whose log is being written, chunks of one key each, an output topic
 * and a replay of the log. {@link #steps} are all worlds that one step of anybody leads to.
 *
 * @param script the changes that the source makes, in order
 * @param written how many of them it has made
 * @param chunks in the order of the keys
 * @param output what is on the output topic
 * @param replayed how far the log has been replayed
 */
record LoadWorld(
        Protocol protocol, List<Change> script, int written, List<Chunk> chunks, List<Change> output, int replayed) {

    /** The keys, and so the chunks. */
    static final List<Character> KEYS = List.of('a', 'b');

    /** A row gets a version, or is deleted. */
    record Change(char key, Optional<Integer> version) {}

    /** A chunk of one key. */
    sealed interface Chunk {
        record Unread() implements Chunk {}

        /** Its transaction is open: if its reader is killed, it is unread again. */
        record Read(Optional<Integer> version, int high) implements Chunk {}

        record Committed(int high) implements Chunk {}
    }

    /** What the protocol prescribes; each other value than the first of its kind is a mistake. */
    record Protocol(Start start, Gate gate, Consistency consistency) {

        static final Protocol RIGHT = new Protocol(Start.FIRST_POSITION, Gate.LOADED, Consistency.GREATEST_HIGH);

        enum Start {
            FIRST_POSITION,
            GREATEST_HIGH,
            LEAST_HIGH_PLUS_ONE
        }

        enum Gate {
            LOADED,
            NONE
        }

        enum Consistency {
            GREATEST_HIGH,
            LOADED
        }
    }

    LoadWorld {
        script = List.copyOf(script);
        chunks = List.copyOf(chunks);
        output = List.copyOf(output);
    }

    static LoadWorld begin(Protocol protocol, List<Change> script) {
        List<Chunk> unread = KEYS.stream().<Chunk>map(key -> new Chunk.Unread()).toList();
        return new LoadWorld(protocol, script, 0, unread, List.of(), 0);
    }

    Stream<LoadWorld> steps() {
        List<LoadWorld> next = new ArrayList<>();
        if (written < script.size()) {
            next.add(new LoadWorld(protocol, script, written + 1, chunks, output, replayed));
        }
        for (int i = 0; i < chunks.size(); i++) {
            next.addAll(chunkSteps(i));
        }
        replayStep().ifPresent(next::add);
        return next.stream();
    }

    private List<LoadWorld> chunkSteps(int index) {
        Chunk chunk = chunks.get(index);
        if (chunk instanceof Chunk.Unread) {
            return List.of(with(index, new Chunk.Read(rows(written).get(index), written), output));
        }
        if (chunk instanceof Chunk.Read read) {
            List<Change> sent = new ArrayList<>(output);
            read.version().ifPresent(version -> sent.add(new Change(KEYS.get(index), read.version())));
            return List.of(
                    with(index, new Chunk.Committed(read.high()), sent), with(index, new Chunk.Unread(), output));
        }
        return List.of();
    }

    private LoadWorld with(int index, Chunk chunk, List<Change> sent) {
        List<Chunk> changed = new ArrayList<>(chunks);
        changed.set(index, chunk);
        return new LoadWorld(protocol, script, written, changed, sent, replayed);
    }

    private Optional<LoadWorld> replayStep() {
        if (protocol.gate() == Protocol.Gate.LOADED && !isLoaded()) {
            return Optional.empty();
        }
        int from = Math.max(replayed, first());
        if (from >= written) {
            return Optional.empty();
        }
        List<Change> sent = new ArrayList<>(output);
        sent.add(script.get(from));
        return Optional.of(new LoadWorld(protocol, script, written, chunks, sent, from + 1));
    }

    private int first() {
        return switch (protocol.start()) {
            case FIRST_POSITION -> 0;
            case GREATEST_HIGH -> greatestHigh();
            case LEAST_HIGH_PLUS_ONE ->
                Math.min(written, highs().min(Integer::compare).orElse(0) + 1);
        };
    }

    private boolean isLoaded() {
        return chunks.stream().allMatch(chunk -> chunk instanceof Chunk.Committed);
    }

    private Stream<Integer> highs() {
        return chunks.stream().filter(chunk -> chunk instanceof Chunk.Committed).map(chunk -> ((Chunk.Committed) chunk)
                .high());
    }

    private int greatestHigh() {
        return highs().max(Integer::compare).orElse(0);
    }

    /** Whether the table is declared to be as it was at the position that the replay has reached. */
    boolean isConsistent() {
        return isLoaded()
                && (protocol.consistency() == Protocol.Consistency.LOADED
                        || Math.max(replayed, first()) >= greatestHigh());
    }

    /** Whether nobody has anything left to do. */
    boolean isOver() {
        return written == script.size() && isLoaded() && Math.max(replayed, first()) >= written;
    }

    /** The position that the target is said to be at. */
    int position() {
        return Math.max(replayed, first());
    }

    /** The source's rows, in the order of the keys, after so many changes. */
    List<Optional<Integer>> rows(int changes) {
        return applied(script.subList(0, changes));
    }

    /** The target's rows. */
    List<Optional<Integer>> target() {
        return applied(output);
    }

    private static List<Optional<Integer>> applied(List<Change> changes) {
        Map<Character, Optional<Integer>> rows = new TreeMap<>();
        KEYS.forEach(key -> rows.put(key, Optional.empty()));
        changes.forEach(change -> rows.put(change.key(), change.version()));
        return List.copyOf(rows.values());
    }
}
