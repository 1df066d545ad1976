package dev.clew.client.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/// What the client has to say itself: to `java.util.logging`, each thing once, because a job that
/// prints a warning a second is worse than one that is not recorded.
public final class Notices {
  static final String LOGGER = "dev.clew.client";

  /// Different things; a server may say something else every time.
  private static final int MOST = 20;

  private static final int MOST_CHARS = 300;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Logger logger = Logger.getLogger(LOGGER);
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  public void warn(String text) {
    String line = line(text);
    if (said.size() < MOST && said.add(line)) {
      logger.warning(line);
    }
  }

  /// Without what a server or a proxy might have put in to forge lines.
  private static String line(String text) {
    String some = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text;
    return CONTROL.matcher(some).replaceAll(" ");
  }

  public void info(String text) {
    if (said.add(text)) {
      logger.info(text);
    }
  }

  /// Whether a line of a log is the client's own, which it must not send.
  public static boolean isOwn(String logger) {
    return logger.equals(LOGGER) || logger.startsWith(LOGGER + ".");
  }
}
