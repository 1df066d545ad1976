package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The gate: a declared secret is nowhere in what is stored, in whatever spelling, wherever it was.
class CanaryTest {
  private static final long SEED = Long.getLong("seed", 20_261_122L);
  private static final int COUNT =
      Integer.getInteger("canaries", 200 * Integer.getInteger("seeds.percent", 10) / 100);

  private record Place(String name, Event event, @Nullable Payload payload) {
    static Place of(String name, Json.Obj attributes) {
      return new Place(name, TestEvents.event(attributes), null);
    }

    static Place body(String name, String contentType, String text) {
      return new Place(name, TestEvents.ofType(contentType), Payload.of(text));
    }
  }

  private static List<Place> places(String secret) {
    List<Place> places = new ArrayList<>();
    Json.Builder none = Json.object();
    places.add(
        new Place(
            "summary", TestEvents.event("before " + secret + " after", Json.EMPTY_OBJECT), null));
    places.add(
        new Place(
            "stage", TestEvents.event("log", "load " + secret, "x", Json.EMPTY_OBJECT), null));
    places.add(
        new Place("kind", TestEvents.event("odd_" + secret, "x", "x", Json.EMPTY_OBJECT), null));
    places.add(
        Place.of("error text", none.put("error", "cannot log in with '" + secret + "'").build()));
    places.add(
        Place.of("safe header", TestEvents.headers(TestEvents.header("X-Request-Id", secret))));
    places.add(Place.of("custom header", TestEvents.headers(TestEvents.header("X-Mine", secret))));
    places.add(Place.of("header name", TestEvents.headers(TestEvents.header("X-" + secret, "1"))));
    places.add(
        Place.of(
            "request header",
            Json.object()
                .put("request", TestEvents.headers(TestEvents.header("Host", secret)))
                .build()));
    places.add(Place.of("userinfo", url("https://me:" + secret + "@example.org/")));
    places.add(Place.of("path", url("https://example.org/a/" + secret + "/b")));
    places.add(Place.of("query", url("https://example.org/?a=1&q=" + secret + "&b=2")));
    places.add(Place.of("fragment", url("https://example.org/#state=" + secret)));
    places.add(
        Place.of(
            "attribute key",
            Json.object().put("a", Json.object().put("x " + secret, "1").build()).build()));
    places.add(
        Place.of(
            "record",
            Json.object().put("inputs", List.of(TestEvents.header("customer", secret))).build()));
    places.add(
        Place.of(
            "array", Json.object().put("list", Json.strings(List.of("a", secret, "b"))).build()));
    Json.Obj tree =
        Json.object()
            .put("a", Json.object().put("b", List.of(Json.of("x" + secret + "y"))).build())
            .build();
    places.add(Place.body("json value", "application/json", tree.toString()));
    places.add(
        Place.body(
            "json key",
            "application/problem+json",
            Json.object().put(secret, 1).build().toString()));
    places.add(
        Place.body(
            "json array", "application/json", Json.strings(List.of(secret, "b")).toString()));
    places.add(Place.body("json unnamed", "", Json.object().put("n", secret).build().toString()));
    places.add(Place.body("broken json", "application/json", "{\"a\": \"" + secret + "\", "));
    places.add(
        Place.body("form", "application/x-www-form-urlencoded", "a=1&note=" + secret + "&b=2"));
    places.add(
        Place.body(
            "multipart",
            "multipart/form-data; boundary=XX",
            "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\nX-Odd: "
                + secret
                + "\r\n\r\n"
                + secret
                + "\r\n--XX--\r\n"));
    places.add(
        Place.body(
            "xml",
            "application/xml",
            "<?xml version=\"1.0\"?><a b='" + secret + "'><c>" + secret + "</c></a>"));
    places.add(
        Place.body(
            "html", "text/html; charset=utf-8", "<p title=\"" + secret + "\">" + secret + "</p>"));
    places.add(Place.body("text", "text/plain", "line\n" + secret + "\nline"));
    places.add(Place.body("glued text", "text/plain", "key=" + secret + ";" + secret + secret));
    return places;
  }

  private static Json.Obj url(String url) {
    return Json.object().put("url", url).build();
  }

  @Test
  void redact_declaredSecretInAnySpellingAnywhere_isGone() {
    System.out.println("CanaryTest seed " + SEED);
    List<String> leaks = new ArrayList<>();
    int checked = 0;
    for (String canary : Canaries.of(SEED, COUNT)) {
      SecretRedactor redactor = new SecretRedactor();
      redactor.learn("canary", canary);
      for (Spelling spelling : Spelling.values()) {
        for (Place place : places(spelling.of(canary))) {
          RedactedEvent redacted = redactor.redact(place.event(), place.payload());
          check(TestEvents.stored(redacted), canary, spelling, place.name(), leaks);
          checked++;
        }
        String text = redactor.redact("before " + spelling.of(canary) + " after");
        check(text, canary, spelling, "text", leaks);
        assertThat(text).startsWith("before ").endsWith(" after");
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(checked).isEqualTo(COUNT * Spelling.values().length * places("x").size());
  }

  @Test
  void redact_shortestSecretsThatStandAlone_areGone() {
    for (String canary : List.of("q7Zx", "a/b\"", "k7 Qé", "0x9f3", "ab12cd", "p@ss&w0")) {
      SecretRedactor redactor = new SecretRedactor();
      redactor.learn("canary", canary);
      for (Spelling spelling :
          List.of(
              Spelling.RAW,
              Spelling.PERCENT_ALL,
              Spelling.FORM,
              Spelling.JSON_ALL,
              Spelling.HTML_DECIMAL,
              Spelling.HEX_UPPER,
              Spelling.BASE64,
              Spelling.BASE64_UNPADDED,
              Spelling.BASE64_URL)) {
        assertThat(redactor.redact("<" + spelling.of(canary) + ">"))
            .as(spelling + " of " + canary)
            .isEqualTo("<[redacted:canary len=" + canary.length() + "]>");
      }
    }
  }

  private static void check(
      String stored, String canary, Spelling spelling, String place, List<String> leaks) {
    String lower = stored.toLowerCase(Locale.ROOT);
    if (lower.contains(spelling.core(canary).toLowerCase(Locale.ROOT)) && leaks.size() < 20) {
      leaks.add(spelling + " in " + place + " of <" + canary + ">: " + stored);
    }
  }
}
