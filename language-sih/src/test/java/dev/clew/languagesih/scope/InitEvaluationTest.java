package dev.clew.languagesih.scope;

import static dev.clew.languagesih.TestValues.named;
import static dev.clew.languagesih.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.Position;
import dev.clew.languagesih.TestValues;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.definition.InitVariable.Value;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.InitValue;
import dev.clew.plan.scope.InitValues;
import dev.clew.plan.scope.ValueLookup;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InitEvaluationTest {
  private static final Instant NOW = Instant.parse("2024-01-31T22:30:05.25Z");

  @Test
  void evaluate_everyType_hasItsForm() {
    InitStage init =
        new InitStage(
            List.of(
                variable("fixed", new Value.Fixed(template("000000001972"))),
                variable("n", new Value.Whole(5, 5, 0)),
                variable("padded", new Value.Whole(-42, -42, 6)),
                variable("text", new Value.Text(4, CharacterSet.NUMERIC)),
                variable("guid", new Value.Guid()),
                variable("ulid", new Value.Ulid()),
                variable("at", moment(TimeKind.DATE_TIME, null, null, "O")),
                variable("day", moment(TimeKind.DATE, "2024-02-29", "2024-02-29", "dd.MM.yyyy")),
                variable("time", moment(TimeKind.TIME, "08:00", "08:00", "")),
                variable("seq", new Value.Sequence(7, 5, 3))),
            List.of());
    List<String> texts = new ArrayList<>();
    for (InitValue value : evaluate(init, scope(Map.of())).variables()) {
      texts.add(value.resolved().valueOrNull().toString());
    }
    assertThat(texts.subList(0, 3)).containsExactly("\"000000001972\"", "5", "\"-000042\"");
    assertThat(texts.get(3)).matches("\"[0-9]{4}\"");
    assertThat(texts.get(4)).matches("\"[0-9a-f-]{36}\"");
    assertThat(texts.get(5)).matches("\"01[0-9A-Z]{24}\"");
    assertThat(texts.get(6)).matches("\"2024-0[012]-.*T.*\\+00:00\"|\"2023-12-31.*\"");
    assertThat(texts.subList(7, 10)).containsExactly("\"29.02.2024\"", "\"08:00:00\"", "\"007\"");
  }

  @Test
  void evaluate_sameDrawsAndClock_isTheSame() {
    InitStage init =
        new InitStage(
            List.of(
                variable("guid", new Value.Guid()),
                variable("at", moment(TimeKind.DATE_TIME, null, null, "O")),
                variable("text", new Value.Text(8, CharacterSet.ASCII))),
            List.of());
    assertThat(evaluate(init, scope(Map.of()))).isEqualTo(evaluate(init, scope(Map.of())));
  }

  @Test
  void evaluate_ulidsOfOneMoment_areInOrder() {
    List<InitVariable> ulids = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      ulids.add(variable("u" + index, new Value.Ulid()));
    }
    InitValues values = evaluate(new InitStage(ulids, List.of()), scope(Map.of()));
    assertThat(values.variables())
        .extracting(each -> each.resolved().valueOrNull().toString())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void evaluate_laterVariable_seesEarlierOnes() {
    InitStage init =
        new InitStage(
            List.of(
                variable("early", new Value.Fixed(template("{{global.later?}}-"))),
                variable("later", new Value.Fixed(template("{{GLOBAL:Early}}{{context.kept}}"))),
                variable("day", moment(TimeKind.DATE, "{{input.day}}", "{{input.day}}", ""))),
            List.of(
                named("kept", "not this"),
                named("channel", "{{global.later}}"),
                named("copy", "{{context.channel}}")));
    InitValues values =
        evaluate(
            init,
            scope(Map.of("day", Json.of("2024-05-06T10:00:00Z")))
                .with(ValueLookup.NONE, ValueLookup.of(Map.of("kept", Json.of("k")))));
    assertThat(values.unresolved()).isEmpty();
    assertThat(values.variables())
        .extracting(each -> each.resolved().valueOrNull().toString())
        .containsExactly("\"-\"", "\"-k\"", "\"2024-05-06\"");
    assertThat(values.context())
        .extracting(each -> each.toJson().toString())
        .containsExactly(
            "{\"name\":\"channel\",\"value\":\"-k\",\"origin\":{\"kind\":\"global\",\"name\":\"later\"}}",
            "{\"name\":\"copy\",\"value\":\"-k\",\"origin\":{\"kind\":\"context\",\"name\":\"channel\"}}");
  }

  @Test
  void evaluate_fixed_hasTheOriginOfItsTokens() {
    InitStage init =
        new InitStage(
            List.of(
                variable("whole", new Value.Fixed(template("{{input.n}}"))),
                variable("part", new Value.Fixed(template("<{{input.n}}>"))),
                variable("json", new Value.Fixed(template("{\"n\":\"{{input.n}}\"}"))),
                variable("drawn", new Value.Fixed(template("{{rand:number(3, 3)}}"))),
                variable("literal", new Value.Fixed(template("x")))),
            List.of());
    InitValues values = evaluate(init, scope(Map.of("n", Json.of(5))));
    assertThat(values.variables())
        .extracting(each -> each.toJson().toString())
        .containsExactly(
            "{\"name\":\"whole\",\"value\":5,\"origin\":{\"kind\":\"input\",\"name\":\"n\"}}",
            "{\"name\":\"part\",\"value\":\"<5>\",\"origin\":{\"kind\":\"template\",\"uses\":[{\"at\":\"initStage.part\",\"template\":\"{{input.n}}\",\"value\":5,\"origin\":{\"kind\":\"input\",\"name\":\"n\"}}]}}",
            "{\"name\":\"json\",\"value\":{\"n\":\"5\"},\"origin\":{\"kind\":\"template\",\"uses\":[{\"at\":\"initStage.json\",\"template\":\"{{input.n}}\",\"value\":5,\"origin\":{\"kind\":\"input\",\"name\":\"n\"}}]}}",
            "{\"name\":\"drawn\",\"value\":3,\"origin\":{\"kind\":\"random\",\"name\":\"number\"}}",
            "{\"name\":\"literal\",\"value\":\"x\",\"origin\":{\"kind\":\"literal\"}}");
  }

  @Test
  void evaluate_whatHasNoValue_isUnresolvedAndNotAGlobal() {
    InitStage init =
        new InitStage(
            List.of(
                variable("a", new Value.Fixed(template("x{{input.absent}}"))),
                variable("b", new Value.Fixed(template("{{global.a?}}"))),
                variable("c", moment(TimeKind.DATE, "{{input.word}}", null, "")),
                variable("d", moment(TimeKind.TIME, null, "{{input.absent}}", ""))),
            List.of());
    InitValues values = evaluate(init, scope(Map.of("word", Json.of("soon"))));
    assertThat(values.unresolved())
        .extracting(each -> each.name() + ": " + ((Resolved.Missing) each.resolved()).reason())
        .containsExactly(
            "a: input absent was not supplied",
            "c: fromDate is not a date such as 2024-01-31",
            "d: input absent was not supplied");
    assertThat(values.variables().get(1).resolved().valueOrNull()).isEqualTo(Json.NULL);
  }

  @Test
  void toString_secret_hasNoValue() {
    InitVariable secret =
        new InitVariable("key", new Value.Fixed(template("hunter2")), true, Position.START);
    InitValues values = evaluate(new InitStage(List.of(secret), List.of()), scope(Map.of()));
    assertThat(values.toString()).doesNotContain("hunter2");
    assertThat(values.variables().getFirst().toJson().flag("secret")).isTrue();
  }

  private static InitValues evaluate(InitStage init, RunScope scope) {
    return new InitStageSpec(init).evaluate(scope, Map.of(), Map.of());
  }

  private static InitVariable variable(String name, Value value) {
    return new InitVariable(name, value, false, Position.START);
  }

  private static Value moment(
      TimeKind kind, @Nullable String from, @Nullable String to, String format) {
    return new Value.Moment(
        kind,
        from == null ? null : template(from),
        to == null ? null : template(to),
        DateFormat.known(format, kind));
  }

  private static RunScope scope(Map<String, Json> inputs) {
    RunScope base = TestValues.scope(inputs);
    return new RunScope(
        base.inputs(),
        base.environment(),
        base.stages(),
        base.globals(),
        base.context(),
        base.variables(),
        RandomValuesTest.seeded(Long.getLong("seed", 742L)),
        Clock.fixed(NOW, ZoneOffset.UTC),
        "",
        null);
  }
}
