package dev.clew.cli.serve.config;

import dev.clew.cli.serve.config.SettingType.Whole;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Everything that can be set of a server. The keys of the configuration file, the variables of the
/// environment, the flags, `--print-config` and the table of `docs/operations.md` follow from it.
public enum ServeSetting {
  HOST(
      "host",
      SettingType.TEXT,
      "127.0.0.1",
      "Where to listen. Without tokens, on this machine only."),
  PORT("port", new Whole(0, 65_535), "7373", "On which port; 0 for any that is free."),
  TLS_CERT(
      "tls.cert",
      SettingType.FILE_NAME,
      null,
      "Speak TLS with this certificate and those that it is signed by, in PEM."),
  TLS_KEY(
      "tls.key",
      SettingType.FILE_NAME,
      null,
      "The key of the certificate, in PEM (PKCS #8, without a password)."),
  INSECURE(
      "insecure",
      SettingType.FLAG,
      "false",
      "Let tokens go over a network without TLS, where others can read them."),
  TRUSTED_PROXY(
      "trusted_proxy",
      SettingType.TEXTS,
      null,
      "Addresses, or blocks such as 10.0.0.0/8, of proxies whose X-Forwarded-For and"
          + " X-Forwarded-Proto are believed."),
  OTLP(
      "otlp",
      SettingType.FLAG,
      "false",
      "Listen on 4317 and 4318 as well, where OpenTelemetry looks for whom it tells."),
  NAMESPACE("namespace", SettingType.TEXT, "default", "Of runs whose events say none."),
  DATA(
      "data",
      SettingType.FILE_NAME,
      null,
      "Where the runs are kept; clew/data in $XDG_DATA_HOME, else in ~/.local/share, when nothing"
          + " says it."),
  STORE(
      "store",
      SettingType.TEXT,
      null,
      "Keep the runs in PostgreSQL, which several servers may share:"
          + " postgres://USER:PASSWORD@HOST:PORT/DATABASE. Also by $CLEW_STORE."),
  RETAIN(
      "retain",
      SettingType.TEXTS,
      null,
      "For how long is kept after the last event of a run: runs=400d, raw=30d for payloads,"
          + " runs:WORKFLOW=900d and raw:WORKFLOW=90d for one workflow, unnamed=7d for traces that"
          + " named no run. For ever when nothing says it."),
  READ_ONLY(
      "read_only",
      SettingType.FLAG,
      "false",
      "Take nothing, and only explain what is there; another server may be writing it."),
  IN_MEMORY(
      "in_memory",
      SettingType.FLAG,
      "false",
      "Keep nothing: the runs are gone when the server ends."),
  PUBLIC_URL(
      "public_url",
      SettingType.TEXT,
      null,
      "Where people reach the server, for links to it; the address that it listens on when nothing"
          + " says it."),
  TRACE_URL(
      "trace_url",
      SettingType.TEXT,
      null,
      "Where traces are shown: https://traces.example/trace/{trace_id}. Pages and commands link there."),
  WEBHOOK_URL(
      "webhook.url",
      SettingType.TEXT,
      null,
      "Whom to tell of runs that failed, are lost or are stuck."),
  WEBHOOK_ALLOW(
      "webhook.allow",
      SettingType.TEXTS,
      null,
      "Hosts that may be told, and the addresses or blocks that are not public and may be."),
  WEBHOOK_SECRET(
      "webhook.secret",
      SettingType.SECRET,
      null,
      "By which the receiver knows the server: 24 bytes or more, or whsec_ and base64. Not on the"
          + " command line."),
  LOG(
      "log",
      new SettingType.Choice(List.of("none", "errors", "requests")),
      "errors",
      "What is said of the server on standard error, in lines of JSON: nothing, what goes wrong, or"
          + " every request."),
  BODY_BYTES(
      "limits.body_bytes", SettingType.SIZE, "64MiB", "Of one body, after decompression too."),
  BODIES_BYTES(
      "limits.bodies_bytes",
      SettingType.SIZE,
      "256MiB",
      "Of all bodies that are on their way in at once."),
  BATCH_ITEMS("limits.batch_items", new Whole(1, 1_000_000), "10000", "Events in one body."),
  ARTIFACT_BYTES("limits.artifact_bytes", SettingType.DISK_SIZE, "1GiB", "Of one file of a run."),
  ARTIFACT_RUN_BYTES(
      "limits.artifact_run_bytes", SettingType.DISK_SIZE, "4GiB", "Of all files of a run."),
  ARTIFACT_RUN_FILES(
      "limits.artifact_run_files", new Whole(1, 1_000_000), "10000", "Files of a run."),
  ARTIFACT_NAMESPACE_BYTES(
      "limits.artifact_namespace_bytes",
      SettingType.DISK_SIZE,
      "100GiB",
      "Of all files of a namespace, each counted once, and of those on their way."),
  ARTIFACT_UPLOADS(
      "limits.artifact_uploads",
      new Whole(1, 1_000_000),
      "1000",
      "Files of a namespace that are on their way at once."),
  WORKERS("limits.workers", new Whole(1, 1_000), "16", "Requests that are worked on at once."),
  WAITING("limits.waiting", new Whole(1, 1_000_000), "1000", "Requests that may wait for that."),
  CONNECTIONS(
      "limits.connections", new Whole(1, 1_000_000), "10000", "Connections that are open at once."),
  STREAMS(
      "limits.streams",
      new Whole(1, 1_000_000),
      "1000",
      "Streams of events that are open at once."),
  REQUEST_TIME(
      "limits.request_time",
      SettingType.SPAN,
      "60s",
      "Within which a request has to be there, and answered."),
  IDLE_TIME(
      "limits.idle_time",
      SettingType.SPAN,
      "60s",
      "After which a connection is closed on which nothing happens."),
  STALL_TIME(
      "limits.stall_time",
      SettingType.SPAN,
      "30s",
      "After which a reader of a stream is dropped who takes nothing.");

  private static final String VARIABLES = "CLEW_SERVE_";

  private final String key;

  // Records of what does not change, which the annotation of Error Prone alone could say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final SettingType type;

  private final @Nullable String usual;
  private final String description;

  ServeSetting(String key, SettingType type, @Nullable String usual, String description) {
    this.key = key;
    this.type = type;
    this.usual = usual;
    this.description = description;
  }

  /// As the file has it: `limits.workers` is `workers` below `limits`.
  public String key() {
    return key;
  }

  SettingType type() {
    return type;
  }

  /// What holds when nobody sets it; null for nothing.
  public @Nullable String usual() {
    return usual;
  }

  public String description() {
    return description;
  }

  /// The variable of the environment.
  public String variable() {
    return VARIABLES + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// The flag of its own; null when only `--set` sets it.
  public @Nullable String flag() {
    return key.startsWith("limits.") || type instanceof SettingType.Secret
        ? null
        : "--" + key.replace('.', '-').replace('_', '-');
  }

  /// The mapping that the file has it in; empty for the file's own.
  String group() {
    return key.substring(0, Math.max(0, key.indexOf('.')));
  }

  /// Its key in that mapping.
  String lastName() {
    return key.substring(key.indexOf('.') + 1);
  }
}
