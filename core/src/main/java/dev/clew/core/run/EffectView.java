package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.artifact.EffectReported;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an attempt did to the world outside: an unsafe call, or what its producer calls an effect.
///
/// @param effectId the tool call, or the producer's own name for it
/// @param what `POST https://…`, or the producer's words
/// @param evidence why the state is what it is, in words
/// @param row the newest row about it
public record EffectView(
    String effectId,
    @Nullable StagePath stage,
    String what,
    State state,
    String evidence,
    long row) {

  public enum State {
    NONE,
    COMMITTED,
    NOT_COMMITTED,
    UNKNOWN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whatever does not say that it is settled leaves it open.
    static State of(String wire) {
      return switch (wire) {
        case "committed" -> COMMITTED;
        case "not_committed" -> NOT_COMMITTED;
        default -> UNKNOWN;
      };
    }
  }

  /// What it is and how it stands, without the row that says so.
  public Json.Obj toJson() {
    return Json.object()
        .put("effect_id", effectId)
        .put("stage", stage == null ? null : stage.toString())
        .put("what", what)
        .put("state", state.wire())
        .put("evidence", evidence)
        .build();
  }

  /// Those of the calls, then those that were reported, each once with its newest state.
  static List<EffectView> of(List<ToolCallView> calls, List<Event> reported, List<Long> offsets) {
    List<EffectView> effects = new ArrayList<>();
    for (ToolCallView call : calls) {
      State state = call.effect();
      if (state != State.NONE) {
        Long ended = call.endedOffset();
        effects.add(
            new EffectView(
                call.toolCallId(),
                call.path(),
                call.method() + " " + call.url(),
                state,
                evidence(call, state),
                ended == null ? call.startedOffset() : ended));
      }
    }
    Map<String, EffectView> newest = new LinkedHashMap<>();
    for (int at = 0; at < reported.size(); at++) {
      Event event = reported.get(at);
      EffectReported said = EffectReported.from(event);
      String id =
          said.get(EffectReported.EFFECT_ID, said.get(EffectReported.WHAT, event.summary()));
      State state = State.of(said.get(EffectReported.STATUS, ""));
      EffectView before = newest.get(id);
      newest.put(
          id,
          new EffectView(
              id,
              before != null && event.path() == null ? before.stage() : event.path(),
              said.get(EffectReported.WHAT, before == null ? event.summary() : before.what()),
              state,
              evidence(said, state),
              offsets.get(at)));
    }
    effects.addAll(newest.values());
    return effects;
  }

  private static String evidence(EffectReported said, State state) {
    String status = said.get(EffectReported.STATUS, "");
    return state == State.UNKNOWN && !status.equals("unknown")
        ? "it was begun, and nothing says how it ended"
        : "its producer says " + status.replace('_', ' ');
  }

  private static String evidence(ToolCallView call, State state) {
    Integer status = call.httpStatus();
    if (status == null) {
      return state == State.NOT_COMMITTED ? "nothing was sent" : "it was sent, and no answer came";
    }
    return switch (state) {
      case NONE, COMMITTED -> "answered " + status;
      case NOT_COMMITTED -> "answered " + status + ": the service refused it";
      case UNKNOWN -> "answered " + status + ": the service may or may not have done it";
    };
  }
}
