package io.sluice.core.pipeline;

import java.util.Optional;
import java.util.OptionalLong;

/** Reads the key {@code load}. */
final class LoadKeys {

    private LoadKeys() {}

    static LoadPace pace(YamlSection top) {
        Optional<YamlSection> load = top.section("load");
        if (load.isEmpty()) {
            return LoadPace.PRESET;
        }
        YamlSection section = load.get();
        LoadPace preset = LoadPace.PRESET;
        LoadPace pace = new LoadPace(
                integer(section, "readers", preset.readers()),
                integer(section, "chunk-bytes", preset.chunkBytes()),
                section.positiveNumber("rows-per-second-max")
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                section.section("pause-when").map(LoadKeys::strain).orElse(preset.pauseWhen()));
        section.rejectOthers();
        return pace;
    }

    private static LoadPace.Strain strain(YamlSection section) {
        LoadPace.Strain preset = LoadPace.Strain.PRESET;
        LoadPace.Strain strain = new LoadPace.Strain(
                section.positiveNumber("history-list-length").orElse(preset.historyListLength()),
                section.positiveNumber("replica-lag-s").orElse(preset.replicaLagSeconds()),
                section.positiveNumber("threads-running").orElse(preset.threadsRunning()));
        section.rejectOthers();
        return strain;
    }

    private static int integer(YamlSection section, String key, int preset) {
        return section.positiveNumber(key)
                .map(number -> (int) Math.min(number, Integer.MAX_VALUE))
                .orElse(preset);
    }
}
