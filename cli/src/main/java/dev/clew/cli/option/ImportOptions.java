package dev.clew.cli.option;

import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.serve.ServedStore;
import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.runs.recording.FileImport;
import dev.clew.runs.recording.LedgerTarget;
import dev.clew.runs.recording.ServerTarget;
import dev.clew.runs.recording.StoreTarget;
import dev.clew.runs.secret.LocalKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where runs go that are taken from files: into ledgers here, into the data folder of a server, or
/// to a server.
public final class ImportOptions {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the ledgers and reports go (default: output).")
  private @Nullable Path out;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of a server that is not running, instead of ledgers.")
  private @Nullable Path data;

  @Option(names = "--server", paramLabel = "URL", description = "A server, instead of ledgers.")
  private @Nullable String server;

  /// Whether ledgers are written.
  public boolean isFiles() {
    return data == null && server == null;
  }

  public Path folder() {
    return out == null ? Path.of("output") : out;
  }

  /// Opens the place where the runs go, and closes it again.
  public int with(ToIntFunction<FileImport> use) {
    if (!isFiles() && (out != null || (data != null && server != null))) {
      throw Refusal.invalid(
          "one place: a folder of ledgers (--out), a data folder (--data) or a server (--server)");
    }
    String namespace = ThisProcess.surroundings().namespace();
    InstantSource clock = InstantSource.system();
    if (data != null) {
      ServedStore served = ServedStore.in(data, clock);
      try (var store = served.store()) {
        StoreTarget target = new StoreTarget(store, data.toString());
        return use.applyAsInt(new FileImport(target, namespace, served.ids()));
      }
    }
    if (server != null) {
      ServerTarget target =
          new ServerTarget(PushOptions.target("--server", server), LONGEST, clock);
      return use.applyAsInt(new FileImport(target, namespace, ownIds()));
    }
    return use.applyAsInt(new FileImport(new LedgerTarget(folder(), clock), namespace, ownIds()));
  }

  /// Under the key of this user: an id that follows from a secret tells nobody else of it.
  private static Hmac ownIds() {
    Path file = ThisProcess.surroundings().keyFile();
    try {
      return new Hmac(LocalKey.readOrMake(file));
    } catch (IOException e) {
      throw Refusal.invalid("the key " + file + " cannot be used: " + e.getMessage());
    }
  }
}
