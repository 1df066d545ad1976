package dev.clew.diff.part;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.Origin;
import dev.clew.core.fact.part.Quoted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stages of an attempt as parts, in the order of the plan.
final class StageParts {
  private final Map<Long, Row> rows;
  private final CallFacts calls;
  private final Map<StagePath, List<ToolCallView>> callsByStage = new HashMap<>();

  StageParts(Map<Long, Row> rows, BodyFacts bodies) {
    this.rows = rows;
    this.calls = new CallFacts(bodies);
  }

  List<SnapshotPart> of(AttemptView attempt) {
    for (ToolCallView call : attempt.toolCalls()) {
      StagePath path = call.path();
      if (path != null) {
        callsByStage.computeIfAbsent(path, unseen -> new ArrayList<>(1)).add(call);
      }
    }
    List<SnapshotPart> parts = new ArrayList<>(attempt.stages().size());
    for (StageView stage : attempt.stages()) {
      parts.add(part(stage));
    }
    return parts;
  }

  /// Calls that no stage made: the command of a whole run.
  Json.Obj callsOutsideStages(AttemptView attempt, Map<String, Long> where) {
    List<ToolCallView> outside = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (call.path() == null) {
        outside.add(call);
      }
    }
    return calls(outside, where);
  }

  private SnapshotPart part(StageView stage) {
    Map<String, Long> where = new HashMap<>();
    Map<String, String> details = new HashMap<>();
    long first = SnapshotPart.NO_ROW;
    long last = SnapshotPart.NO_ROW;
    long started = SnapshotPart.NO_ROW;
    boolean ended = false;
    for (long offset : stage.rows()) {
      Row row = rows.get(offset);
      if (row == null || row.event().is(Kind.STAGE_PLANNED)) {
        continue;
      }
      first = first == SnapshotPart.NO_ROW ? offset : first;
      // What is said about a stage after its end does not make it longer; a retry does.
      ended &= !row.event().is(Kind.STAGE_STARTED);
      last = ended ? last : offset;
      ended |= ends(row.event());
      if (started == SnapshotPart.NO_ROW && row.event().is(Kind.STAGE_STARTED)) {
        started = offset;
      }
    }
    where.put("values", started == SnapshotPart.NO_ROW ? first : started);
    where.put("plan", first);
    details.put("status", stage.headline());
    List<ToolCallView> made = callsByStage.getOrDefault(stage.path(), List.of());
    Json.Builder facts = Json.object();
    facts.put("plan", Vocabulary.without(Trait.NOT_COMPARED, stage.plan()));
    String reusedFrom = stage.ended().get(AnyEvent.REUSED_FROM);
    if (reusedFrom == null) {
      facts.put("decisions", decisions(stage, where, details));
      facts.put("values", values(stage.inputs()));
      facts.put("calls", calls(made, where));
    } else {
      // What it did is in the attempt that did it, and this one keeps.
      for (String done : List.of("decisions", "values", "calls", "tries")) {
        facts.put(done, NotCaptured.of("kept from an earlier attempt", null));
      }
    }
    String quote = quote(stage);
    if (!made.isEmpty() && quote != null) {
      details.put("calls/" + names(made).getLast() + "/response", quote);
    }
    if (reusedFrom == null && !stage.tries().isEmpty()) {
      facts.put("tries", stage.tries().size());
    }
    facts.put("status", stage.status() == null ? "planned" : stage.status().wire());
    facts.put("error", error(stage));
    facts.put("outputs", values(stage.outputs()));
    return new SnapshotPart(
        Topic.STAGES,
        stage.path().toString(),
        facts.build(),
        first,
        last,
        where,
        details,
        uses(stage),
        stage.path().toString());
  }

  private static boolean ends(Event event) {
    return event.is(Kind.STAGE_COMPLETED)
        || event.is(Kind.STAGE_FAILED)
        || event.is(Kind.STAGE_SKIPPED)
        || event.is(Kind.STAGE_CANCELLED)
        || event.is(Kind.STAGE_NOT_REACHED);
  }

  private static Json.Obj decisions(
      StageView stage, Map<String, Long> where, Map<String, String> details) {
    Json.Builder out = Json.object();
    Map<String, Integer> seen = new HashMap<>();
    for (DecisionView decision : stage.decisions()) {
      int number = seen.merge(decision.purpose(), 1, Integer::sum);
      String name = decision.purpose() + (number == 1 ? "" : "." + number);
      String pointer = FactPath.join("decisions", name);
      where.put(pointer, decision.offset());
      details.put(pointer, decision.shown().isEmpty() ? decision.explanation() : decision.shown());
      out.put(
          name,
          Json.object()
              .put("expression", decision.expression())
              .put("result", decision.result())
              .put("chosen", decision.chosen())
              .build());
    }
    return out.build();
  }

  /// By where they were put and what they were read by, else by their name.
  private static Json.Obj values(List<NamedValue> values) {
    Map<String, Json> out = new LinkedHashMap<>();
    for (NamedValue value : values) {
      String name = value.at() == null ? value.name() : value.at() + " " + value.name();
      Json shown =
          NotCaptured.isTooLarge(value) || value.missing() == null
              ? NotCaptured.valueOf(value)
              : Json.NULL;
      String unique = name;
      for (int number = 2; out.containsKey(unique); number++) {
        unique = name + " " + number;
      }
      out.put(unique, shown);
    }
    return new Json.Obj(out);
  }

  private Json.Obj calls(List<ToolCallView> made, Map<String, Long> where) {
    Json.Builder out = Json.object();
    List<String> names = names(made);
    for (int at = 0; at < made.size(); at++) {
      ToolCallView call = made.get(at);
      String name = names.get(at);
      Long ended = call.endedOffset();
      where.put("calls/" + name, call.startedOffset());
      if (ended != null) {
        where.put("calls/" + name + "/response", ended);
      }
      out.put(name, calls.of(call, payload(call.startedOffset()), payload(ended)));
    }
    return out.build();
  }

  /// Each by its try, and its place among the calls of that try: `1.1`.
  private static List<String> names(List<ToolCallView> made) {
    List<String> names = new ArrayList<>(made.size());
    Map<Integer, Integer> ofTry = new HashMap<>();
    for (ToolCallView call : made) {
      names.add(call.tryNumber() + "." + ofTry.merge(call.tryNumber(), 1, Integer::sum));
    }
    return names;
  }

  private @Nullable Payload payload(@Nullable Long offset) {
    Row row = offset == null ? null : rows.get(offset);
    return row == null ? null : row.payload();
  }

  private static Json.Obj error(StageView stage) {
    SaidError error = stage.error();
    return error == null
        ? Json.EMPTY_OBJECT
        : new Attributes()
            .with(SaidError.CODE, error.get(SaidError.CODE))
            .with(SaidError.MESSAGE, error.get(SaidError.MESSAGE))
            .with(SaidError.CAUSE, error.cause())
            .build();
  }

  /// What the answer itself says went wrong.
  private static @Nullable String quote(StageView stage) {
    SaidError error = stage.error();
    Quoted quote = error == null ? null : error.quote();
    if (quote == null) {
      return null;
    }
    String code = quote.code();
    String message = quote.message();
    return code == null ? message : message == null ? code : code + ": " + message;
  }

  private static List<String> uses(StageView stage) {
    Set<String> uses = new LinkedHashSet<>();
    for (StageReference reference : stage.plan().references()) {
      uses.add(reference.stage());
    }
    for (NamedValue input : stage.inputs()) {
      Origin origin = input.origin();
      String stageOf = origin == null ? null : origin.stage();
      if (stageOf != null) {
        uses.add(stageOf);
      }
    }
    StagePath cause = stage.cause();
    if (cause != null) {
      uses.add(cause.toString());
    }
    return List.copyOf(uses);
  }
}
