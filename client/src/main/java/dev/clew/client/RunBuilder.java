package dev.clew.client;

import dev.clew.client.delivery.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run before it starts: who it is, and what it promises.
public final class RunBuilder {
  private static final String RUN_ID = "CLEW_RUN_ID";
  private static final String ATTEMPT_ID = "CLEW_ATTEMPT_ID";
  private static final String STAGE = "CLEW_STAGE";
  private static final Path KERNEL_HOST = Path.of("/proc/sys/kernel/hostname");

  /// So many signs of life may be late before one is missed.
  private static final int LATE_SIGNS = 3;

  private final String name;
  private final Settings settings;
  private final @Nullable Delivery delivery;
  private final Baggage baggage;
  private final Members created = new Members();
  private final List<Members> inputs = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private String id = "run_" + TraceContext.hex(10);
  private int attempt = 1;
  private @Nullable String namespace;
  private @Nullable String correlation;
  private @Nullable String parent;
  private @Nullable String parentAttempt;
  private @Nullable String parentStage;

  RunBuilder(String name, Settings settings, @Nullable Delivery delivery) {
    Map<String, String> environment = settings.environment();
    this.name = name;
    this.settings = settings;
    this.delivery = delivery;
    this.baggage = Baggage.from(environment);
    this.namespace = environment.get("CLEW_NAMESPACE");
    this.correlation = baggage.get(Baggage.CORRELATION_ID);
    String said = environment.get(RUN_ID);
    this.parent = said == null ? baggage.get(Baggage.RUN_ID) : said;
    this.parentAttempt =
        said == null ? baggage.get(Baggage.ATTEMPT_ID) : environment.get(ATTEMPT_ID);
    this.parentStage = said == null ? baggage.get(Baggage.STAGE) : environment.get(STAGE);
  }

  /// Who tells something.
  ///
  /// @param namespace null for that of the server
  record Identity(@Nullable String namespace, String runId, String attemptId) {}

  /// An id of one's own, unique in the namespace: `nightly-2026-11-30`. Otherwise one is made.
  public RunBuilder id(String runId) {
    if (runId != null && !runId.isBlank()) {
      id = runId;
    }
    return this;
  }

  /// The number of this go at the run, from 1. Whoever runs the same id again says the next one.
  public RunBuilder attempt(int number) {
    attempt = Math.max(1, number);
    return this;
  }

  /// Whose run it is; otherwise `CLEW_NAMESPACE`, else as the server says.
  public RunBuilder namespace(String own) {
    namespace = own;
    return this;
  }

  /// Of the workflow or job.
  public RunBuilder version(String text) {
    created.with("version", text);
    return this;
  }

  /// The archive that the inputs come from.
  public RunBuilder bundle(String text) {
    created.with("bundle", text);
    return this;
  }

  /// The word of another system for the work that this is a part of; otherwise that of `BAGGAGE`.
  public RunBuilder correlationId(String text) {
    correlation = text;
    return this;
  }

  /// The run that started this one; otherwise `CLEW_RUN_ID`, else that of `BAGGAGE`.
  public RunBuilder parent(String runId) {
    parent = runId;
    parentAttempt = null;
    parentStage = null;
    return this;
  }

  /// When it was asked for, if that was before now: its queue begins then.
  public RunBuilder requestedAt(Instant when) {
    created.with("created_at", when == null ? null : when.toString());
    return this;
  }

  /// How long it may take.
  public RunBuilder limit(Duration time) {
    created.with("limit_ms", time == null ? null : time.toMillis());
    return this;
  }

  /// Something that it was given. No secrets: the server takes out what it knows to be one, and no
  /// more.
  public RunBuilder input(String name, Object value) {
    Object plain = Members.plain(value);
    inputs.add(
        new Members()
            .with("name", name)
            .with("value", plain instanceof String text ? Capped.text(text) : plain));
    return this;
  }

  /// A result that is due, as a path or a glob: `out/report.*`. When it is not written, that is an
  /// absence.
  public RunBuilder expects(String glob) {
    if (glob != null) {
      results.add(glob);
    }
    return this;
  }

  /// Begins.
  public Run start() {
    TraceContext trace = TraceContext.from(settings.environment());
    Identity identity = new Identity(namespace, id, attemptId());
    Attempt begun = new Attempt(identity, trace, delivery, settings.heartbeat());
    Run run = new Run(begun, name, surroundings(trace), settings.closeWait());
    Instant now = Instant.now();
    run.tell(created(now, trace));
    run.tell(started(now));
    begun.begin();
    return run;
  }

  private Event created(Instant now, TraceContext trace) {
    long due = settings.heartbeat().toMillis() * LATE_SIGNS;
    Members expects =
        new Members()
            .with("heartbeat_ms", due)
            .with("final_artifacts", results.isEmpty() ? null : List.copyOf(results));
    return Event.at(now, "run_created", name)
        .with("name", name)
        .withAll(created)
        .with("trace_id", trace.traceId())
        .with("correlation_id", correlation)
        .with("expects", expects)
        .with("inputs", inputs.isEmpty() ? null : List.copyOf(inputs));
  }

  private Event started(Instant now) {
    return Event.at(now, "run_started", name)
        .with("attempt", attempt)
        .withAll(startedBy())
        .with("host", host())
        .with("pid", ProcessHandle.current().pid())
        .with("java_version", System.getProperty("java.version"))
        .with("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private String attemptId() {
    return id + "." + attempt;
  }

  /// A run that has the id of the one around it is its next attempt.
  private Members startedBy() {
    return parent == null || id.equals(parent)
        ? new Members()
        : new Members()
            .with("parent_run_id", parent)
            .with("parent_attempt_id", parentAttempt)
            .with("parent_stage", parentStage);
  }

  /// Never by the network, which may not answer.
  private @Nullable String host() {
    Map<String, String> environment = settings.environment();
    String said = environment.getOrDefault("HOSTNAME", environment.get("COMPUTERNAME"));
    if (said != null) {
      return said;
    }
    try {
      return Files.readString(KERNEL_HOST).strip();
    } catch (IOException e) {
      return null;
    }
  }

  private Map<String, String> surroundings(TraceContext trace) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(Baggage.RUN_ID, id);
    members.put(Baggage.ATTEMPT_ID, attemptId());
    if (correlation != null) {
      members.put(Baggage.CORRELATION_ID, correlation);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(Baggage.VARIABLE, baggage.with(members).toString());
    if (trace.state() != null) {
      variables.put(TraceContext.TRACESTATE, trace.state());
    }
    return variables;
  }
}
