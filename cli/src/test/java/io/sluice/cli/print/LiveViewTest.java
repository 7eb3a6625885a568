package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.flood.StoppedTable;
import io.sluice.control.status.Pace;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.watch.Absence;
import io.sluice.control.watch.Dependency;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private static final Absence MYSQL = new Absence(Dependency.MYSQL, Absence.Kind.SILENT, 0, "no answer");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LiveView view = new LiveView(new PrintStream(printed, true, StandardCharsets.UTF_8));

    private static PipelineStatus status(List<StoppedTable> stopped, Absence... away) {
        return new PipelineStatus(
                "shop",
                Phase.STREAMING,
                "",
                true,
                Pace.NONE,
                List.of(),
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                stopped,
                List.of(),
                List.of(away));
    }

    @Test
    void whatComesAndGoesHasALineEachOutsideATerminal() {
        List<StoppedTable> stopped = List.of(new StoppedTable("shop.orders", 0, "too many"));
        view.show(status(List.of()));
        view.show(status(List.of(), MYSQL));
        view.show(status(List.of(), MYSQL));
        view.show(status(stopped));
        view.show(status(List.of()));

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("shop: STREAMING");
        assertThat(lines.get(1)).startsWith("shop: waiting for MySQL since ").endsWith(": no answer");
        assertThat(lines.get(2)).startsWith("shop: shop.orders is stopped since ");
        assertThat(lines.get(3)).isEqualTo("shop: MySQL is back");
        assertThat(lines.get(4)).isEqualTo("shop: shop.orders goes on");
    }
}
