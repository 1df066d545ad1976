package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import dev.clew.engine.evidence.Capture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of an exchange is kept, by mode.
class CaptureTest {
  private static final String CALL =
      one(
          "httpVerb: POST",
          "headers: {Accept: \"text/x-asked\"}",
          "body: '{\"sent\": \"request-body\"}'");

  @ParameterizedTest
  @CsvSource({
    // mode, status, headers, request body, response body, quote
    "NONE,    200, false, false, false, false",
    "NONE,    402, false, false, false, false",
    "HEADERS, 200, true,  false, false, false",
    "HEADERS, 402, true,  false, true,  true",
    "HEADERS, 500, true,  false, true,  true",
    "BODIES,  200, true,  true,  true,  false",
    "BODIES,  402, true,  true,  true,  true",
  })
  void run_mode_decidesWhatIsKept(
      Capture mode, int status, boolean headers, boolean request, boolean response, boolean quote) {
    try (TestServer server =
        new TestServer(
            TestServer.json(status, "{\"error\":\"response-body\"}", "Server: answered-by"))) {
      TestRuns.Ran ran = TestRuns.of(server, CALL).capture(mode).run();
      Json.Obj started = ran.event(Kind.TOOL_CALL_STARTED).attributes();
      assertThat(started.toString().contains("text/x-asked")).isEqualTo(headers);
      assertThat(ran.ended().toString().contains("answered-by")).isEqualTo(headers);
      assertThat(payload(ran, Kind.TOOL_CALL_STARTED) != null).isEqualTo(request);
      assertThat(payload(ran, Kind.TOOL_CALL_COMPLETED) != null).isEqualTo(response);
      assertThat(started.object("body").whole("size_bytes")).isEqualTo(24);
      assertThat(ran.ended().object("body").whole("size_bytes")).isEqualTo(25);
      assertThat(ran.ended().object("body").text("captured")).isEqualTo(response ? "all" : "none");
      SaidError error = ran.stage("call").error();
      assertThat(error != null && error.quote() != null).isEqualTo(quote);
      String answer = ran.written().replace("request-body", "");
      assertThat(answer.contains("response-body")).isEqualTo(response || quote);
    }
  }

  @ParameterizedTest
  @EnumSource(Capture.class)
  void run_toleratedAnswer_isKeptLikeAnUnsuccessfulOne(Capture mode) {
    try (TestServer server =
        new TestServer(TestServer.json(402, "{\"error\":\"response-body\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, one("expectedStatuses: [200, 402]")).capture(mode).run();
      assertThat(payload(ran, Kind.TOOL_CALL_COMPLETED) != null).isEqualTo(mode != Capture.NONE);
      assertThat(ran.written().contains("response-body")).isEqualTo(mode != Capture.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void run_longUnsuccessfulBody_isCutBetweenCharacters(int shift) {
    // Four bytes each, so that one of the shifts puts a character across the limit.
    String body = "a".repeat(shift) + "𝄞".repeat(20_000);
    try (TestServer server = new TestServer(TestServer.text(500, "text/plain", body))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      Payload kept = Objects.requireNonNull(payload(ran, Kind.TOOL_CALL_COMPLETED));
      assertThat(kept.sizeBytes()).isBetween((64 << 10) - 3, 64 << 10);
      assertThat(body).startsWith(Objects.requireNonNull(kept.text()));
      Json.Obj about = ran.ended().object("body");
      assertThat(about.text("captured")).isEqualTo("cut");
      assertThat(about.text("reason")).contains("capture.unsuccessful_body_bytes = 65536");
      assertThat(about.whole("size_bytes")).isEqualTo(body.getBytes(UTF_8).length);
    }
  }

  @Test
  void run_unsuccessfulBodyAtTheLimit_isWhole() {
    String body = "a".repeat(64 << 10);
    try (TestServer server = new TestServer(TestServer.text(500, "text/plain", body))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      assertThat(ran.ended().object("body").text("captured")).isEqualTo("all");
    }
  }

  @Test
  void run_bodiesMode_keepsALongBodyWhole() {
    String body = "a".repeat(200_000);
    try (TestServer server = new TestServer(TestServer.text(500, "text/plain", body))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).capture(Capture.BODIES).run();
      assertThat(Objects.requireNonNull(payload(ran, Kind.TOOL_CALL_COMPLETED)).text())
          .isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource(Capture.class)
  void run_tokenOfAnAnswer_isASecretFromThenOnInEveryMode(Capture mode) {
    String token = "tok-9f8e7d6c5b4a";
    try (TestServer server =
        new TestServer(
            TestServer.json(200, "{\"token\":\"" + token + "\"}"),
            TestServer.text(500, "text/plain", "no such bearer: " + token))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  TestRuns.workflow(
                      TestRuns.stage("login", "output:", "  jwt: \"{{response.body.token}}\""),
                      TestRuns.stage(
                          "use",
                          "httpVerb: POST",
                          "endpoint: \"/x/{{stage:login.output.jwt}}\"",
                          "headers: {Authorization: \"Bearer {{stage:login.output.jwt}}\"}",
                          "body: '{\"a\": \"{{stage:login.output.jwt}}\"}'")))
              .capture(mode)
              .run();
      assertThat(server.received().getLast().head()).contains("Bearer " + token);
      assertThat(ran.written()).doesNotContain(token);
    }
  }

  private static @Nullable Payload payload(TestRuns.Ran ran, Kind kind) {
    return ran.rows(kind).getFirst().payload();
  }
}
