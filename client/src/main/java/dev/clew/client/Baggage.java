package dev.clew.client;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What travels with a trace (W3C Baggage): the run, and the word of another system for the work.
final class Baggage {
  static final String VARIABLE = "BAGGAGE";
  static final String RUN_ID = "clew.run.id";
  static final String ATTEMPT_ID = "clew.attempt.id";
  static final String STAGE = "clew.stage";
  static final String CORRELATION_ID = "clew.correlation.id";

  /// As much as everybody has to send on.
  private static final int MOST_CHARS = 8_192;

  private final String text;

  private Baggage(String text) {
    this.text = text;
  }

  static Baggage from(Map<String, String> environment) {
    return new Baggage(environment.getOrDefault(VARIABLE, ""));
  }

  /// Null when there is none, or none that can be read.
  @Nullable String get(String name) {
    for (String member : text.split(",", -1)) {
      String[] pair = member.split(";", 2)[0].split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(name)) {
        return decoded(pair[1].strip());
      }
    }
    return null;
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The same with these members in the place of those that had their names, and without the stage
  /// of the run around.
  Baggage with(Map<String, String> members) {
    StringJoiner all = new StringJoiner(",");
    members.forEach((key, value) -> all.add(key + "=" + encoded(value)));
    for (String member : text.split(",", -1)) {
      String name = member.split("[=;]", 2)[0].strip();
      boolean isReplaced = name.equals(STAGE) || members.containsKey(name);
      if (!member.isBlank() && !isReplaced && all.length() + member.length() < MOST_CHARS) {
        all.add(member.strip());
      }
    }
    return new Baggage(all.toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text;
  }
}
