package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.run.RunStatus;
import dev.clew.core.run.ToolCallView;
import dev.clew.engine.call.Redirects;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110 §15.4.
class RedirectTest {
  @ParameterizedTest
  @CsvSource({
    "POST, 301, GET",
    "POST, 302, GET",
    "POST, 303, GET",
    "PUT, 303, GET",
    "POST, 307, POST",
    "POST, 308, POST",
    "PUT, 301, PUT",
    "GET, 302, GET"
  })
  void run_redirect_isFollowedAsAToolCallOfItsOwn(String verb, int status, String next) {
    try (TestServer server =
        new TestServer(TestServer.redirect(status, "/there"), TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one(
                      "httpVerb: " + verb,
                      verb.equals("GET") ? "message: none" : "body: '{\"a\": 1}'"))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      TestServer.Received second = server.received().getLast();
      assertThat(second.method() + " " + second.target()).isEqualTo(next + " /there");
      assertThat(second.text()).isEqualTo(next.equals("GET") ? "" : "{\"a\": 1}");
      assertThat(second.header("Content-Type") != null).isEqualTo(!next.equals("GET"));
      assertThat(ran.calls()).hasSize(2);
      ToolCallView first = ran.calls().getFirst();
      assertThat(first.httpStatus()).isEqualTo(status);
      assertThat(Objects.requireNonNull(first.ended()).redirect()).isEqualTo("/there");
      assertThat(first.toolCallId()).isNotEqualTo(ran.calls().getLast().toolCallId());
      assertThat(ran.stage("call").tries().getFirst().toolCallIds()).hasSize(2);
    }
  }

  @Test
  void run_otherOrigin_credentialsStayBehind() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      String elsewhere = server.urlAsLocalhost() + "/there";
      try (TestServer first = new TestServer(TestServer.redirect(307, elsewhere))) {
        TestRuns.Ran ran = TestRuns.of(first, withCredentials()).run();
        assertThat(ran.calls().getLast().url()).isEqualTo(elsewhere);
      }
      TestServer.Received there = server.received().getFirst();
      for (String name : List.of("Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization")) {
        assertThat(there.headers(name)).as(name).isEmpty();
      }
      assertThat(there.headers("X-Kept")).as("nobody knows whether it is a credential").isEmpty();
      assertThat(there.header("User-Agent")).isEqualTo("clew");
    }
  }

  @Test
  void run_sameOrigin_credentialsGoAlong() {
    try (TestServer server =
        new TestServer(TestServer.redirect(307, "/there"), TestServer.json(200, "{}"))) {
      TestRuns.of(server, withCredentials()).run();
      assertThat(server.received().getLast().header("Authorization")).isEqualTo("Bearer abcdefgh");
    }
  }

  private static String withCredentials() {
    return one(
        "headers:",
        "  Authorization: Bearer abcdefgh",
        "  Cookie: a=b",
        "  X-Api-Key: abcdefgh",
        "  Proxy-Authorization: Basic abcdefgh",
        "  X-Kept: \"yes\"");
  }

  @Test
  void run_loop_endsAtTheLimit() {
    try (TestServer server = new TestServer(TestServer.redirect(302, "/again"))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(ran.errorCode("call")).isEqualTo("too_many_redirects");
      assertThat(ran.errorMessage("call")).contains("redirects.max = 10");
      assertThat(server.received()).hasSize(11);
      assertThat(ran.calls()).hasSize(11);
    }
  }

  @Test
  void run_notWanted_isNotFollowed() {
    try (TestServer server = new TestServer(TestServer.redirect(302, "/again"))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).followsNoRedirects().run();
      assertThat(server.received()).hasSize(1);
      assertThat(ran.errorCode("call")).isEqualTo("http_302");
    }
  }

  @Test
  void run_expectedRedirect_isTheAnswer() {
    try (TestServer server = new TestServer(TestServer.redirect(302, "/again"))) {
      TestRuns.Ran ran = TestRuns.of(server, one("expectedStatus: 302")).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "//user:pw@example.com/",
        "https://user@example.com/",
        "http://[broken",
        "mailto:a@example.com"
      })
  void next_fromHttpsToSomethingElse_isNotFollowed(String location) {
    assertThat(next("https://example.com/a", location)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https://b.example/, false",
    "https://a.example/x, https://a.example:8443/, false",
    "https://a.example/x, /y, true",
    "https://a.example/x, https://a.example:443/y, true",
    "http://a.example/x, http://A.EXAMPLE:80/y, true",
    "http://a.example/x, https://a.example/y, false"
  })
  void next_origin_decidesAboutCredentials(String from, String location, boolean kept) {
    Request next = Objects.requireNonNull(next(from, location));
    assertThat(next.header("Authorization") != null).isEqualTo(kept);
  }

  private static @org.jspecify.annotations.Nullable Request next(String from, String location) {
    List<Header> headers = new ArrayList<>(List.of(new Header("Authorization", "Bearer x")));
    return Redirects.next(
        new Request("GET", URI.create(from), headers, new byte[0]),
        new Exchange.Answered(
            302,
            "HTTP/1.1",
            List.of(new Header("Location", location)),
            new byte[0],
            null,
            new Exchange.Timing(null, null, Duration.ZERO)));
  }
}
