package dev.clew.ingest.ci;

import dev.clew.core.event.Timestamp;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whose log it is.
public enum CiFormat {
  GITHUB_ACTIONS("github-actions", arrivedAt -> new GitHubActions()),
  GITLAB("gitlab", arrivedAt -> new GitLab()),
  JENKINS("jenkins", Jenkins::new),
  PLAIN("plain", arrivedAt -> new PlainLog());

  private final String wire;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Function<Timestamp, Dialect> dialect;

  CiFormat(String wire, Function<Timestamp, Dialect> dialect) {
    this.wire = wire;
    this.dialect = dialect;
  }

  public String wire() {
    return wire;
  }

  /// Null for a word that is none.
  public static @Nullable CiFormat of(String wire) {
    for (CiFormat format : values()) {
      if (format.wire.equals(wire)) {
        return format;
      }
    }
    return null;
  }

  /// A reader of one log.
  ///
  /// @param arrivedAt when it came, by which times without a day are understood
  Dialect dialect(Timestamp arrivedAt) {
    return dialect.apply(arrivedAt);
  }
}
