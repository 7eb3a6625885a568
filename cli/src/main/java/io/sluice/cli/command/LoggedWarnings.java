package io.sluice.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Shows the user what is logged as a warning, if there is no log file: a run on the user's own servers has no data
 * directory, and a container has no place for one.
 */
final class LoggedWarnings {

    private LoggedWarnings() {}

    /** @param messages takes each warning, without its stack trace; errors end the command, which prints them itself */
    static void show(Consumer<String> messages) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel() == Level.WARN) {
                    messages.accept(event.getFormattedMessage());
                }
            }
        };
        appender.setContext(context);
        appender.start();
        Logger ours = context.getLogger("io.sluice");
        ours.addAppender(appender);
    }
}
