package io.sluice.schema.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.demo.server.LocalMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one fault of a source that only a server of its own can show; the others are tested end to end. */
class SourceCheckTest {

    @Test
    void aServerWithoutBinaryLogIsRefused(@TempDir Path directory) throws Exception {
        List<String> options = List.of("--gtid-mode=OFF", "--enforce-gtid-consistency=OFF", "--skip-log-bin");
        try (LocalMySql server = LocalMySql.start(directory, line -> {}, options);
                Connection mysql = server.rootConnection()) {
            SourceCheck check = new SourceCheck(mysql);
            assertThatThrownBy(() -> check.run(List.of()))
                    .isInstanceOfSatisfying(SluiceException.class, refusal -> assertThat(refusal.exitCode())
                            .isEqualTo(ExitCode.WRONG_USAGE))
                    .hasMessage("MySQL writes no binary log; start it with --log-bin");
        }
    }
}
