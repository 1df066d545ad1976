package dev.clew.client;

import dev.clew.client.delivery.Notices;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Lines of `java.util.logging` as events of the run, in the stage that the thread is in. Without a
/// run they are passed over.
///
/// ```
/// handlers = java.util.logging.ConsoleHandler, dev.clew.client.ClewHandler
/// ```
public final class ClewHandler extends Handler {
  private final SimpleFormatter words = new SimpleFormatter();

  /// For a configuration file, which names the class.
  public ClewHandler() {}

  @Override
  public void publish(LogRecord record) {
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    Scope scope = Current.scope();
    if (scope == null || !isLoggable(record) || Notices.isOwn(logger)) {
      return;
    }
    try {
      String text = words.formatMessage(record);
      scope.log(
          severity(record.getLevel()),
          text == null ? "" : text,
          logger.isEmpty() ? null : logger,
          record.getThrown());
    } catch (RuntimeException e) {
      reportError(null, e, ErrorManager.FORMAT_FAILURE);
    }
  }

  private static Severity severity(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return Severity.ERROR;
    }
    if (value >= Level.WARNING.intValue()) {
      return Severity.WARN;
    }
    if (value >= Level.INFO.intValue()) {
      return Severity.INFO;
    }
    return value >= Level.FINE.intValue() ? Severity.DEBUG : Severity.TRACE;
  }

  /// Nothing waits here.
  @Override
  public void flush() {}

  @Override
  public void close() {}
}
