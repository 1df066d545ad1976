package dev.clew.diff.part;

import dev.clew.core.event.DefinitionName;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.ImportedFrom;
import dev.clew.core.fact.run.SecretDigest;
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

  List<SnapshotPart> all() {
    List<SnapshotPart> parts = new ArrayList<>();
    parts.add(inputs());
    List<SnapshotPart> configuration = new ArrayList<>();
    for (SnapshotPart file : files()) {
      (file.topic() == Topic.DEFINITION ? parts : configuration).add(file);
    }
    parts.addAll(configuration);
    parts.add(configuration());
    parts.add(environment());
    SnapshotPart secrets = secrets();
    if (secrets != null) {
      parts.add(secrets);
    }
    return parts;
  }

  private SnapshotPart inputs() {
    Json.Builder inputs = Json.object();
    for (NamedValue input : run.inputs()) {
      inputs.put(input.name(), NotCaptured.valueOf(input));
    }
    return SnapshotPart.of(Topic.INPUTS, "", inputs.build(), rowOf(Kind.RUN_CREATED));
  }

  /// The files that the newest attempt up to this one captured, by role and by their name as the
  /// workflow sees it: where a command was started changes nothing.
  private List<SnapshotPart> files() {
    Map<String, SnapshotPart> files = new LinkedHashMap<>();
    String attemptOf = "";
    String workflow = null;
    for (Row row : rows) {
      Event event = row.event();
      ConfigCaptured about = ConfigCaptured.from(event);
      String role = about.get(ConfigCaptured.ROLE);
      if (!event.is(Kind.CONFIG_CAPTURED) || role == null) {
        continue;
      }
      if (!event.attemptId().equals(attemptOf)) {
        attemptOf = event.attemptId();
        files.clear();
        workflow = null;
      }
      String captured = about.name();
      workflow = workflow == null && role.equals("workflow") ? captured : workflow;
      String name = workflow == null ? captured : DefinitionName.from(workflow, captured);
      Topic topic = topicOf(role);
      Payload content = row.payload();
      String text = content == null ? null : content.text();
      Json.Obj variables = topic == Topic.ENVIRONMENT ? variables(text) : null;
      Json.Obj facts =
          Json.object()
              .put("role", role)
              .put("sha256", variables == null ? about.sha256() : null)
              .put("variables", variables)
              .build();
      Map<String, String> details = new HashMap<>();
      if (text != null && variables == null) {
        details.put("", text);
      }
      files.put(
          topic + "/" + name,
          new SnapshotPart(
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

  private SnapshotPart configuration() {
    AttemptStarted started = attempt.facts();
    Json.Builder facts =
        Json.object()
            .put("version", run.version())
            .putAll(Vocabulary.without(Trait.NOT_COMPARED, started));
    ImportedFrom imported = started.imported();
    if (imported != null) {
      facts.put(
          AttemptStarted.IMPORTED.name(), ImportedFrom.TYPE.without(imported, Trait.NOT_COMPARED));
    }
    return SnapshotPart.of(Topic.CONFIGURATION, "", facts.build(), rowOf(Kind.RUN_STARTED));
  }

  private SnapshotPart environment() {
    Json.Builder urls = Json.object();
    for (BaseUrl api : attempt.facts().baseUrls()) {
      urls.put(api.api(), api.get(BaseUrl.URL));
    }
    Json.Obj facts =
        Json.object()
            .put("name", run.created().environment())
            .put("base_urls", urls.build())
            .build();
    return SnapshotPart.of(Topic.ENVIRONMENT, "", facts, rowOf(Kind.RUN_STARTED));
  }

  /// A secret is known by a keyed digest (DESIGN §5.12), which only says whether it is the same one
  /// when both were made with the same key.
  private @Nullable SnapshotPart secrets() {
    Map<String, Json> secrets = new LinkedHashMap<>();
    for (SecretDigest secret : attempt.facts().secrets()) {
      String hmac = secret.hmac();
      secrets.put(
          secret.name(),
          Json.object()
              .put("provider", secret.provider())
              .put(
                  "hmac",
                  hmac == null ? NotCaptured.of("no digest of it was kept", null) : Json.of(hmac))
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
        : SnapshotPart.of(Topic.SECRETS, "", new Json.Obj(secrets), rowOf(Kind.RUN_STARTED));
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
