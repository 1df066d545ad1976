package dev.clew.core.trace;

import dev.clew.core.Percent;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What travels with a trace (<https://www.w3.org/TR/baggage/>): members of others, which are sent
/// on as they came, and ours, which say to which run the work belongs.
public final class Baggage {
  public static final String VARIABLE = "BAGGAGE";

  /// The run that the work is a part of.
  public static final String RUN_ID = "clew.run.id";

  /// The attempt of that run.
  public static final String ATTEMPT_ID = "clew.attempt.id";

  /// The path of the stage of that run which is open.
  public static final String STAGE = "clew.stage";

  /// The word of another system for the work.
  public static final String CORRELATION_ID = "clew.correlation.id";

  public static final Baggage NONE = new Baggage("");

  /// As much as everybody has to send on (section 3.3.2).
  private static final int MOST_CHARS = 8_192;

  private final String text;

  private Baggage(String text) {
    this.text = text;
  }

  /// What is over the limit, or no text that a header can carry, is not sent on.
  ///
  /// @param said null when nothing is
  public static Baggage parse(@Nullable String said) {
    if (said == null || said.isBlank() || said.length() > MOST_CHARS || !isText(said)) {
      return NONE;
    }
    return new Baggage(said.strip());
  }

  /// Whether a header can carry it.
  static boolean isText(String said) {
    return said.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /// Null when there is no such member.
  public @Nullable String get(String name) {
    for (String member : text.split(",", -1)) {
      String[] pair = member.split(";", 2)[0].split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(name)) {
        return Percent.decoded(pair[1].strip());
      }
    }
    return null;
  }

  /// The same without the members of that name.
  public Baggage without(String name) {
    StringJoiner all = new StringJoiner(",");
    for (String member : text.split(",", -1)) {
      if (!member.isBlank() && !isNamed(member, name)) {
        all.add(member.strip());
      }
    }
    return new Baggage(all.toString());
  }

  private static boolean isNamed(String member, String name) {
    return member.split("[=;]", 2)[0].strip().equals(name);
  }

  /// The same with this member, in the place of one that had its name.
  public Baggage with(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    StringJoiner all = new StringJoiner(",");
    all.add(name + "=" + Percent.encoded(value));
    for (String member : text.split(",", -1)) {
      if (!member.isBlank()
          && !isNamed(member, name)
          && all.length() + member.length() < MOST_CHARS) {
        all.add(member.strip());
      }
    }
    return new Baggage(all.toString());
  }

  /// As a header and a variable have it.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Baggage that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
