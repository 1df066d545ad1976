package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a debugger is for must stay readable.
class ReadableTest {
  private final SecretRedactor redactor = new SecretRedactor();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"payment_method_requires_authentication\",\"customer_id\":\"ACC-47291\",\"action_required\":\"3ds_challenge\"}",
        "{\"error\":{\"code\":\"card_declined\",\"message\":\"Your card was declined.\",\"decline_code\":\"insufficient_funds\"}}",
        "{\"id\":\"cus_abc123\",\"status\":\"incomplete\"}",
        "{\"type\":\"https://example.org/problems/out-of-credit\",\"title\":\"You do not have enough credit.\",\"status\":403,\"detail\":\"Your balance is 30, but that costs 50.\",\"instance\":\"/account/12345/msgs/abc\"}",
        "{\"id\":\"0190d2f4-7c1e-7d3a-9a51-3f5c8b1e2d4f\",\"at\":\"2026-11-22T13:09:44.380Z\",\"ns\":1700000000000000000}",
        "{\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\",\"etag\":\"\\\"33a64df551425fcc55e4d42a148795d9f25f89d4\\\"\"}",
        "{\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\",\"email\":\"ann@example.org\"}",
        "{\"usage\":{\"input_tokens\":812,\"output_tokens\":97,\"max_tokens\":1000},\"token_type\":\"Bearer\",\"expires_in\":3600}",
        "{\"order\":4111111111111112,\"big\":12345678901234567890,\"phone\":\"+49 30 1234567\",\"iban\":\"DE02 1203 0000 0000 2020 51\"}",
        "{\"code\":\"E-1001\",\"status_code\":402,\"author\":\"Ann\",\"sort_key\":\"a#b\",\"page\":{\"next_page_token\":\"abc123def\"}}",
        "{\"requires_auth\":true,\"token\":null,\"password\":\"\",\"csrf\":false}",
        "[1.50, 1e5, true, null, \"caf\\u00e9\", \"a\\/b\"]",
        "<html><body><h1>502 Bad Gateway</h1><a href=\"/login?next=%2Fhome\">key facts</a></body></html>",
        "java.net.ConnectException: Connection refused: localhost/127.0.0.1:5432 at Foo.bar(Foo.java:12)",
        "Basic authentication is required; Bearer authorization missing. Unexpected token < in JSON at position 0",
        "token: expired, password must not be empty; secret: missing, apiKey: required",
        "passed=12 failed=0 keys=3 pinned=true author=ann session_count=4 tokens=812 sort_key=a",
        "SELECT code, card FROM tokens WHERE key = 7 -- 5 tasks: risk-based, disk-usage, task-abcdefghijklmnopqrstuvwxyz",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 run_742 evt_2201 01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "GET https://api.example.org/v1/accounts/ACC-47291?page=2&sort=key#top 200 in 41 ms",
        "ERROR 1045 (28000): Access denied for user app@db (using password: YES)",
        "get-secrets.workflow:4:3 unknown key; secrets.yaml:12: bad indent; at Password.java:17",
        "stage c has no output token: response.body.token is missing",
        "SyntaxError: Unexpected token: identifier; unexpected token: punc (,)",
        "Authorization: failed because the realm is unknown",
        "Authorization: denied",
        "pin: 4 of 8 passed, pass: 12, fail: 0, {\"pass\": 12, \"fail\": 0}",
        "PASS: test_login; pass=3 auth: user ann logs in; secret: not found; Cookie: not set",
        "status half-installed python3-jwt:all 2.6.0-1, image app-secrets:latest, app-token:v1.2.3",
        "sudo: ann : TTY=pts/6 ; PWD=/srv/app ; USER=root ; COMMAND=/usr/bin/tail /var/log/messages",
        "{\"token\": \"[FILTERED]\", \"password\": \"__REDACTED__\", \"secret\": \"******\"}",
        "docker login failed, curl is missing, run mysql with -p to be asked; vault login succeeded",
        "psql postgres://app:$DB_PASSWORD@db/x --password \"$PW\" token=${{ secrets.KEY }} pw=$(cat pw)",
        "Secret::Foo token://x {{password}} password=${DB_PASSWORD} token=*** secret=None"
      })
  void redact_ordinaryPayload_isTheSame(String text) {
    Event event = TestEvents.event("summary: " + text, Json.object().put("detail", text).build());
    Payload payload = Payload.of(text);

    var redacted = redactor.redact(event, payload);

    assertThat(redacted.payload()).isSameAs(payload);
    assertThat(redacted.event().summary()).isEqualTo(event.summary());
    assertThat(redacted.event().attributes()).hasToString(event.attributes().toString());
    assertThat(redactor.redact(text)).isSameAs(text);
  }

  @Test
  void redact_safeHeaders_areKept() {
    Event event =
        TestEvents.event(
            TestEvents.headers(
                TestEvents.header("Content-Type", "application/json; charset=utf-8"),
                TestEvents.header("X-RateLimit-Remaining", "41"),
                TestEvents.header("Retry-After", "120"),
                TestEvents.header(
                    "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                TestEvents.header("Idempotency-Key", "run_742/create"),
                TestEvents.header("Location", "https://example.org/a?b=c")));

    assertThat(redactor.redact(event, null).event().attributes())
        .hasToString(event.attributes().toString());
  }

  @Test
  void redact_idsThatHoldASecret_areKept() {
    redactor.learn("colour", "beef");
    redactor.learn("run", "run_742");
    Event event =
        TestEvents.event(
            Json.object()
                .put("digest", "9f86d081884c7d65beeffeaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0")
                .put("trace", "00-4bf92f3577b3beefa3ce929d0e0e4736-00f067aabeef02b7-01")
                .build());

    Event redacted = redactor.redact(event, null).event();

    assertThat(redacted.runId()).isEqualTo("run_742");
    assertThat(redacted.eventId()).isEqualTo(event.eventId());
    assertThat(redacted.attributes()).isEqualTo(event.attributes());
    assertThat(redactor.redact("beefy beef"))
        .isEqualTo("[redacted:colour len=4]y [redacted:colour len=4]");
  }
}
