package dev.clew.diff.part;

import dev.clew.core.event.DefinitionName;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.NamedValue;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is settled before the first stage: inputs, definition, configuration, environment, secrets.
final class RunParts {
  /// Facts about this one go, or about how it is recorded, that make no difference to what it does.
  private static final Set<String> NOT_CONFIGURATION =
      Set.of(
          "attempt",
          "redactions",
          "attempt_of",
          "replay_from",
          "again",
          "provided_from",
          "base_urls",
          "secrets",
          "capture_http",
          "started_at",
          "pid",
          "ppid",
          "elapsed_ms",
          "description");

  /// What an import says of itself, and not of the run.
  private static final Set<String> OF_IMPORT =
      Set.of("file", "form", "execution_id", "workflow_path");

  /// Variables that a shell sets anew for each command.
  private static final Set<String> OF_SHELL = Set.of("_", "SHLVL", "OLDPWD");

  private final RunView run;
  private final AttemptView attempt;
  private final Collection<Row> rows;
  private final BodyReader reader;

  /// @param rows of this attempt and of those before it
  RunParts(RunView run, AttemptView attempt, Collection<Row> rows, BodyReader reader) {
    this.reader = reader;
    this.run = run;
    this.attempt = attempt;
    this.rows = rows;
  }

  List<Part> all() {
    List<Part> parts = new ArrayList<>();
    parts.add(inputs());
    List<Part> configuration = new ArrayList<>();
    for (Part file : files()) {
      (file.topic() == Topic.DEFINITION ? parts : configuration).add(file);
    }
    parts.addAll(configuration);
    parts.add(configuration());
    parts.add(environment());
    Part secrets = secrets();
    if (secrets != null) {
      parts.add(secrets);
    }
    return parts;
  }

  private Part inputs() {
    Json.Builder inputs = Json.object();
    for (NamedValue input : run.inputs()) {
      Json.Obj missing = input.missing();
      boolean over = missing != null && "over_limit".equals(missing.text("code"));
      inputs.put(
          input.name(),
          over ? NotCaptured.of("too large to be kept", null) : NotCaptured.escaped(input.value()));
    }
    return Part.of(Topic.INPUTS, "", inputs.build(), rowOf(Kind.RUN_CREATED));
  }

  /// The files that the newest attempt up to this one captured, by role and by their name as the
  /// workflow sees it: where a command was started changes nothing.
  private List<Part> files() {
    Map<String, Part> files = new LinkedHashMap<>();
    String attemptOf = "";
    String workflow = null;
    for (Row row : rows) {
      Event event = row.event();
      Json.Obj about = event.attributes();
      String role = about.text("role");
      if (!event.is(Kind.CONFIG_CAPTURED) || role == null) {
        continue;
      }
      if (!event.attemptId().equals(attemptOf)) {
        attemptOf = event.attemptId();
        files.clear();
        workflow = null;
      }
      String captured = about.text("name", "");
      workflow = workflow == null && role.equals("workflow") ? captured : workflow;
      String name = workflow == null ? captured : DefinitionName.from(workflow, captured);
      Topic topic = topicOf(role);
      Payload content = row.payload();
      String text = content == null ? null : content.text();
      Json.Obj variables = topic == Topic.ENVIRONMENT ? variables(text) : null;
      Json.Obj facts =
          Json.object()
              .put("role", role)
              .put("sha256", variables == null ? about.text("sha256") : null)
              .put("variables", variables)
              .build();
      Map<String, String> details = new HashMap<>();
      if (text != null && variables == null) {
        details.put("", text);
      }
      files.put(
          topic + "/" + name,
          new Part(
              topic, name, facts, row.offset(), row.offset(), Map.of(), details, List.of(), null));
    }
    return List.copyOf(files.values());
  }

  /// Each for itself, so that the one that differs is named; null when they are not known so.
  private Json.@Nullable Obj variables(@Nullable String text) {
    if (text == null || !(reader.read(text) instanceof Json.Obj written)) {
      return null;
    }
    Json.Builder variables = Json.object();
    written
        .members()
        .forEach((name, value) -> {
          if (!OF_SHELL.contains(name)) {
            variables.put(name, NotCaptured.escaped(value));
          }
        });
    return variables.build();
  }

  private static Topic topicOf(String role) {
    return switch (role) {
      case "environment", "env" -> Topic.ENVIRONMENT;
      case "config", "configuration", "settings" -> Topic.CONFIGURATION;
      case "input" -> Topic.INPUTS;
      default -> Topic.DEFINITION;
    };
  }

  private Part configuration() {
    Json.Builder facts = Json.object().put("version", run.version());
    attempt
        .facts()
        .members()
        .forEach((name, value) -> {
          if (!NOT_CONFIGURATION.contains(name)) {
            facts.put(name, name.equals("imported") ? ofRun(value) : value);
          }
        });
    return Part.of(Topic.CONFIGURATION, "", facts.build(), rowOf(Kind.RUN_STARTED));
  }

  private static Json ofRun(Json imported) {
    Json.Builder facts = Json.object();
    if (imported instanceof Json.Obj said) {
      said.members()
          .forEach((name, value) -> {
            if (!OF_IMPORT.contains(name)) {
              facts.put(name, value);
            }
          });
    }
    return facts.build();
  }

  private Part environment() {
    Json.Builder urls = Json.object();
    for (Json.Obj api : attempt.facts().objects("base_urls")) {
      urls.put(api.text("api", ""), api.get("url"));
    }
    Json.Obj facts =
        Json.object()
            .put("name", run.created().text("environment"))
            .put("base_urls", urls.build())
            .build();
    return Part.of(Topic.ENVIRONMENT, "", facts, rowOf(Kind.RUN_STARTED));
  }

  /// A secret is known by a keyed digest (DESIGN §5.12), which only says whether it is the same one
  /// when both were made with the same key.
  private @Nullable Part secrets() {
    Map<String, Json> secrets = new LinkedHashMap<>();
    for (Json.Obj secret : attempt.facts().objects("secrets")) {
      Json hmac = secret.get("hmac");
      secrets.put(
          secret.text("name", ""),
          Json.object()
              .put("provider", secret.get("provider"))
              .put("hmac", hmac == null ? NotCaptured.of("no digest of it was kept", null) : hmac)
              .build());
    }
    for (NamedValue input : run.inputs()) {
      if (input.secret()) {
        secrets.putIfAbsent(
            input.name(),
            Json.object().put("hmac", NotCaptured.of("no digest of it was kept", null)).build());
      }
    }
    return secrets.isEmpty()
        ? null
        : Part.of(Topic.SECRETS, "", new Json.Obj(secrets), rowOf(Kind.RUN_STARTED));
  }

  private long rowOf(Kind kind) {
    for (Row row : rows) {
      if (row.event().is(kind)
          && (kind == Kind.RUN_CREATED || row.event().attemptId().equals(attempt.attemptId()))) {
        return row.offset();
      }
    }
    return 0;
  }
}
