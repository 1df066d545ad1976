package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.TestServer.Answer;
import dev.clew.server.http.Limits;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What nobody who means well sends to the routes of OpenTelemetry.
class OtlpHostileTest {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final List<String> PATHS = List.of("/v1/traces", "/v1/logs", "/v1/metrics");

  private final TestServer server =
      TestServer.start(ServerOptions.DEFAULT.with(Limits.DEFAULT.withBodyBytes(24 << 20)));

  @AfterEach
  void close() {
    server.close();
  }

  private Answer post(String path, byte[] body, String type) {
    return server.send(
        server.request(path, "content-type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private void assertRefused(String path, byte[] body, String type, int status) {
    Answer answer = post(path, body, type);

    assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.text()).doesNotContain("Exception", "\tat ", ".java", "hunter2");
    if (type.equals(JSON)) {
      assertThat(answer.json().whole("code")).isIn(3L, 8L);
      assertThat(answer.json().text("message")).isNotEmpty();
    } else {
      assertThat(answer.response().body()[0]).isEqualTo((byte) 0x08);
    }
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void noJson_isRefused() {
    for (String path : PATHS) {
      for (String body :
          List.of("", "[]", "null", "hunter2", "{\"resourceSpans\":", "{\"a\":1}{\"b\":2}")) {
        assertRefused(path, body.getBytes(UTF_8), JSON, 400);
      }
    }
  }

  @Test
  void membersOfOtherTypes_areRefused() {
    for (String span :
        List.of(
            "{\"kind\":\"SPAN_KIND_CLIENT\"}",
            "{\"name\":1}",
            "{\"startTimeUnixNano\":\"hunter2\"}",
            "{\"startTimeUnixNano\":1.5}",
            "{\"attributes\":{}}",
            "{\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":\"x\"}}]}",
            "{\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"*\"}}]}",
            "7")) {
      String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}";
      assertRefused("/v1/traces", body.getBytes(UTF_8), JSON, 400);
    }
  }

  @Test
  void deepJson_isRefused() {
    String deep = "{\"resourceSpans\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertRefused("/v1/traces", deep.getBytes(UTF_8), JSON, 400);
  }

  @Test
  void badUtf8_isRefused() {
    byte[] json = "{\"resourceSpans\":[],\"x\":\"?\"}".getBytes(UTF_8);
    json[json.length - 3] = (byte) 0xff;
    assertRefused("/v1/traces", json, JSON, 400);
    byte[] schemaUrlOfAScope = field(1, field(2, field(1, field(1, new byte[] {(byte) 0xc0}))));

    assertRefused("/v1/traces", schemaUrlOfAScope, PROTOBUF, 400);
  }

  /// A field that has a length.
  private static byte[] field(int number, byte[] content) {
    byte[] all = Arrays.copyOf(new byte[] {(byte) ((number << 3) | 2)}, content.length + 6);
    int left = content.length;
    int at = 1;
    while (left >= 0x80) {
      all[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    all[at++] = (byte) left;
    System.arraycopy(content, 0, all, at, content.length);
    return Arrays.copyOf(all, at + content.length);
  }

  @Test
  void damagedProtobuf_isRefused() {
    byte[] huge = {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
    byte[] negative = {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01};
    byte[] endless = {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    byte[] noNumber = {0x00, 0x01};
    byte[] group = {0x0b};
    byte[] cut = {0x0a, 0x05, 0x12};
    for (String path : PATHS) {
      for (byte[] body : List.of(huge, negative, endless, noNumber, group, cut)) {
        assertRefused(path, body, PROTOBUF, 400);
      }
    }
  }

  @Test
  void deepProtobuf_isRefused() {
    byte[] value = field(1, "x".getBytes(UTF_8));
    for (int level = 0; level < 300; level++) {
      value = field(5, field(1, value));
    }
    byte[] resource = field(1, field(2, value));

    assertRefused("/v1/traces", field(1, field(1, resource)), PROTOBUF, 400);
  }

  /// Two bytes each to send, and a hundred to keep.
  @Test
  void valuesWithoutEnd_areRefused() {
    byte[] empty = new byte[5_000_000];
    for (int at = 0; at < empty.length; at += 2) {
      empty[at] = 0x12;
    }
    assertRefused("/v1/traces", field(1, field(2, empty)), PROTOBUF, 413);
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}" + ",{}".repeat(2_000_000) + "]}]}]}";
    assertRefused("/v1/traces", json.getBytes(UTF_8), JSON, 413);
  }

  @Test
  void aMillionAttributes_areOverTheLimitOfAnEvent() {
    StringBuilder json = new StringBuilder(20_000_000);
    json.append(
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{"
            + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"0000000000000001\","
            + "\"attributes\":[");
    for (int at = 0; at < 600_000; at++) {
      json.append(at == 0 ? "" : ",").append("{\"key\":\"a").append(at).append("\"}");
    }
    Answer answer = post("/v1/traces", json.append("]}]}]}]}").toString().getBytes(UTF_8), JSON);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().object("partialSuccess").text("rejectedSpans")).isEqualTo("1");
  }

  @Test
  void bodyOverTheLimit_isRefused() {
    assertRefused("/v1/traces", new byte[(24 << 20) + 1], PROTOBUF, 413);
  }

  @Test
  void parentsInACircle_areStages() {
    String span =
        "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"000000000000000%d\","
            + "\"parentSpanId\":\"000000000000000%d\",\"name\":\"s%d\"}";
    String body =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
            + span.formatted(1, 2, 1)
            + ","
            + span.formatted(2, 1, 2)
            + "]}]}]}";

    assertThat(post("/v1/traces", body.getBytes(UTF_8), JSON).text()).isEqualTo("{}");
  }
}
