package io.sluice.control.watch;

import io.sluice.core.access.Untrusted;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.KafkaCluster;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;

/** The messages for the user when a request to Kafka fails. */
public final class KafkaFailure {

    /** The beginning of the message of Kafka's clients when no name among the bootstrap servers can be resolved. */
    private static final String NO_ADDRESS = "No resolvable bootstrap urls";

    private KafkaFailure() {}

    /** A client could not be created. */
    public static SluiceException ofClient(KafkaException failure) {
        Throwable root = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        String reason = String.valueOf(root.getMessage());
        return root instanceof ConfigException && reason.startsWith(NO_ADDRESS)
                ? silent(reason, failure)
                : new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "Kafka's client cannot be set up (" + reason
                                + "); correct the file that 'kafka.properties' names",
                        failure);
    }

    /** A request failed. */
    public static SluiceException of(KafkaCluster kafka, Throwable failure) {
        if (failure instanceof AuthenticationException refusal) {
            return refused(kafka, refusal);
        }
        return failure instanceof RetriableException
                ? silent(failure.getMessage(), failure)
                : new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "Kafka refuses a request (" + withoutEnd(String.valueOf(failure.getMessage()))
                                + "); allow it there, or correct what is asked for",
                        failure);
    }

    private static SluiceException silent(String reason, Throwable failure) {
        return new SluiceException(
                ExitCode.UNREACHABLE,
                "Kafka does not answer (" + withoutEnd(reason) + "); check that it runs, and 'kafka.bootstrap-servers'",
                failure);
    }

    private static SluiceException refused(KafkaCluster kafka, AuthenticationException e) {
        String reason = Untrusted.reason(e)
                .map(distrust -> "is not trusted (" + distrust + "); check its ssl.truststore.* settings")
                .orElseGet(() -> "refuses us (" + e.getMessage() + "); check its sasl.* and ssl.* settings");
        return new SluiceException(
                ExitCode.WRONG_USAGE,
                "Kafka at " + kafka.bootstrapServers() + " " + reason + " in the file that 'kafka.properties' names",
                e);
    }

    private static String withoutEnd(String sentence) {
        return sentence.strip().replaceFirst("\\.$", "");
    }
}
