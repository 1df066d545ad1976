package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.run.ParentRun;
import dev.clew.core.trace.Baggage;
import dev.clew.core.trace.TraceContext;
import dev.clew.runs.secret.LocalKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process that clew runs in was given. Read once, by whoever starts a command; all else
/// gets it from there, and never asks the process itself.
///
/// @param environment the environment variables
/// @param home of the user
/// @param system the operating system and its architecture, as people call them
public record Surroundings(Map<String, String> environment, Path home, String system) {
  private static final String NAMESPACE = "CLEW_NAMESPACE";
  private static final String RUN_ID = "CLEW_RUN_ID";
  private static final String ATTEMPT_ID = "CLEW_ATTEMPT_ID";
  private static final String STAGE = "CLEW_STAGE";
  private static final String CORRELATION_ID = "CLEW_CORRELATION_ID";
  private static final String DEFAULT_NAMESPACE = "default";

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// The value of a variable; null when it is not set.
  public @Nullable String variable(String name) {
    return environment.get(name);
  }

  /// Whose runs these are: `CLEW_NAMESPACE`, else `default`. The runs of a namespace are kept apart
  /// from those of others by whoever keeps runs of several.
  ///
  /// @throws Refusal when it is no name
  public String namespace() {
    String said = environment.getOrDefault(NAMESPACE, "");
    if (said.isEmpty()) {
      return DEFAULT_NAMESPACE;
    }
    if (!said.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      throw Refusal.invalid(
          NAMESPACE
              + ": a namespace is 1 to 63 letters, digits, '.', '_' and '-', and begins with a"
              + " letter or a digit");
    }
    return said;
  }

  /// What has started this run: `CLEW_RUN_ID` with `CLEW_ATTEMPT_ID` and `CLEW_STAGE`, else what
  /// came with the trace. Null when no run has.
  public @Nullable ParentRun parentRun(TraceContext trace) {
    String said = text(RUN_ID);
    if (said != null) {
      return new ParentRun(said, text(ATTEMPT_ID), text(STAGE));
    }
    Baggage baggage = trace.baggage();
    String carried = baggage.get(Baggage.RUN_ID);
    return carried == null || carried.isEmpty()
        ? null
        : new ParentRun(carried, baggage.get(Baggage.ATTEMPT_ID), baggage.get(Baggage.STAGE));
  }

  /// Null when it is not set, or empty.
  private @Nullable String text(String name) {
    String said = environment.getOrDefault(name, "");
    return said.isEmpty() ? null : said;
  }

  /// The word of another system for the work: `CLEW_CORRELATION_ID`, else what came with the trace.
  /// Null when there is none.
  public @Nullable String correlation(TraceContext trace) {
    String said = text(CORRELATION_ID);
    return said == null ? trace.baggage().get(Baggage.CORRELATION_ID) : said;
  }

  /// Where this user's key is.
  public Path keyFile() {
    return LocalKey.file(environment, home);
  }

  /// Where a server of this user keeps runs when nobody says where.
  public Path dataFolder() {
    return LocalKey.folder(environment, home).resolve("data");
  }

  /// Without asking a name server where the kernel knows.
  public String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return "unknown";
      }
    }
  }
}
