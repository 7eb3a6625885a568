package io.sluice.transformer;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * An empty store that declares itself persistent. Kafka Streams keeps its process id over a restart only if the
 * topology has a persistent store. With the same process id it uses the transactional id of its killed predecessor, and
 * so aborts the predecessor's open transaction at once. Otherwise that transaction would block all readers of the
 * output until it times out.
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

    /** The store is empty, so there is nothing to cache or to log. */
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
