package dev.clew.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/// What the client has to say itself: to `java.util.logging`, each thing once, because a job that
/// prints a warning a second is worse than one that is not recorded.
final class Notices {
  static final String LOGGER = "dev.clew.client";

  private final Logger logger = Logger.getLogger(LOGGER);
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  void warn(String text) {
    if (said.add(text)) {
      logger.warning(text);
    }
  }

  void info(String text) {
    if (said.add(text)) {
      logger.info(text);
    }
  }

  /// Whether a line of a log is the client's own, which it must not send.
  static boolean isOwn(String logger) {
    return logger.equals(LOGGER) || logger.startsWith(LOGGER + ".");
  }
}
