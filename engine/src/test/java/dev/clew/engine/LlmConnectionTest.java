package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageView;
import dev.clew.document.JsonText;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.llm.LlmPlugin;
import dev.clew.engine.plugin.Plugins;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stages of a model that name one of the catalog's connections, which is asked by the Responses
/// API.
class LlmConnectionTest {
  private static final String KEY = "sk-connection-0123456789abcdef";

  private static final String ANSWER =
      """
      {"id": "resp_1", "model": "m-2026", "status": "completed",
       "output": [
         {"type": "reasoning", "summary": []},
         {"type": "message", "content": [{"type": "output_text", "text": "{\\"name\\": \\"Ada\\"}"}]}],
       "usage": {"input_tokens": 42, "output_tokens": 18, "total_tokens": 60,
        "input_tokens_details": {"cached_tokens": 3},
        "output_tokens_details": {"reasoning_tokens": 4}}}
      """;

  private static String workflow(String config) {
    return """
    version: "1.0"
    name: test
    input: [{name: key, type: Text, secret: true}]
    stages:
      - name: ask
        kind: LLM
        expectedStatus: 200
        config: %s
    """
        .formatted(config);
  }

  private static String catalog(String url, String more) {
    return """
    - version: "1.0"
      definitions:
      - {name: old, baseUrl: {test: "%s/old"}, apiKey: "{{input.key}}"}
      connections:
      - {name: my-llm, type: llm, provider: openai, baseUrl: {test: "%s/v1/"}%s}
    """
        .formatted(url, url, more);
  }

  private static TestRuns of(Routes server, String config, String connection) {
    return TestRuns.of(server.url(), workflow(config))
        .catalog(catalog(server.url(), connection))
        .input("key", KEY)
        .sources(live -> live.with(new Plugins(List.of(new LlmPlugin()))));
  }

  private static Json output(StageView stage, String name) {
    return OutcomeTest.value(stage.outputs(), name);
  }

  private static Json.Obj sent(Routes server) throws Exception {
    assertThat(server.asked()).hasSize(1);
    return (Json.Obj) JsonText.parse(server.asked().getFirst().body());
  }

