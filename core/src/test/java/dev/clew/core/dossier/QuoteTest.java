package dev.clew.core.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule, in its order.
class QuoteTest {
  private static final String PROBLEM = "application/problem+json; charset=utf-8";

  private static Json.Obj object(String... members) {
    Json.Builder out = Json.object();
    for (int at = 0; at < members.length; at += 2) {
      out.put(members[at], members[at + 1]);
    }
    return out.build();
  }

  private static Json.Obj around(String name, Json value) {
    return Json.object().put(name, value).build();
  }

  private static Arguments row(Json body, String type, String rule, String code, String message) {
    return Arguments.of(body, type, rule, code, message);
  }

  static List<Arguments> rules() {
    String json = "application/json";
    return List.of(
        row(
            object("type", "about:blank", "title", "Out of credit", "detail", "30 of 50"),
            json,
            "quote.rfc9457@1",
            "Out of credit",
            "30 of 50"),
        row(
            Json.object().put("title", "No").put("detail", "why").put("status", 422).build(),
            json,
            "quote.rfc9457@1",
            "No",
            "why"),
        row(object("title", "Only"), PROBLEM, "quote.rfc9457@1", "Only", "-"),
        row(object("detail", "only"), PROBLEM, "quote.rfc9457@1", "-", "only"),
        row(object("code", "C1", "message", "m"), PROBLEM, "quote.members@1", "C1", "m"),
        row(object("title", "T", "detail", "d"), json, "quote.members@1", "-", "d"),
        row(
            around("error", object("code", "card_declined", "message", "No funds")),
            json,
            "quote.error-object@1",
            "card_declined",
            "No funds"),
        row(
            around("error", object("type", "invalid", "detail", "x")),
            json,
            "quote.error-object@1",
            "invalid",
            "x"),
        row(
            around("error", object("description", "only words")),
            json,
            "quote.error-object@1",
            "-",
            "only words"),
        row(
            around("error", Json.EMPTY_OBJECT).with("message", Json.of("beside")),
            json,
            "quote.members@1",
            "-",
            "beside"),
        row(
            object("error", "invalid_grant", "error_description", "expired"),
            json,
            "quote.error-text@1",
            "invalid_grant",
            "expired"),
        row(object("error", "e", "message", "m"), json, "quote.error-text@1", "e", "m"),
        row(around("error", Json.of(17)), json, "quote.error-text@1", "17", "-"),
        row(
            around("errors", new Json.Arr(List.of(object("code", "E1", "message", "first")))),
            json,
            "quote.error-list@1",
            "E1",
            "first"),
        row(
            around("errors", Json.strings(List.of("first", "second"))),
            json,
            "quote.error-list@1",
            "-",
            "first"),
        row(object("code", "X", "message", "m"), json, "quote.members@1", "X", "m"),
        row(object("errorCode", "X", "msg", "m"), json, "quote.members@1", "X", "m"),
        row(object("reason", "R", "description", "d"), json, "quote.members@1", "R", "d"),
        row(
            new Json.Arr(List.of(object("code", "A", "message", "in a list"))),
            json,
            "quote.members@1",
            "A",
            "in a list"),
        row(Json.of("plain string"), json, "quote.text@1", "-", "plain string"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void of_body_isQuotedByTheFirstRuleThatFindsSomething(
      Json body, String type, String rule, String code, String message) {
    Quote quote = Objects.requireNonNull(Quote.of(body, type));
    assertThat(quote.rule()).isEqualTo(rule);
    assertThat(String.valueOf(quote.code())).isEqualTo(code.equals("-") ? "null" : code);
    assertThat(String.valueOf(quote.message())).isEqualTo(message.equals("-") ? "null" : message);
  }

  @Test
  void of_problemMediaType_isComparedIgnoringCase() {
    Quote quote = Quote.of(object("title", "Out of credit"), "Application/Problem+JSON");
    assertThat(Objects.requireNonNull(quote).rule()).isEqualTo("quote.rfc9457@1");
  }

  @Test
  void of_nothingToQuote_isNull() {
    for (Json body :
        List.of(
            Json.EMPTY_OBJECT,
            Json.EMPTY_ARRAY,
            Json.NULL,
            Json.TRUE,
            Json.of(7),
            around("data", Json.EMPTY_OBJECT),
            around("error", Json.NULL),
            new Json.Arr(List.of(Json.of(1))))) {
      assertThat(Quote.of(body, "application/json")).as(body.toString()).isNull();
    }
  }

  @Test
  void of_seeds402_quotesTheErrorAndTheOtherMembers() {
    Quote quote =
        Objects.requireNonNull(
            Quote.of(
                object(
                    "error", "payment_method_requires_authentication",
                    "customer_id", "ACC-47291",
                    "action_required", "3ds_challenge"),
                "application/json"));
    assertThat(quote.code()).isEqualTo("payment_method_requires_authentication");
    assertThat(quote.fields())
        .containsExactly(
            new Quote.Field("customer_id", "ACC-47291"),
            new Quote.Field("action_required", "3ds_challenge"));
  }

  @Test
  void of_longText_isCutBetweenCharactersAndMarked() {
    Json.Builder body = Json.object().put("code", "𝄞".repeat(100)).put("message", "m".repeat(999));
    for (int at = 0; at < 20; at++) {
      body.put("f" + at, "v".repeat(500));
    }
    Quote quote = Objects.requireNonNull(Quote.of(body.build(), null));
    assertThat(quote.code()).isEqualTo("𝄞".repeat(60) + "…");
    assertThat(quote.message()).hasSize(301).endsWith("…");
    assertThat(quote.fields()).hasSize(8);
    assertThat(quote.fields().getFirst().value()).hasSize(121);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n \t\n"})
  void ofText_blank_isNull(String text) {
    assertThat(Quote.ofText(text, "text/plain")).isNull();
  }

  @Test
  void ofText_plain_isTheFirstLineThatIsNotBlank() {
    assertThat(Quote.ofText("\n  down \nmore", "text/plain"))
        .isEqualTo(new Quote("quote.text@1", null, "down", List.of()));
  }

  @Test
  void ofText_html_isItsTitle() {
    assertThat(Quote.ofText("<html><TITLE lang=en> 502 Bad </TITLE><h1>x", "text/html"))
        .isEqualTo(new Quote("quote.html-title@1", null, "502 Bad", List.of()));
    assertThat(Objects.requireNonNull(Quote.ofText("<h1>no title", "text/html")).rule())
        .isEqualTo("quote.text@1");
    assertThat(Objects.requireNonNull(Quote.ofText("<title>cut", "text/html")).rule())
        .isEqualTo("quote.text@1");
  }
}
