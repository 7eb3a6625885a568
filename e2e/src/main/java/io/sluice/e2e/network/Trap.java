package io.sluice.e2e.network;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Holds the first message that it was set for, and everything behind it in the same direction of the same connection,
 * until it is released or the connection is cut. Thread-safe.
 */
public final class Trap {

    private final Predicate<Message> prey;
    private final AtomicBoolean set = new AtomicBoolean(true);
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Trap(Predicate<Message> prey) {
        this.prey = prey;
    }

    /** Waits until the message is held. */
    public void awaitSprung(Duration patience) throws InterruptedException {
        if (!sprung.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no such message came by within " + patience.toSeconds() + " s");
        }
    }

    /** Lets the message go on; one that comes later passes at once. */
    public void release() {
        set.set(false);
        released.countDown();
    }

    void pass(Message message) throws InterruptedException {
        if (prey.test(message) && set.compareAndSet(true, false)) {
            sprung.countDown();
            released.await();
        }
    }
}
