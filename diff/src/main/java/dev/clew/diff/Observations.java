package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.core.run.StageStatus;
import dev.clew.diff.part.FactPath;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import dev.clew.diff.part.WindowSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that is not the same in two runs, in the order of causes of the second.
///
/// @param compared how many values stood on both sides
record Observations(List<Observation> all, List<NotCompared> unknown, long compared) {

  static Observations between(RunProfile before, RunProfile after) {
    return new Observer(before, after).observe();
  }

  private static final class Observer {
    /// Of a stage that did not run there is nothing to compare but why.
    private static final Set<String> OF_UNREACHED = Set.of("plan", "decisions", "status");

    private final RunProfile before;
    private final RunProfile after;
    private final List<Observation> all = new ArrayList<>();
    private final List<NotCompared> unknown = new ArrayList<>();
    private final Map<String, SnapshotPart> stagesAfter = new HashMap<>();
    private final Map<String, Long> anchors = new HashMap<>();
    private long compared;

    Observer(RunProfile before, RunProfile after) {
      this.before = before;
      this.after = after;
    }

    Observations observe() {
      for (SnapshotPart part : after.parts()) {
        if (part.topic() == Topic.STAGES) {
          stagesAfter.put(part.name(), part);
        }
      }
      anchor();
      for (Alignment.Pair pair : Alignment.of(before, after)) {
        SnapshotPart one = pair.before();
        SnapshotPart other = pair.after();
        if (one != null && other != null) {
          matched(one, other);
        } else if (one != null) {
          whole(one, null, one, Change.Form.REMOVED);
        } else if (other != null) {
          whole(null, other, other, Change.Form.ADDED);
        }
      }
      order();
      all.sort(Comparator.comparing(Observation::position));
      return new Observations(all, unknown, compared);
    }

    /// Where a stage that is gone would have stood: behind what came before it.
    private void anchor() {
      long row = -1;
      for (SnapshotPart part : before.parts()) {
        if (part.topic() != Topic.STAGES) {
          continue;
        }
        SnapshotPart same = stagesAfter.get(part.name());
        if (same == null) {
          anchors.put(part.name(), row);
        } else if (same.last() != SnapshotPart.NO_ROW) {
          row = Math.max(row, same.last());
        }
      }
    }

    private void whole(
        @Nullable SnapshotPart one,
        @Nullable SnapshotPart other,
        SnapshotPart part,
        Change.Form form) {
      boolean gone = form == Change.Form.REMOVED;
      DifferenceKind kind = wholeKind(part, gone);
      long row = gone ? rowOfGone(part) : part.first();
      Json shown = shown(part);
      add(
          one,
          other,
          "",
          kind,
          gone ? shown : null,
          gone ? null : shown,
          form,
          new Observation.Position(phase(part, kind), row, gone ? 1 : 0, kind));
    }

    private static Json shown(SnapshotPart part) {
      return switch (part.topic()) {
        case STAGES, WINDOWS -> Json.of(part.facts().text("status", ""));
        case LOGS -> Json.of(part.facts().text("text", ""));
        case ARTIFACTS -> Json.of(part.facts().text("path", part.name()));
        case DEFINITION -> Json.of(part.facts().text("sha256", ""));
        case INPUTS, CONFIGURATION, ENVIRONMENT, SECRETS, RUN -> part.facts();
      };
    }

    private long rowOfGone(SnapshotPart part) {
      if (part.topic() == Topic.STAGES) {
        return anchors.getOrDefault(part.name(), SnapshotPart.NO_ROW);
      }
      String stage = part.stage();
      SnapshotPart owner = stage == null ? null : stagesAfter.get(stage);
      return owner == null ? SnapshotPart.NO_ROW : owner.last();
    }

