package dev.clew.cli.option;

import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.push.LivePush;
import dev.clew.cli.push.LiveTrace;
import dev.clew.core.Percent;
import dev.clew.core.Refusal;
import dev.clew.push.Credentials;
import dev.clew.push.ServerAddress;
import dev.clew.report.terminal.Durations;
import dev.clew.runs.Surroundings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the events of a run go beside its ledger.
public final class PushOptions {
  /// The address of a server that everything is sent to that is recorded.
  public static final String PUSH = "CLEW_PUSH";

  /// What a collector asks for, as exporters of OpenTelemetry have it.
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

  /// A token (RFC 9110, section 5.6.2).
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Duration WAIT = Duration.ofSeconds(5);

  @Option(
      names = "--push",
      paramLabel = "URL",
      description =
          "Send the events to this server as well, while they are written (default: $CLEW_PUSH).")
  private @Nullable String push;

  @Option(
      names = "--otlp-to",
      paramLabel = "URL",
      description =
          "Send the run, its stages and its calls as spans of OpenTelemetry to this collector when"
              + " it has ended, by OTLP/HTTP.")
  private @Nullable String collector;

  @Option(
      names = "--push-wait",
      paramLabel = "DURATION",
      description = "For what is not sent yet at the end (default: 5s).")
  private @Nullable String wait;

  @Option(
      names = "--no-push-files",
      description = "Send the events only, not the files that they name.")
  private boolean noFiles;

  public LivePush live() {
    String asked = push == null ? ThisProcess.surroundings().variable(PUSH) : push;
    Duration longest = wait == null ? WAIT : Durations.parse(wait, "--push-wait");
    ServerAddress server =
        asked == null || asked.isEmpty()
            ? null
            : target(push == null ? "$" + PUSH : "--push", asked);
    return new LivePush(server, longest, !noFiles, trace());
  }

  private @Nullable LiveTrace trace() {
    if (collector == null) {
      return null;
    }
    Surroundings surroundings = ThisProcess.surroundings();
    Credentials mine = Credentials.of(surroundings::variable);
    // The token is clew's, and a collector is not.
    Credentials others = new Credentials(null, false, mine.certificates());
    try {
      return new LiveTrace(
          ServerAddress.parse(collector, others), headers(surroundings.variable(HEADERS)));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("--otlp-to: " + e.getMessage());
    }
  }

  /// As `Baggage` has it: `authorization=Bearer%20abc,x-team=shop`.
  private static Map<String, String> headers(@Nullable String said) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String one : said == null ? new String[0] : said.split(",", -1)) {
      String[] pair = one.split("=", 2);
      if (pair.length == 2 && !HEADER_NAME.matcher(pair[0].strip()).matches()) {
        throw Refusal.invalid(
            "$" + HEADERS + " has a name that is none of a header; it is NAME=VALUE,NAME=VALUE");
      }
      String value = pair.length == 2 ? Percent.decoded(pair[1].strip()) : "";
      if (!value.isEmpty() && value.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
        headers.put(pair[0].strip(), value);
      }
    }
    return headers;
  }

  /// For a command without these options: as the environment says.
  public static LivePush ofEnvironment() {
    return new PushOptions().live();
  }

  /// @param said by which the user said the address
  public static ServerAddress target(String said, String address) {
    try {
      return ServerAddress.parse(
          address, Credentials.of(name -> ThisProcess.surroundings().variable(name)));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(said + ": " + e.getMessage());
    }
  }
}
