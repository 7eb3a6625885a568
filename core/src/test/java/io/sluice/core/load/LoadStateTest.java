package io.sluice.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadStateTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final TableId LOG = new TableId("shop", "log");
    private static final SourcePosition MOMENT = SourcePosition.parse("binlog.000007:91:0");

    private final LoadState state = new LoadState();

    /** As they come back from the topic. */
    private void take(LoadEntry... entries) {
        for (LoadEntry entry : entries) {
            LoadEntry read = LoadEntry.decode(entry.key(), entry.value());
            assertThat(read).isEqualTo(entry);
            state.take(read);
        }
    }

    @Test
    void nothingIsKnownBeforeThePlan() {
        take(new LoadEntry.Start(Map.of("P.mysql.shop.orders", 7L)));

        assertThat(state.load()).isEmpty();
        assertThat(state.isComplete()).isFalse();
        assertThat(state.beginnings()).containsEntry("P.mysql.shop.orders", 7L);
    }

    @Test
    void aTableIsLoadedWhenAllItsRangesAreDone() {
        take(
                new LoadEntry.Plan(5, List.of(ORDERS, LOG)),
                new LoadEntry.Begun(5, ORDERS, 2, Optional.empty(), Optional.empty()));
        take(new LoadEntry.Range(5, ORDERS, 0, RangeProgress.NONE.plus(3, 90, MOMENT, MOMENT), true));
        take(new LoadEntry.Range(5, ORDERS, 1, RangeProgress.NONE, false));
        assertThat(state.awaited()).containsExactlyInAnyOrder(ORDERS, LOG);

        take(new LoadEntry.Range(5, ORDERS, 1, RangeProgress.NONE, true));
        assertThat(state.awaited()).containsExactly(LOG);

        take(new LoadEntry.Begun(5, LOG, 1, Optional.of(MOMENT), Optional.empty()));
        take(new LoadEntry.Range(5, LOG, 0, RangeProgress.NONE, true));
        assertThat(state.isComplete()).isTrue();
        assertThat(state.moments()).containsExactly(Map.entry(LOG, MOMENT));
    }

    @Test
    void whatAnEarlierLoadDidCountsNoMore() {
        LoadEntry begun = new LoadEntry.Begun(5, ORDERS, 1, Optional.empty(), Optional.empty());
        LoadEntry done = new LoadEntry.Range(5, ORDERS, 0, RangeProgress.NONE, true);
        take(new LoadEntry.Plan(5, List.of(ORDERS)), begun, done);
        assertThat(state.isComplete()).isTrue();

        take(new LoadEntry.Start(Map.of()), begun, done);
        assertThat(state.load()).isEmpty();
        take(new LoadEntry.Plan(6, List.of(ORDERS)), begun, done);
        assertThat(state.awaited()).containsExactly(ORDERS);
    }

    @Test
    void aReloadGoesOnBesideTheLoad() {
        LoadEntry.Reload reading = reload(7, ReloadStage.READING);
        LoadWork.Reload work =
                new LoadWork.Reload(7, ORDERS, Optional.of("id > 3"), List.of("'a'"), RangeProgress.NONE);
        assertThat(state.turn(work)).isEqualTo(WorkTurn.UNKNOWN);
        take(new LoadEntry.Plan(5, List.of()), reading);

        assertThat(state.isComplete()).isTrue();
        assertThat(state.reloads()).containsExactly(reading);
        assertThat(state.newest()).isEqualTo(7);
        assertThat(state.turn(work)).isEqualTo(WorkTurn.NOW);

        take(reading.at(ReloadStage.REMOVING));
        assertThat(state.turn(work)).isEqualTo(WorkTurn.OVER);
        take(reload(8, ReloadStage.READING));
        assertThat(state.turn(work)).isEqualTo(WorkTurn.OVER);
        take(reload(8, ReloadStage.DONE), reading);
        assertThat(state.reloads()).isEmpty();

        take(new LoadEntry.Start(Map.of()), new LoadEntry.Plan(9, List.of()), reading);
        assertThat(state.reloads()).isEmpty();
    }

    private static LoadEntry.Reload reload(long number, ReloadStage stage) {
        return new LoadEntry.Reload(
                number, ORDERS, Optional.of("id > 3"), stage, RangeProgress.NONE.plus(3, 90, MOMENT, MOMENT));
    }

    @Test
    void aTableWhoseStructureHasChangedIsLoadedAnew() {
        take(
                new LoadEntry.Plan(5, List.of(ORDERS)),
                new LoadEntry.Begun(5, ORDERS, 1, Optional.empty(), Optional.empty()));
        LoadWork work = LoadWork.decode(new LoadWork.BeginAnew(7, ORDERS, "Unknown column").value());
        assertThat(work).isEqualTo(new LoadWork.BeginAnew(7, ORDERS, "Unknown column"));

        take(new LoadEntry.Hold(7, ORDERS), new LoadEntry.Range(5, ORDERS, 0, RangeProgress.NONE, true));
        assertThat(state.awaited()).containsExactly(ORDERS);
        assertThat(state.turn(work)).isEqualTo(WorkTurn.NOW);
        take(new LoadEntry.Begun(7, ORDERS, 1, Optional.of(MOMENT), Optional.of(MOMENT)));
        take(new LoadEntry.Range(7, ORDERS, 0, RangeProgress.NONE, true));
        assertThat(state.isComplete()).isTrue();
        assertThat(state.structures()).containsExactly(Map.entry(ORDERS, MOMENT));
    }

    @Test
    void aTableWithoutAKeyWaitsAgainWhenItIsLoadedAnew() {
        take(
                new LoadEntry.Plan(5, List.of(LOG)),
                new LoadEntry.Begun(5, LOG, 1, Optional.of(MOMENT), Optional.empty()));
        take(new LoadEntry.Range(5, LOG, 0, RangeProgress.NONE, true));
        LoadWork work = new LoadWork.BeginHeld(7, LOG);
        assertThat(state.turn(new LoadWork.Begin(5, LOG))).isEqualTo(WorkTurn.OVER);
        assertThat(state.turn(work)).isEqualTo(WorkTurn.UNKNOWN);

        take(new LoadEntry.Hold(7, LOG));
        assertThat(state.awaited()).containsExactly(LOG);
        assertThat(state.moments()).isEmpty();
        assertThat(state.turn(work)).isEqualTo(WorkTurn.NOW);

        SourcePosition later = SourcePosition.parse("binlog.000008:4:0");
        take(new LoadEntry.Begun(7, LOG, 1, Optional.of(later), Optional.empty()));
        take(new LoadEntry.Range(7, LOG, 0, RangeProgress.NONE, true));
        assertThat(state.isComplete()).isTrue();
        assertThat(state.moments()).containsExactly(Map.entry(LOG, later));
        take(new LoadEntry.Hold(6, LOG));
        assertThat(state.isComplete()).isTrue();
    }

    @Test
    void workComesBackAsItWasSent() {
        LoadWork begin = new LoadWork.Begin(5, ORDERS);
        LoadWork first = new LoadWork.Chunk(5, ORDERS, 0, List.of(), Optional.of("9"), 120, RangeProgress.NONE);
        LoadWork next = new LoadWork.Chunk(
                5,
                ORDERS,
                3,
                List.of("_utf8mb4 X'C3A4'", "7"),
                Optional.empty(),
                1,
                RangeProgress.NONE.plus(3, 90, MOMENT, MOMENT));

        LoadWork held = new LoadWork.BeginHeld(7, LOG);
        LoadWork reload =
                new LoadWork.Reload(8, ORDERS, Optional.of("a = 'b'"), List.of("1", "X'00'"), RangeProgress.NONE);
        LoadWork whole = new LoadWork.Reload(8, ORDERS, Optional.empty(), List.of(), RangeProgress.NONE);

        assertThat(List.of(begin, first, next, held, reload, whole))
                .allSatisfy(work -> assertThat(LoadWork.decode(work.value())).isEqualTo(work));
    }
}
