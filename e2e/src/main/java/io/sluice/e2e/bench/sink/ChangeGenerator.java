package io.sluice.e2e.bench.sink;

import io.sluice.core.model.Operation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes up the changes of one table, and knows what it holds after them. New rows have growing keys. */
final class ChangeGenerator {

    /** @param stamp of the new version; unimportant for a delete */
    record RowChange(Operation operation, long id, int stamp) {}

    private final Mix mix;
    private final RandomGenerator random;
    private long[] live;
    private int[] stamps;
    private int count;
    private long lastKey;
    private int changes;
    private Content content;

    /** @param before how many rows the table has already: those with the keys 1 to this */
    ChangeGenerator(Mix mix, int before, RandomGenerator random) {
        this.mix = mix;
        this.random = random;
        this.live = new long[before + 1_000];
        Arrays.setAll(live, i -> i + 1L);
        this.stamps = new int[live.length];
        this.count = before;
        this.lastKey = before;
        this.content = Content.filled(before);
    }

    RowChange next() {
        changes++;
        Operation operation = mix.next(random);
        return switch (operation) {
            case READ, RELOAD, INSERT -> insert(operation);
            case UPDATE -> update(random.nextInt(count));
            case DELETE -> delete(random.nextInt(count));
            case TRUNCATE, SNAPSHOT, SCHEMA -> throw new IllegalStateException("no workload has a " + operation);
        };
    }

    private RowChange insert(Operation operation) {
        if (count == live.length) {
            live = Arrays.copyOf(live, count * 2);
            stamps = Arrays.copyOf(stamps, count * 2);
        }
        live[count] = ++lastKey;
        stamps[count++] = changes;
        content = content.with(lastKey, changes);
        return new RowChange(operation, lastKey, changes);
    }

    private RowChange update(int index) {
        content = content.without(live[index], stamps[index]).with(live[index], changes);
        stamps[index] = changes;
        return new RowChange(Operation.UPDATE, live[index], changes);
    }

    private RowChange delete(int index) {
        long id = live[index];
        content = content.without(id, stamps[index]);
        count--;
        live[index] = live[count];
        stamps[index] = stamps[count];
        return new RowChange(Operation.DELETE, id, changes);
    }

    /** A new row that is neither changed nor deleted later. */
    RowChange last(long id) {
        content = content.with(id, 0);
        return new RowChange(mix.before() == Mix.Before.EMPTY ? Operation.READ : Operation.INSERT, id, 0);
    }

    /** After all changes so far. */
    Content content() {
        return content;
    }
}
