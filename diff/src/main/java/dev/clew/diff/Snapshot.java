package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a run is expected to do, as a file that people review: inputs, stages, artifacts, status
/// and output, with what is volatile masked. Format 1: see docs/diff.md.
///
/// @param run masked
public record Snapshot(RunProfile run, List<PathPattern> ignored) {
  public static final int FORMAT_VERSION = 1;
  private static final String FORMAT = "clew_snapshot";
  private static final String ONLY = "";
  private static final List<String> GROUPS =
      List.of("decisions", "values", "calls", "error", "outputs");

  public Snapshot {
    ignored = List.copyOf(ignored);
  }

  public static Snapshot of(RunProfile run, DiffSettings settings) {
    return new Snapshot(new Masking(settings).of(run), settings.ignored());
  }

  /// Members sorted, stages in their order.
  public Json.Obj toJson() {
    List<Json> stages = new ArrayList<>();
    Map<String, Json> artifacts = new TreeMap<>();
    Json inputs = Json.EMPTY_OBJECT;
    Json ends = Json.EMPTY_OBJECT;
    for (SnapshotPart part : run.parts()) {
      Json.Obj facts = sorted(part.facts());
      switch (part.topic()) {
        case INPUTS -> inputs = facts;
        case STAGES ->
            stages.add(
                Json.object().put("stage", part.name()).put("facts", trimmed(facts)).build());
        case ARTIFACTS -> artifacts.put(part.name(), facts);
        case RUN -> ends = facts;
        case DEFINITION, CONFIGURATION, ENVIRONMENT, SECRETS, LOGS, WINDOWS -> {}
      }
    }
    List<String> order = new ArrayList<>();
    for (SnapshotPart stage : MovedStages.sequential(run)) {
      order.add(stage.name());
    }
    return Json.object()
        .put(FORMAT, FORMAT_VERSION)
        .put("name", run.name())
        .put("ignore", Json.strings(ignored.stream().map(PathPattern::text).toList()))
        .put("inputs", inputs)
        .put("order", Json.strings(order))
        .put("stages", stages)
        .put("artifacts", new Json.Obj(artifacts))
        .put("run", ends)
        .build();
  }

  /// Without the groups of facts of which there are none.
  private static Json.Obj trimmed(Json.Obj facts) {
    Json.Builder out = Json.object();
    facts
        .members()
        .forEach((name, value) -> {
          if (!GROUPS.contains(name) || !value.equals(Json.EMPTY_OBJECT)) {
            out.put(name, value);
          }
        });
    return out.build();
  }

  private static Json.Obj whole(Json.Obj facts) {
    Json.Builder out = Json.object();
    for (String group : GROUPS) {
      out.put(group, Json.EMPTY_OBJECT);
    }
    return out.putAll(facts).build();
  }

  private static Json.Obj sorted(Json.Obj object) {
    Map<String, Json> members = new TreeMap<>();
    object.members().forEach((name, value) -> members.put(name, sorted(value)));
    return new Json.Obj(members);
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case Json.Obj object -> sorted(object);
      case Json.Arr array -> new Json.Arr(array.items().stream().map(Snapshot::sorted).toList());
      case Json.Str string -> string;
      case Json.Num number -> number;
      case Json.Bool bool -> bool;
      case Json.Null nothing -> nothing;
    };
  }

  /// @throws IllegalArgumentException with what is wrong with it, in one line
  public static Snapshot read(Json json) {
    if (!(json instanceof Json.Obj file) || !file.has(FORMAT)) {
      throw new IllegalArgumentException("this is no snapshot: it has no member " + FORMAT);
    }
    Long version = file.whole(FORMAT);
    if (version == null || version != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "this snapshot has format "
              + file.get(FORMAT)
              + ", and this clew reads "
              + FORMAT_VERSION
              + ": make it again");
    }
    Map<String, Long> order = new HashMap<>();
    for (Json name : file.list("order")) {
      if (name instanceof Json.Str stage) {
        order.put(stage.value(), (long) order.size());
      }
    }
    List<SnapshotPart> parts = new ArrayList<>();
    parts.add(SnapshotPart.of(Topic.INPUTS, ONLY, file.object("inputs"), 0));
    for (Json.Obj stage : file.objects("stages")) {
      String name = stage.text("stage");
      if (name == null) {
        throw new IllegalArgumentException("a stage of this snapshot has no name");
      }
      long row = order.getOrDefault(name, SnapshotPart.NO_ROW);
      parts.add(SnapshotPart.of(Topic.STAGES, name, whole(stage.object("facts")), row));
    }
    file.object("artifacts")
        .members()
        .forEach((name, facts) -> {
          if (facts instanceof Json.Obj about) {
            parts.add(SnapshotPart.of(Topic.ARTIFACTS, name, about, SnapshotPart.NO_ROW));
          }
        });
    parts.add(SnapshotPart.of(Topic.RUN, ONLY, file.object("run"), SnapshotPart.NO_ROW));
    List<PathPattern> ignored = new ArrayList<>();
    for (Json path : file.list("ignore")) {
      ignored.add(new PathPattern(path instanceof Json.Str text ? text.value() : ""));
    }
    RunStatus status = RunStatus.of(file.object("run").text("status", ""));
    return new Snapshot(
        new RunProfile(
            "",
            file.text("name", ""),
            1,
            1,
            status == null ? RunStatus.CREATED : status,
            null,
            null,
            "",
            parts),
        ignored);
  }

  /// What the run does otherwise. Paths that were ignored when it was made are ignored.
  public RunDiff compare(RunProfile after, DiffSettings settings) {
    List<PathPattern> all = new ArrayList<>(ignored);
    all.addAll(settings.ignored());
    DiffSettings both = new DiffSettings(all, settings.strict());
    Masking masking = new Masking(both);
    RunDiff diff = RunDiff.of(run, masking.of(after), new DiffSettings(all, false));
    List<Ignored> left = new ArrayList<>(diff.ignored());
    left.addAll(masking.masked());
    return new RunDiff(
        null,
        after,
        1,
        diff.differences(),
        left,
        diff.notCompared(),
        diff.stages(),
        diff.compared());
  }
}
