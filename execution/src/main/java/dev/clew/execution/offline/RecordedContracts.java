package dev.clew.execution.offline;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.call.EnumValue;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.Violation;
import dev.clew.core.ledger.Row;
import dev.clew.engine.context.Contracts;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a contract said when a run was recorded. Immutable.
final class RecordedContracts implements Contracts {
  private final Map<String, List<Violation>> violations = new HashMap<>();

  private final Map<String, List<EnumValue>> enumValues = new HashMap<>();

  /// Whether the answers of a stage are others, of which a contract has said nothing.
  private final Predicate<StagePath> isOther;

  RecordedContracts(Recording recording) {
    this(recording, path -> false);
  }

  /// @param isOther whether the answers of a stage are others than the recorded ones
  RecordedContracts(Recording recording, Predicate<StagePath> isOther) {
    this.isOther = isOther;
    for (Row row : recording.rows()) {
      Event event = row.event();
      StagePath path = event.path();
      if (event.is(Kind.TOOL_CALL_STARTED)
          && path != null
          && ToolCallStarted.from(event).has(ToolCallStarted.ENUM_VALUES)) {
        List<EnumValue> all = new ArrayList<>();
        for (var one : ToolCallStarted.from(event).enumValues()) {
          all.add(new EnumValue(StandIns.in(one.at()), one.value()));
        }
        int number = event.tryNumber() == null ? 1 : event.tryNumber();
        enumValues.put(key(path, number, CheckMade.REQUEST), all);
      }
      if (event.is(Kind.VALIDATION_COMPLETED) && path != null) {
        CheckMade check = CheckMade.from(event);
        List<Violation> all = new ArrayList<>();
        for (var one : check.violations()) {
          all.add(new Violation(text(one.where()), text(one.message()), text(one.source())));
        }
        int number = event.tryNumber() == null ? 1 : event.tryNumber();
        violations.put(key(path, number, check.get(CheckMade.DIRECTION, "")), all);
      }
    }
  }

  private static String text(@Nullable String said) {
    return said == null ? "" : StandIns.in(said);
  }

  private static String key(StagePath path, int tryNumber, String direction) {
    return path + "#" + tryNumber + " " + direction;
  }

  @Override
  public List<Violation> request(StagePath path, int tryNumber, ResolvedApi api, Request request) {
    return violations.getOrDefault(key(path, tryNumber, CheckMade.REQUEST), List.of());
  }

  @Override
  public List<Violation> response(
      StagePath path, int tryNumber, ResolvedApi api, Request request, Exchange.Answered answer) {
    return isOther.test(path)
        ? List.of()
        : violations.getOrDefault(key(path, tryNumber, CheckMade.RESPONSE), List.of());
  }

  @Override
  public List<EnumValue> enumValues(
      StagePath path, int tryNumber, ResolvedApi api, Request request) {
    return enumValues.getOrDefault(key(path, tryNumber, CheckMade.REQUEST), List.of());
  }

  @Override
  public List<Violation> request(ResolvedApi api, Request request) {
    return List.of();
  }

  @Override
  public List<Violation> response(ResolvedApi api, Request request, Exchange.Answered answer) {
    return List.of();
  }
}
