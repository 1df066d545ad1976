package dev.clew.client.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.clew.client.Clew;
import dev.clew.client.Scope;
import dev.clew.client.Severity;
import dev.clew.client.delivery.Notices;
import org.jspecify.annotations.Nullable;

/// Lines of Logback, and so of SLF4J, as events of the run, in the stage that the thread is in.
/// Without a run they are passed over.
///
/// ```xml
/// <appender name="CLEW" class="dev.clew.client.logback.ClewAppender"/>
/// <root level="INFO"><appender-ref ref="CLEW"/></root>
/// ```
public final class ClewAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  @Override
  protected void append(ILoggingEvent event) {
    Scope scope = Clew.current();
    String logger = event.getLoggerName();
    if (scope == null || Notices.isOwn(logger)) {
      return;
    }
    String text = event.getFormattedMessage();
    scope.log(severity(event.getLevel()), text == null ? "" : text, logger, thrown(event));
  }

  /// Null also for one that came from another process, of which there is text only.
  private static @Nullable Throwable thrown(ILoggingEvent event) {
    IThrowableProxy proxy = event.getThrowableProxy();
    return proxy instanceof ThrowableProxy own ? own.getThrowable() : null;
  }

  private static Severity severity(Level level) {
    if (level.isGreaterOrEqual(Level.ERROR)) {
      return Severity.ERROR;
    }
    if (level.isGreaterOrEqual(Level.WARN)) {
      return Severity.WARN;
    }
    if (level.isGreaterOrEqual(Level.INFO)) {
      return Severity.INFO;
    }
    return level.isGreaterOrEqual(Level.DEBUG) ? Severity.DEBUG : Severity.TRACE;
  }
}