  @Test
  void connection_withAKeyOfAnInput_isAskedByTheResponsesApi() throws Exception {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran =
          of(
                  server,
                  "{connectionRef: my-llm, model: m, prompts: {system: {text: s}, input: {text: hi},"
                      + " output: {text: short}}, limits: {maxOutputTokens: 9}}",
                  ", apiKeySecret: \"{{input.key}}\"")
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      Routes.Asked asked = server.asked().getFirst();
      assertThat(asked.path()).isEqualTo("/v1/responses");
      assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + KEY);
      assertThat(sent(server))
          .isEqualTo(
              JsonText.parse(
                  """
                  {"model":"m","max_output_tokens":9,"input":[
                    {"role":"system","content":[{"type":"input_text","text":"s"}]},
                    {"role":"user","content":[{"type":"input_text","text":"hi\\n\\nshort"}]}]}
                  """));
      StageView ask = ran.stage("ask");
      assertThat(output(ask, "text")).isEqualTo(Json.of("{\"name\": \"Ada\"}"));
      assertThat(output(ask, "inputTokens")).isEqualTo(Json.of(42));
      assertThat(output(ask, "cachedInputTokens")).isEqualTo(Json.of(3));
      assertThat(output(ask, "reasoningTokens")).isEqualTo(Json.of(4));
      assertThat(output(ask, "finishReason")).isEqualTo(Json.of("completed"));
      assertThat(output(ask, "model")).isEqualTo(Json.of("m"));
      assertThat(output(ask, "provider")).isEqualTo(Json.of("openai"));
      assertThat(ran.written()).doesNotContain(KEY);
    }
  }

  @Test
  void connection_defaults_areThoseOfItsConfigUnlessTheStageSaysOtherwise() throws Exception {
    String connection =
        ", apiKey: "
            + KEY
            + ", config: {model: d, endpoint: /answers, organization: o, project: p,"
            + " reasoning: {effort: low}}";
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran =
          of(server, "{connection: MY-LLM, prompt: hi, thinkingMode: high}", connection).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      Routes.Asked asked = server.asked().getFirst();
      assertThat(asked.path()).isEqualTo("/v1/answers");
      assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + KEY);
      assertThat(asked.headers().get("OpenAI-Organization")).containsExactly("o");
      assertThat(asked.headers().get("OpenAI-Project")).containsExactly("p");
      assertThat(sent(server).text("model")).isEqualTo("d");
      assertThat(sent(server).object("reasoning").text("effort")).isEqualTo("high");
      assertThat(ran.written()).doesNotContain(KEY);
    }
  }

  @Test
  void apiRef_ofADefinition_isAskedWithItsKey() {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran = of(server, "{apiRef: old, model: m, inputPrompt: hi}", "").run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      Routes.Asked asked = server.asked().getFirst();
      assertThat(asked.path()).isEqualTo("/old/responses");
      assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + KEY);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inputPrompt: hi, systemPrompt: s, developerPrompt: d, outputPrompt: o | system:s developer:d user:hi--o",
        "prompt: hi | user:hi",
        "PROMPTS: {INPUT: {TEXT: hi}} | user:hi",
      })
  void prompts_inEverySpelling_areAsked(String prompts, String said) throws Exception {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran = of(server, "{connectionRef: my-llm, model: m, " + prompts + "}", "").run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      StringBuilder all = new StringBuilder();
      for (Json.Obj message : sent(server).objects("input")) {
        all.append(all.isEmpty() ? "" : " ")
            .append(message.text("role"))
            .append(':')
            .append(message.objects("content").getFirst().text("text"));
      }
      assertThat(all.toString().replace("\n", "-")).isEqualTo(said);
    }
  }

  @Test
  void settings_flatAndAsText_areSent() throws Exception {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran =
          of(
                  server,
                  "{connectionRef: my-llm, model: m, prompt: hi, temperature: '0.2', topP: 1,"
                      + " maxOutputTokens: 7, reasoningEffort: low, schema: '{\"type\":\"object\"}',"
                      + " schemaName: s, schemaStrict: 'true'}",
                  "")
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      Json.Obj sent = sent(server);
      assertThat(sent.get("temperature")).hasToString("0.2");
      assertThat(sent.whole("top_p")).isEqualTo(1);
      assertThat(sent.whole("max_output_tokens")).isEqualTo(7);
      assertThat(sent.object("text").object("format"))
          .isEqualTo(
              JsonText.parse(
                  "{\"type\":\"json_schema\",\"name\":\"s\",\"schema\":{\"type\":\"object\"},\"strict\":true}"));
    }
  }

  /// What the provider does not say is empty text, as in the original.
  @Test
  void answer_withoutTextAndUsage_givesEmptyOutputsAndAWarning() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{\"ok\":true}"))) {
      TestRuns.Ran ran = of(server, "{connectionRef: my-llm, model: m, prompt: hi}", "").run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(output(ran.stage("ask"), "text")).isEqualTo(Json.of(""));
      assertThat(output(ran.stage("ask"), "inputTokens")).isEqualTo(Json.NULL);
      assertThat(ran.written()).contains("the answer of the model has no text");
    }
  }

  @Test
  void timeoutSeconds_endsTheTry() {
    CountDownLatch over = new CountDownLatch(1);
    try (Routes server =
        new Routes(asked -> {
          over.await();
          return Reply.json(200, ANSWER);
        })) {
      TestRuns.Ran ran =
          of(server, "{connectionRef: my-llm, model: m, prompt: hi, timeoutSeconds: 1}", "").run();
      over.countDown();
      assertThat(ran.errorCode("ask")).isEqualTo("stage_timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{connectionRef: my-llm, model: m, prompt: hi, apiKey: '{{env:NONE?}}'}",
        "{connectionRef: my-llm, model: m, prompt: hi, endpoint: 'http://127.0.0.1:1/x'}",
        "{model: m, prompt: hi}",
      })
  void askedOfNobody_sendsNothing(String config) {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran = of(server, config, ", apiKey: " + KEY).run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(ran.errorMessage("ask")).contains("nothing was sent");
      assertThat(ran.calls()).isEmpty();
      assertThat(server.asked()).isEmpty();
    }
  }
}
