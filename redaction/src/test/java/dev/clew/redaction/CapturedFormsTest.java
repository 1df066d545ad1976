package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Forms in which answers and output name a secret that nobody declared: as a body, as the text of
/// an event, and as output that comes line by line.
class CapturedFormsTest {
  /// One a line; `\n` is a line break.
  private static final String FORMS =
      """
      <input type=hidden name=csrf_token value=CANARY>
      <input value="CANARY" name="csrf_token" type="hidden">
      <input value=CANARY type=hidden name=csrf_token>
      <meta name="csrf-token" content="CANARY">
      <meta content='CANARY' name='csrf-token'>
      <input id="password" type="text" value="CANARY"/>
      [{"key":"API_KEY","value":"CANARY","masked":true}]
      [{"key":"SHOP","value":"CANARY","masked":true}]
      [{"Key":"DbPassword","Value":"CANARY"}]
      {"Parameters":[{"ParameterKey":"DbPassword","ParameterValue":"CANARY"}]}
      {"outputs":{"shop":{"value":"CANARY","sensitive":true,"key":"x"}}}
      {"value":"CANARY","name":"DB_PASSWORD"}
      {"variables":[{"variable":"GH_TOKEN","value":"CANARY"}
      - name: DB_PASSWORD\\n  value: CANARY
      env:\\n  - name: "DB_PASSWORD"\\n    value: "CANARY"
      - name: DB_PASSWORD\\n  value: |\\n    CANARY
      {\\n  "name": "DB_PASSWORD",\\n  "value": "CANARY"\\n} trailing
      password: |\\n  CANARY
      password: >-\\n  CANARY\\n  CANARY two\\nnext: 1
      key:\\n  private_key: |2\\n    CANARY
      api_tokens:\\n  - CANARY
      credentials:\\n  user: u\\n  value: CANARY
      WWW-Authenticate answer: Authorization: Digest username="u", realm="r", response="CANARY"
      Authorization: Digest username="u", response="CANARY"
      > Authorization: Bearer CANARY
      authorization: AWS4-HMAC-SHA256 Credential=CANARY, Signature=CANARY
      Cookie: sid=CANARY; theme=dark
      Set-Cookie: sid="CANARY"; Path=/
      {"pass":"CANARY","pw":"CANARY","db_pw":"CANARY","pat":"CANARY","privateKeyPem":"CANARY","TOKEN_PROD":"CANARY"}
      {"pass":"CANARY","pw":"CANARY", "db_pw":"CANARY","pat":"CANARY","privateKeyPem":"CANARY","TOKEN_PROD":"CANARY", broken
      DB_PW=CANARY
      API_TOKEN_PROD=CANARY
      GH_PAT=CANARY
      export SMTP_PASS='CANARY'
      apiVersion: v1\\nkind: Secret\\ndata:\\n  password: Q0FOQVJZ
      apiVersion: v1\\nkind: Secret\\nmetadata:\\n  name: x\\ndata:\\n  shop: Q0FOQVJZ\\n  two: |\\n    Q0FOQVJZ
      apiVersion: v1\\ndata:\\n  shop: Q0FOQVJZ\\nkind: Secret
      items:\\n- apiVersion: v1\\n  data:\\n    shop: Q0FOQVJZ\\n  kind: Secret
      apiVersion: v1\\nkind: Secret\\nstringData:\\n  shop: CANARY
      {"apiVersion":"v1","data":{"shop":"Q0FOQVJZ"},"kind":"Secret"}
      {\\n  "apiVersion": "v1",\\n  "data": {\\n    "shop": "Q0FOQVJZ"\\n  },\\n  "kind": "Secret"\\n}
      <credentials><user>u</user><value>CANARY</value></credentials>
      <credentials>\\n  <user>u</user>\\n  <value>CANARY</value>\\n</credentials>
      <ns:password type="x">\\n  CANARY\\n</ns:password>
      {\\n  "shop": {\\n    "sensitive": true,\\n    "type": "string",\\n    "value": "CANARY"\\n  }\\n} rest
      "credentials": {\\n  "user": "u",\\n  "nested": {"value": "CANARY"}\\n}, rest
      """;

  static List<String> forms() {
    return FORMS.strip().lines().map(line -> line.replace("\\n", "\n")).toList();
  }

  private static String stream(String text) {
    StreamRedaction stream = new SecretRedactor().stream();
    byte[] bytes = text.getBytes(UTF_8);
    List<RedactedPart> parts = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      stream.take(bytes, at, at + 1);
      parts.addAll(stream.ready());
    }
    parts.addAll(stream.end());
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> out.append(new String(part.bytes(), UTF_8)));
    return out.toString();
  }

  private static boolean leaks(String text) {
    return text.contains("CANARY") || text.contains("Q0FOQVJZ");
  }

  @Test
  void redact_capturedForm_isGoneAsBodyTextAndOutput() {
    List<String> leaks = new ArrayList<>();
    for (String form : forms()) {
      var redacted =
          new SecretRedactor()
              .redact(
                  TestEvents.event(form, Json.object().put("body", form).build()),
                  Payload.of(form));
      if (leaks(TestEvents.stored(redacted))) {
        leaks.add("body: " + form);
      }
      String text = new SecretRedactor().redact(form);
      if (leaks(text)) {
        leaks.add("text: " + text);
      }
      String output = stream("before\n" + form + "\nafter\n");
      if (leaks(output) || !output.startsWith("before\n") || !output.endsWith("\nafter\n")) {
        leaks.add("output: " + output);
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void redact_afterABlock_isLeft() {
    String output =
        """
        apiVersion: v1
        kind: Secret
        data:
          shop: Q0FOQVJZ
        type: Opaque
        ---
        kind: ConfigMap
        data:
          mode: fast
        password: |
          CANARY
        mode: slow
        - name: DB_PASSWORD
          valueFrom: x
        - name: MODE
          value: fast
        """;
    assertThat(stream(output))
        .isEqualTo(
            output
                .replace("Q0FOQVJZ", "[redacted:secret len=8]")
                .replace("CANARY", "[redacted:password len=6]"));
  }
}
