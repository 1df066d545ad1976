package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Breaker;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.ExpectedStatuses;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.Retry;
import dev.clew.plan.stage.StatusAction;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a stage makes of an answer: `expectedStatuses`, `onStatus`, `jumpOnStatus`, `ensure`,
/// `retry` and `circuitBreaker`.
public final class HandlingReader {
  private static final Key JUMP =
      Key.text("jumpTo", "The stage at which the run goes on, or endStage.");
  private static final Key OUTPUT =
      Key.of("output", KeyType.TEXT_BY_NAME, "Outputs that are added to the stage's own.");
  private static final Key MESSAGE =
      Key.text("message", "Is shown in the place of the stage's own message.");

  /// Both behave alike, as they do in SIH.
  private static final List<String> ENSURE_MODES = List.of("CreateIfMissing", "Upsert");

  private static final KeySet ACTION_KEYS =
      KeySet.of(
          JUMP,
          OUTPUT,
          MESSAGE,
          Key.of("fail", KeyType.FLAG, "Whether the stage fails with this status."));

  private static final KeySet ENSURE_KEYS =
      KeySet.of(
          Key.of(
              "mode",
              KeyType.oneOf("a mode of 'ensure'", ENSURE_MODES),
              "CreateIfMissing when not written; both behave alike."),
          Key.of(
              "existsOn",
              KeyType.STATUSES,
              "The statuses that say that the thing is there already; 409 when not written."),
          JUMP,
          OUTPUT,
          MESSAGE);

  static final KeySet EXPECTED_KEYS =
      KeySet.of(
          Key.of("expectedStatus", KeyType.STATUS, "The HTTP status with which it succeeds."),
          Key.of(
              "expectedStatuses",
              KeyType.STATUSES,
              "The HTTP statuses with which it succeeds; any 2xx when none is written."));

  static final KeySet KEYS =
      KeySet.of(
          Key.of(
              "onStatus",
              KeyType.byStatus(KeyType.group(ACTION_KEYS)),
              "What is done when the answer has a status."),
          Key.of(
              "jumpOnStatus",
              KeyType.byStatus(KeyType.TEXT),
              "Where the run goes on when the answer has a status: a stage, or endStage."),
          Key.of(
              "ensure",
              KeyType.group(ENSURE_KEYS),
              "That a thing has to exist afterwards, whether it was made or was there."),
          Key.of("retry", KeyType.group(RetryReader.KEYS), "When the call is tried again."),
          Key.of(
              "circuitBreaker",
              KeyType.group(BreakerReader.KEYS),
              "Keeps calls back for a while after failures in a row; needs 'retry'."));

  /// The target of a jump that ends the stages; its case does not matter.
  public static final String END = "endStage";

  private static final List<Integer> EXISTS_ON = List.of(409);

  private final FileReading reading;
  private final TextReader texts;
  private final Resilience resilience;

  HandlingReader(FileReading reading, Resilience resilience) {
    this.reading = reading;
    this.texts = new TextReader(reading);
    this.resilience = resilience;
  }

  Handling read(Fields stage, String name) {
    ExpectedStatuses expected = expected(stage);
    List<StatusAction> onStatus = onStatus(stage);
    List<StatusAction> jumps = jumpOnStatus(stage);
    Ensure ensure = ensure(stage.group("ensure"));
    Fields retrying = stage.group("retry");
    Retry retry = new RetryReader(reading, resilience).read(retrying);
    Fields breaking = stage.group("circuitBreaker");
    Breaker breaker = new BreakerReader(reading, resilience).read(breaking, name);
    if (breaking != null && !stage.has("retry")) {
      reading.complain(
          SihRule.WORKFLOW_BREAKER_WITHOUT_RETRY,
          breaking.at(),
          "'circuitBreaker' of "
              + stage.owner()
              + " needs 'retry', whose statuses are what it counts");
    }
    return new Handling(expected, onStatus, jumps, ensure, retry, breaker);
  }

  /// The plural wins.
  private static ExpectedStatuses expected(Fields stage) {
    List<Integer> many = stage.statuses("expectedStatuses");
    Integer one = stage.status("expectedStatus");
    return new ExpectedStatuses(many.isEmpty() && one != null ? List.of(one) : many);
  }

  private List<StatusAction> onStatus(Fields stage) {
    List<StatusAction> actions = new ArrayList<>();
    for (Fields.Named each : stage.named("onStatus")) {
      Integer status = stage.status(each.name());
      Fields fields = each.fields();
      Jump jump = jump(fields.text("jumpTo"));
      List<NamedExpression> outputs = texts.named(fields, "output", "output");
      var message = texts.optional(fields.text("message"));
      boolean fails = fields.flag("fail", false);
      if (status != null) {
        actions.add(new StatusAction(status, jump, outputs, message, fails));
      }
    }
    return actions;
  }

  private List<StatusAction> jumpOnStatus(Fields stage) {
    List<StatusAction> actions = new ArrayList<>();
    for (Fields.Pair pair : stage.texts("jumpOnStatus")) {
      Integer status = stage.status(pair.key());
      if (pair.value().text().isBlank()) {
        reading.wrongValue(
            pair.key().at(),
            "'jumpOnStatus." + pair.key().text() + "' of " + stage.owner() + " names no stage",
            null);
      } else if (status != null) {
        actions.add(new StatusAction(status, jump(pair.value()), List.of(), null, false));
      }
    }
    return actions;
  }

  private @Nullable Ensure ensure(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    fields.word("mode");
    List<Integer> existsOn = fields.statuses("existsOn");
    return new Ensure(
        existsOn.isEmpty() ? EXISTS_ON : existsOn,
        jump(fields.text("jumpTo")),
        texts.named(fields, "output", "output"),
        texts.optional(fields.text("message")));
  }

  private static @Nullable Jump jump(@Nullable Scalar target) {
    return target == null || target.text().isBlank()
        ? null
        : new Jump(target.text(), target.text().equalsIgnoreCase(END), target);
  }
}
