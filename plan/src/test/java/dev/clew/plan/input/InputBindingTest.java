package dev.clew.plan.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.document.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputBindingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NUMBER    | 3.10                 | 3.10",
        "NUMBER    | 12345678901234567890 | 12345678901234567890",
        "TEXT      | 5                    | \"5\"",
        "FIXED     | {\"a\":1}            | \"{\\\"a\\\":1}\"",
        "OBJECT    | {\"a\":1}            | {\"a\":1}",
        "ARRAY     | [1, 2]               | [1,2]",
        "GUID      | 0f8fad5b-d9cb-469f-a165-70867728950e | \"0f8fad5b-d9cb-469f-a165-70867728950e\"",
        "ULID      | 01ARZ3NDEKTSV4RRFFQ69G5FAV | \"01ARZ3NDEKTSV4RRFFQ69G5FAV\"",
        "DATE_TIME | 2026-11-22T10:00:00Z | \"2026-11-22T10:00:00Z\"",
        "DATE      | 2026-11-22           | \"2026-11-22\"",
        "TIME      | 10:00:00.5           | \"10:00:00.5\"",
        "SEQUENCE  | 7                    | \"7\"",
      })
  void bind_wellFormedText_isTyped(InputType type, String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    BoundInputs bound = bind(type, new Supplied.Text(text, "--input"), diagnostics);
    assertThat(diagnostics.size()).isZero();
    assertThat(value(bound)).hasToString(expected);
    assertThat(Objects.requireNonNull(bound.get("X")).source()).isEqualTo("--input");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NUMBER | 3,5     | input.format | input 'x' does not look like a Number",
        "NUMBER | 007     | input.format | input 'x' does not look like a Number",
        "NUMBER | ``      | input.format | input 'x' does not look like a Number",
        "OBJECT | [1]     | input.type | input 'x' must be a JSON object",
        "OBJECT | {a:1}   | input.type | input 'x' must be a JSON object",
        "ARRAY  | {}      | input.type | input 'x' must be a JSON array",
        "ARRAY  | [1e9999999999] | input.type | input 'x' must be a JSON array",
        "GUID   | 0f8fad5b-d9cb-469f-a165 | input.format | input 'x' does not look like a Guid",
        "ULID   | 81ARZ3NDEKTSV4RRFFQ69G5FAV | input.format | input 'x' does not look like a Ulid",
        "DATE   | 2026-02-30 | input.format | input 'x' does not look like a Date",
        "DATE_TIME | 2026-11-22 | input.format | input 'x' does not look like a DateTime",
        "TIME   | 25:00   | input.format | input 'x' does not look like a Time",
      })
  void bind_malformedText_isReported(InputType type, String text, String id, String message) {
    Diagnostics diagnostics = new Diagnostics();
    BoundInputs bound = bind(type, new Supplied.Text(text, "--input"), diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::id, Diagnostic::message)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, message));
    assertThat(value(bound) == null).isEqualTo(id.equals("input.type"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NUMBER | 5       | 5",
        "NUMBER | \"5\"   | 5",
        "TEXT   | 5       | \"5\"",
        "TEXT   | [1]     | \"[1]\"",
        "ARRAY  | [1]     | [1]",
        "ARRAY  | \"[1]\" | [1]",
        "OBJECT | {}      | {}",
      })
  void bind_jsonValue_isTyped(InputType type, String given, String expected)
      throws JsonText.Malformed {
    Diagnostics diagnostics = new Diagnostics();
    BoundInputs bound =
        bind(type, new Supplied.Value(JsonText.parse(given), "vars.json"), diagnostics);
    assertThat(diagnostics.size()).isZero();
    assertThat(value(bound)).hasToString(expected);
  }

  @Test
  void bind_jsonNull_isAbsent() {
    Diagnostics diagnostics = new Diagnostics();
    bind(InputType.TEXT, new Supplied.Value(Json.NULL, "vars.json"), diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactly("w:4:9: required input 'x' was not supplied");
  }

  @Test
  void bind_severalMistakes_reportsEach() {
    Diagnostics diagnostics = new Diagnostics();
    InputBinding.bind(
        List.of(spec("email", InputType.TEXT), spec("count", InputType.NUMBER)),
        Map.of(
            "emial", new Supplied.Text("x", "--input"),
            "count", new Supplied.Text("x", "--input")),
        "w",
        diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactlyInAnyOrder(
            "w:4:9: required input 'email' was not supplied",
            "--input: input 'count' does not look like a Number",
            "--input: the workflow declares no input 'emial'; did you mean 'email'?");
  }

  @Test
  void bind_valuesOfARun_areTypedAndProblemsAreValues() {
    InputBinding.Bound bound =
        InputBinding.bind(
            List.of(
                spec("count", InputType.NUMBER),
                spec("items", InputType.ARRAY),
                spec("name", InputType.TEXT),
                spec("order", InputType.OBJECT)),
            Map.of(
                "Count",
                Json.of("5"),
                "items",
                Json.of("[1]"),
                "name",
                Json.of(7),
                "order",
                Json.object().put("a", 1).build()),
            "stage onboard");
    assertThat(bound.isUsable()).isTrue();
    assertThat(bound.problems()).isEmpty();
    assertThat(bound.inputs().all())
        .extracting(each -> each.value() + " of " + each.source())
        .containsExactly(
            "5 of stage onboard",
            "[1] of stage onboard",
            "\"7\" of stage onboard",
            "{\"a\":1} of stage onboard");
  }

  @Test
  void bind_wrongValuesOfARun_giveProblemsWithoutTheValues() {
    InputBinding.Bound bound =
        InputBinding.bind(
            List.of(
                spec("count", InputType.OBJECT),
                spec("day", InputType.DATE),
                spec("must", InputType.TEXT)),
            Map.of(
                "count", Json.of("hunter2"),
                "day", Json.of("soon"),
                "must", Json.NULL,
                "cuont", Json.of(1)),
            "stage onboard");
    assertThat(bound.isUsable()).isFalse();
    assertThat(bound.problems())
        .extracting(each -> each.input() + " " + each.isError() + ": " + each.render())
        .containsExactly(
            "count true: input 'count' must be a JSON object",
            "day false: input 'day' does not look like a Date",
            "must true: required input 'must' was not supplied",
            "cuont true: the workflow declares no input 'cuont'; did you mean 'count'?");
    assertThat(bound.toString()).doesNotContain("hunter2");
  }

  @Test
  void bind_numberThatIsNone_staysAsWritten() {
    BoundInputs bound =
        bind(InputType.NUMBER, new Supplied.Text("00123", "--input"), new Diagnostics());
    assertThat(value(bound)).isEqualTo(Json.of("00123"));
  }

  @Test
  void toString_secret_isNotShown() {
    InputSpec secret = new InputSpec("p", InputType.TEXT, true, true, null, Position.START);
    assertThat(new BoundInput(secret, Json.of("hunter2"), "env").toString())
        .doesNotContain("hunter2");
  }

  private static BoundInputs bind(InputType type, Supplied given, Diagnostics diagnostics) {
    return InputBinding.bind(List.of(spec("x", type)), Map.of("X", given), "w", diagnostics);
  }

  private static InputSpec spec(String name, InputType type) {
    return new InputSpec(name, type, true, false, null, new Position(4, 9));
  }

  private static @org.jspecify.annotations.Nullable Json value(BoundInputs bound) {
    return Objects.requireNonNull(bound.get("x")).value();
  }
}