    private static DifferenceKind wholeKind(SnapshotPart part, boolean gone) {
      return switch (part.topic()) {
        case INPUTS -> DifferenceKind.INPUTS_CHANGED;
        case DEFINITION -> DifferenceKind.DEFINITION_CHANGED;
        case CONFIGURATION -> DifferenceKind.CONFIGURATION_CHANGED;
        case ENVIRONMENT -> DifferenceKind.ENVIRONMENT_CHANGED;
        case SECRETS -> DifferenceKind.SECRET_CHANGED;
        case STAGES -> gone ? DifferenceKind.STAGE_REMOVED : DifferenceKind.STAGE_ADDED;
        case ARTIFACTS ->
            switch (part.facts().text("kind", "")) {
              case "input" -> DifferenceKind.INPUTS_CHANGED;
              case "config" -> DifferenceKind.CONFIGURATION_CHANGED;
              default -> gone ? DifferenceKind.ARTIFACT_REMOVED : DifferenceKind.ARTIFACT_ADDED;
            };
        case LOGS -> gone ? DifferenceKind.LOG_REMOVED : DifferenceKind.LOG_ADDED;
        case WINDOWS -> DifferenceKind.WINDOW_CHANGED;
        case RUN -> DifferenceKind.RUN_STATUS_CHANGED;
      };
    }

    private static Topic phase(SnapshotPart part, DifferenceKind kind) {
      return switch (kind) {
        case INPUTS_CHANGED -> Topic.INPUTS;
        case CONFIGURATION_CHANGED -> Topic.CONFIGURATION;
        case DifferenceKind other -> {
          Topic topic = part.topic();
          if (topic.isBeforeStages()) {
            yield topic;
          }
          yield topic == Topic.RUN || topic == Topic.WINDOWS ? Topic.RUN : Topic.STAGES;
        }
      };
    }

    private void matched(SnapshotPart one, SnapshotPart other) {
      Json.Obj a = one.facts();
      Json.Obj b = other.facts();
      if (one.topic() == Topic.STAGES && (!ran(a) || !ran(b))) {
        a = only(a);
        b = only(b);
      }
      if (isGivenFile(a, b)) {
        a = without(a, "path");
        b = without(b, "path");
      }
      Trees trees = Trees.compare(a, b);
      compared += trees.compared();
      for (Trees.Found found : trees.found()) {
        String unanswered = found.unknown();
        if (unanswered != null) {
          unknown.add(new NotCompared(FactPath.of(other, found.pointer()), unanswered));
        } else if (isWanted(one, other, found)) {
          DifferenceKind kind = kind(other, found);
          add(
              one,
              other,
              found.pointer(),
              kind,
              found.before(),
              found.after(),
              found.form(),
              new Observation.Position(phase(other, kind), other.rowOf(found.pointer()), 0, kind));
        }
      }
    }

    /// What a run was given under another name is the same.
    private static boolean isGivenFile(Json.Obj one, Json.Obj other) {
      String kind = one.text("kind", "");
      String checksum = one.text("checksum");
      return (kind.equals("input") || kind.equals("config"))
          && checksum != null
          && checksum.equals(other.text("checksum"));
    }

    private static Json.Obj without(Json.Obj facts, String name) {
      Json.Builder out = Json.object();
      facts
          .members()
          .forEach((each, value) -> {
            if (!each.equals(name)) {
              out.put(each, value);
            }
          });
      return out.build();
    }

    private static boolean ran(Json.Obj facts) {
      String status = facts.text("status", "");
      return !(status.equals(StageStatus.SKIPPED.wire())
          || status.equals(StageStatus.NOT_REACHED.wire())
          || status.equals("planned"));
    }

    private static Json.Obj only(Json.Obj facts) {
      Json.Builder out = Json.object();
      facts
          .members()
          .forEach((name, value) -> {
            if (OF_UNREACHED.contains(name)) {
              out.put(name, value);
            }
          });
      return out.build();
    }

    /// An answer of another status has other headers; a window only moves by more than runs do.
    private static boolean isWanted(SnapshotPart one, SnapshotPart other, Trees.Found found) {
      if (other.topic() == Topic.WINDOWS && found.pointer().equals("duration_ms")) {
        return found.before() instanceof Json.Num from
            && found.after() instanceof Json.Num to
            && WindowSpan.moved(millis(from), millis(to));
      }
      int headers = found.pointer().indexOf("/response/headers");
      if (headers < 0) {
        return true;
      }
      String call = found.pointer().substring(0, headers);
      return java.util.Objects.equals(status(one, call), status(other, call));
    }

    private static @Nullable Json status(SnapshotPart part, String call) {
      return part.facts()
          .object("calls")
          .object(FactPath.leaf(call))
          .object("response")
          .get("status");
    }

