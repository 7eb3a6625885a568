package io.sluice.sink.apply;

import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The thread of a {@link TargetWriter}: runs one job after the other, and alone uses the target's session. */
final class WriterThread extends Thread {

    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);

    private final TargetWriter writer;
    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final BatchExecutor executor;
    private final Map<String, String> logContext = MDC.getCopyOfContextMap();

    WriterThread(
            String name, TargetWriter writer, TargetSession session, AppliedOffsets offsets, BatchExecutor executor) {
        super(name);
        this.writer = writer;
        this.session = session;
        this.offsets = offsets;
        this.executor = executor;
        setDaemon(true);
    }

    @Override
    public void run() {
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        try {
            for (Optional<WriterJob> job = writer.next(); job.isPresent(); job = writer.next()) {
                writer.finished(perform(job.get()));
            }
        } catch (RuntimeException e) {
            writer.failed(e);
        } catch (Error e) {
            writer.failed(new ConnectException("The writer has ended: " + e, e));
        } finally {
            executor.close();
        }
    }

    private WriterJob.Done perform(WriterJob job) {
        try {
            return job.run(executor, offsets);
        } catch (RuntimeException e) {
            if (!session.isCancelled()) {
                throw e;
            }
            LOG.info("Gave up a transaction, as its partitions were closed: {}", Reason.of(e));
            return WriterJob.Done.NOTHING;
        }
    }
}
