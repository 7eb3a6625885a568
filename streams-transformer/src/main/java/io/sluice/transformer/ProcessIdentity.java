package io.sluice.transformer;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A store that holds nothing and calls itself persistent. Kafka Streams keeps its process id over a restart only if the
 * topology has a persistent store; and only with the same process id does it take up the transactional id of a process
 * that was killed, and so end that process's open transaction at once. Otherwise the transaction would hold up
 * everything that reads the output until it times out.
 */
final class ProcessIdentity implements StateStore {

    private static final String NAME = "process-identity";

    private boolean open;

    static StoreBuilder<ProcessIdentity> builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Nothing is held, so there is nothing to cache or to log. */
    private static final class Builder implements StoreBuilder<ProcessIdentity> {

        @Override
        public StoreBuilder<ProcessIdentity> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<ProcessIdentity> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<ProcessIdentity> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<ProcessIdentity> withLoggingDisabled() {
            return this;
        }

        @Override
        public ProcessIdentity build() {
            return new ProcessIdentity();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