    private static Duration millis(Json.Num millis) {
      return Duration.ofNanos(millis.decimal().multiply(BigDecimal.valueOf(1_000_000)).longValue());
    }

    private static DifferenceKind kind(SnapshotPart part, Trees.Found found) {
      return switch (part.topic()) {
        case STAGES -> stageKind(found);
        case ARTIFACTS ->
            switch (part.facts().text("kind", "")) {
              case "input" -> DifferenceKind.INPUTS_CHANGED;
              case "config" -> DifferenceKind.CONFIGURATION_CHANGED;
              default -> DifferenceKind.ARTIFACT_CHANGED;
            };
        case RUN ->
            found.pointer().startsWith("calls")
                ? callKind(found)
                : found.pointer().startsWith("output")
                    ? DifferenceKind.RUN_OUTPUT_CHANGED
                    : DifferenceKind.RUN_STATUS_CHANGED;
        case INPUTS, DEFINITION, CONFIGURATION, ENVIRONMENT, SECRETS, LOGS, WINDOWS ->
            wholeKind(part, false);
      };
    }

    private static DifferenceKind stageKind(Trees.Found found) {
      String pointer = found.pointer();
      int slash = pointer.indexOf('/');
      return switch (slash < 0 ? pointer : pointer.substring(0, slash)) {
        case "plan" -> DifferenceKind.DEFINITION_CHANGED;
        case "decisions" -> DifferenceKind.DECISION_CHANGED;
        case "values" -> DifferenceKind.REQUEST_CHANGED;
        case "calls" -> callKind(found);
        case "tries" -> DifferenceKind.TRIES_CHANGED;
        case "status" ->
            Json.of(StageStatus.SKIPPED.wire()).equals(found.after())
                ? DifferenceKind.STAGE_SKIPPED
                : DifferenceKind.OUTCOME_CHANGED;
        case "outputs" -> DifferenceKind.OUTPUTS_CHANGED;
        default -> DifferenceKind.OUTCOME_CHANGED;
      };
    }

    private static DifferenceKind callKind(Trees.Found found) {
      String[] steps = found.pointer().split("/", -1);
      if (steps.length < 4) {
        return found.form() == Change.Form.REMOVED
            ? DifferenceKind.CALL_REMOVED
            : DifferenceKind.CALL_ADDED;
      }
      boolean request = steps[2].equals("request");
      return switch (steps[3]) {
        case "method", "origin", "path", "type" ->
            request ? DifferenceKind.ENDPOINT_CHANGED : DifferenceKind.RESPONSE_VALUE_CHANGED;
        case "status", "exit_code", "signal" ->
            request ? DifferenceKind.REQUEST_CHANGED : DifferenceKind.RESPONSE_STATUS_CHANGED;
        case "headers" ->
            request ? DifferenceKind.REQUEST_CHANGED : DifferenceKind.RESPONSE_HEADER_CHANGED;
        default ->
            request
                ? DifferenceKind.REQUEST_CHANGED
                : found.form().isStructural()
                    ? DifferenceKind.RESPONSE_STRUCTURE_CHANGED
                    : DifferenceKind.RESPONSE_VALUE_CHANGED;
      };
    }

    private void order() {
      List<MovedStages.Moved> moved = MovedStages.moved(before, after);
      long row = moved.isEmpty() ? 0 : moved.getFirst().stage().first();
      for (MovedStages.Moved stage : moved) {
        add(
            stage.stage(),
            stage.stage(),
            "order",
            DifferenceKind.STAGES_REORDERED,
            Json.of(stage.before().isEmpty() ? "first" : "after " + stage.before()),
            Json.of(stage.after().isEmpty() ? "first" : "after " + stage.after()),
            Change.Form.VALUE,
            new Observation.Position(Topic.STAGES, row, 0, DifferenceKind.STAGES_REORDERED));
      }
    }

    private void add(
        @Nullable SnapshotPart one,
        @Nullable SnapshotPart other,
        String pointer,
        DifferenceKind kind,
        @Nullable Json from,
        @Nullable Json to,
        Change.Form form,
        Observation.Position position) {
      SnapshotPart part = other == null ? one : other;
      if (part == null) {
        throw new IllegalArgumentException("no part");
      }
      all.add(
          new Observation(
              one, other, pointer, FactPath.of(part, pointer), kind, from, to, form, position));
    }
  }
}
