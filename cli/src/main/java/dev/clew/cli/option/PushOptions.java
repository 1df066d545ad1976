package dev.clew.cli.option;

import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.push.LivePush;
import dev.clew.core.Refusal;
import dev.clew.push.Credentials;
import dev.clew.push.ServerAddress;
import dev.clew.report.terminal.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the events of a run go beside its ledger.
public final class PushOptions {
  /// The address of a server that everything is sent to that is recorded.
  public static final String PUSH = "CLEW_PUSH";

  private static final Duration WAIT = Duration.ofSeconds(5);

  @Option(
      names = "--push",
      paramLabel = "URL",
      description =
          "Send the events to this server as well, while they are written (default: $CLEW_PUSH).")
  private @Nullable String push;

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
    return asked == null || asked.isEmpty()
        ? new LivePush(null, longest, false)
        : new LivePush(target(push == null ? "$" + PUSH : "--push", asked), longest, !noFiles);
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
