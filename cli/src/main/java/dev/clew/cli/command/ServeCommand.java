package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.serve.ServedStore;
import dev.clew.cli.serve.Serving;
import dev.clew.core.Refusal;
import dev.clew.report.VisibleText;
import dev.clew.server.Listening;
import dev.clew.server.ServerOptions;
import dev.clew.server.retention.Retention;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew serve`: takes in the runs of others and explains them, until it is told to end.
@Command(
    name = "serve",
    description = "Keep and explain the runs that others send, over HTTP.",
    usageHelpAutoWidth = true)
final class ServeCommand extends Subcommand {
  /// Where a password is not for everybody to see who lists the processes.
  private static final String STORE = "CLEW_STORE";

  ServeCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where to listen (default: 127.0.0.1). Without tokens, on this machine only.")
  private String host = Listening.DEFAULT.host();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "On which port (default: 7373); 0 for any that is free.")
  private int port = Listening.PORT;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS with this certificate and those that it is signed by, in PEM.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of the certificate, in PEM (PKCS #8, without a password).")
  private @Nullable Path key;

  @Option(
      names = "--insecure",
      description = "Let tokens go over a network without TLS, where others can read them.")
  private boolean insecure;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      description =
          "An address, or a block such as 10.0.0.0/8, of a proxy whose X-Forwarded-For and"
              + " X-Forwarded-Proto are believed; may be given several times.")
  private List<String> proxies = new ArrayList<>();

  @Option(
      names = "--otlp",
      description = "Listen on 4317 and 4318 as well, where OpenTelemetry looks for whom it tells.")
  private boolean otlp;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Of runs whose events say none (default: default).")
  private String namespace = "default";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the runs are kept (default: clew/data in $XDG_DATA_HOME, else in ~/.local/share).")
  private @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "Keep the runs in PostgreSQL, which several servers may share:"
              + " postgres://USER:PASSWORD@HOST:PORT/DATABASE (default: $CLEW_STORE, if that is set).")
  private @Nullable String url;

  @Option(
      names = "--retain",
      paramLabel = "RULE",
      description =
          "For how long is kept after the last event of a run: runs=400d, raw=30d for payloads,"
              + " runs:WORKFLOW=900d and raw:WORKFLOW=90d for one workflow, unnamed=7d for traces that"
              + " named no run; may be given several times (default: for ever).")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--read-only",
      description =
          "Take nothing, and only explain what is there; another server may be writing it.")
  private boolean readOnly;

  @Option(
      names = "--in-memory",
      description = "Keep nothing: the runs are gone when the server ends.")
  private boolean inMemory;

  @Override
  public Integer call() {
    InstantSource clock = InstantSource.system();
    ServerOptions options =
        ServerOptions.DEFAULT
            .at(listening())
            .inNamespace(namespace)
            .retaining(Retention.parse(rules));
    ServedStore served = store(clock);
    Serving.untilTold(options, served, clock, url -> ready(url, served));
    return ExitCode.OK.code();
  }

  private Listening listening() {
    if ((certificate == null) != (key == null)) {
      throw Refusal.invalid("--tls-cert and --tls-key belong together");
    }
    return Listening.DEFAULT
        .at(host, port)
        .alsoAt(otlp ? Listening.OTLP_PORTS : List.of())
        .over(certificate == null || key == null ? null : new Listening.Tls(certificate, key))
        .insecure(insecure)
        .behind(proxies);
  }

  private ServedStore store(InstantSource clock) {
    if (inMemory) {
      if (data != null || readOnly || url != null) {
        throw Refusal.invalid(
            "--in-memory keeps nothing: leave out --data, --store and --read-only");
      }
      return ServedStore.inMemory(clock);
    }
    String database = url == null ? ThisProcess.surroundings().variable(STORE) : url;
    if (database != null && !database.isEmpty() && data == null) {
      if (readOnly) {
        throw Refusal.invalid("--read-only is for a folder (--data)");
      }
      return ServedStore.at(database, clock);
    }
    if (url != null) {
      throw Refusal.invalid("a folder (--data) or a database (--store), not both");
    }
    Path folder = data == null ? ThisProcess.surroundings().dataFolder() : data;
    return readOnly ? ServedStore.toReadIn(folder) : ServedStore.in(folder, clock);
  }

  private void ready(String url, ServedStore served) {
    terminal.line("clew serves " + VisibleText.line(url) + "  (runs " + served.where() + ")");
    terminal.out().flush();
  }
}
