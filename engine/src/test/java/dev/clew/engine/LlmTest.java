package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageView;
import dev.clew.document.JsonText;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.llm.LlmPlugin;
import dev.clew.engine.plugin.Plugins;
import dev.clew.engine.plugin.StagePlugin;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stages that ask a language model by OpenAI's chat completions, which an endpoint of that name
/// speaks. [LlmConnectionTest] has the Responses API.
class LlmTest {
  private static final String ANSWER =
      """
      {"id": "chatcmpl-1", "model": "m-2026", "choices": [{"index": 0, "finish_reason": "stop",
        "message": {"role": "assistant", "content": "{\\"name\\": \\"Ada\\"}"}}],
       "usage": {"prompt_tokens": 42, "completion_tokens": 18, "total_tokens": 60,
        "prompt_tokens_details": {"cached_tokens": 3},
        "completion_tokens_details": {"reasoning_tokens": 4}}}
      """;

  private static final String STAGE =
      """
      version: "1.0"
      name: test
      stages:
        - name: ask
          kind: LLM
          config:
            apiRef: service
            endpoint: /v1/chat/completions
            model: m
            apiKey: sk-0123456789abcdef0123
            organization: org-1
            prompts:
              system: {text: You are brief.}
              input: {text: "Who is {{env:WHO?}}Ada?"}
              output: {text: Answer in JSON.}
            reasoning: {effort: low}
            generation: {temperature: 0.2, topP: 0.9, responseFormat: schema}
            output:
              schemaName: person
              schema: {type: object, properties: {name: {type: string}}}
            limits: {maxOutputTokens: 100, maxInputTokens: 1000, maxTotalTokens: 5000}
          output:
            name: "{{response.body.output.json.name}}"
            cost: "{{response.body.usage.totalTokens}}"
      """;

  private static TestRuns of(Routes server, String workflow) {
    return TestRuns.of(server.url(), workflow)
        .sources(live -> live.with(new Plugins(List.of(new LlmPlugin()))));
  }

  private static TestRuns.Ran run(String workflow, int status, String answer) {
    try (Routes server = new Routes(asked -> Reply.json(status, answer))) {
      return of(server, workflow).run();
    }
  }

  private static Json output(StageView stage, String name) {
    return OutcomeTest.value(stage.outputs(), name);
  }

  @Test
  void llm_answer_givesNormalisedOutputs() throws Exception {
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER, "x-request-id: req-7"))) {
      TestRuns.Ran ran = of(server, STAGE).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      StageView ask = ran.stage("ask");
      assertThat(output(ask, "name")).isEqualTo(Json.of("Ada"));
      assertThat(output(ask, "cost")).isEqualTo(Json.of(60));
      assertThat(output(ask, "text")).isEqualTo(Json.of("{\"name\": \"Ada\"}"));
      assertThat(output(ask, "inputTokens")).isEqualTo(Json.of(42));
      assertThat(output(ask, "outputTokens")).isEqualTo(Json.of(18));
      assertThat(output(ask, "cachedInputTokens")).isEqualTo(Json.of(3));
      assertThat(output(ask, "reasoningTokens")).isEqualTo(Json.of(4));
      assertThat(output(ask, "finishReason")).isEqualTo(Json.of("stop"));
      assertThat(output(ask, "requestId")).isEqualTo(Json.of("req-7"));
      assertThat(output(ask, "model")).isEqualTo(Json.of("m"));
      assertThat(output(ask, "provider")).isEqualTo(Json.of("openai"));
      assertThat(ran.call().started().callType()).isEqualTo("model");
      assertThat(ran.call().started().model()).isEqualTo("m");
      assertThat(ran.written()).doesNotContain("sk-0123456789abcdef0123");
      Routes.Asked asked = server.asked().getFirst();
      assertThat(asked.path()).isEqualTo("/v1/chat/completions");
      assertThat(asked.headers().get("Authorization"))
          .containsExactly("Bearer sk-0123456789abcdef0123");
      Json.Obj sent = (Json.Obj) JsonText.parse(asked.body());
      assertThat(sent.objects("messages"))
          .extracting(message -> message.text("role") + ": " + message.text("content"))
          .containsExactly("system: You are brief.", "user: Who is Ada?\n\nAnswer in JSON.");
      assertThat(sent.object("response_format").text("type")).isEqualTo("json_schema");
      assertThat(sent.object("response_format").object("json_schema").text("name"))
          .isEqualTo("person");
      assertThat(sent.whole("max_completion_tokens")).isEqualTo(100);
      assertThat(sent.text("reasoning_effort")).isEqualTo("low");
      assertThat(sent.get("temperature")).hasToString("0.2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {\"error\":{\"message\":\"slow down\"}} | http_429 | HTTP 429: slow down",
        "301 | {} | http_301 | HTTP 301",
        "200 | nonsense | llm_no_answer | no JSON object",
        "200 | {\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"total_tokens\":9000}}"
            + " | llm_total_over_limit | 9000 tokens were used",
      })
  void llm_badAnswer_failsAndSaysWhy(int status, String answer, String code, String named) {
    TestRuns.Ran ran = run(STAGE, status, answer);
    assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ran.errorCode("ask")).isEqualTo(code);
    assertThat(ran.errorMessage("ask")).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxInputTokens: 1000 | maxInputTokens: 5 | llm_input_over_limit | limits.maxInputTokens = 5",
        "maxTotalTokens: 5000 | maxTotalTokens: 90 | llm_total_over_limit | limits.maxTotalTokens = 90",
        "model: m | model: \"{{env:NONE?}}\" | llm_no_model | config.model",
        "temperature: 0.2 | temperature: warm | llm_setting | generation.temperature is 'warm'",
        "schema: {type: object, properties: {name: {type: string}}} | x: y | llm_no_schema | output.schema",
        "maxOutputTokens: 100 | maxOutputTokens: many | llm_setting | a whole number",
        "input: {text: | input: {file: none.txt, x: | file_not_read | none.txt",
      })
  void llm_thatCannotBeAsked_sendsNothing(String from, String to, String code, String named) {
    assertThat(STAGE).contains(from);
    try (Routes server = new Routes(asked -> Reply.json(200, ANSWER))) {
      TestRuns.Ran ran = of(server, STAGE.replace(from, to)).run();
      assertThat(ran.errorCode("ask")).isEqualTo(code);
      assertThat(ran.errorMessage("ask")).contains(named);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void llm_mockedByAnAnswer_givesItsOutputs() {
    String mock =
        STAGE
            + """
                mock:
                  payload: |
                    {"output": {"text": "hi", "json": {"name": "Grace"}},
                     "usage": {"totalTokens": 5}, "finishReason": "completed"}
            """;
    try (Routes server = new Routes(asked -> Reply.json(500, "{}"))) {
      TestRuns.Ran ran =
          of(server, mock).modes(new RunSettings.Modes(true, false, false, null)).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(output(ran.stage("ask"), "name")).isEqualTo(Json.of("Grace"));
      assertThat(output(ran.stage("ask"), "text")).isEqualTo(Json.of("hi"));
      assertThat(output(ran.stage("ask"), "finishReason")).isEqualTo(Json.of("completed"));
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void llm_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(StagePlugin.class))
        .anySatisfy(plugin -> assertThat(plugin.kinds()).containsExactly("LLM", "OpenAI"));
  }
}
