package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagePluginsTest {
  @TempDir private Path folder;

  private TestFiles.Ran check(String kind, String config) throws IOException {
    Path workflow =
        Files.writeString(
            folder.resolve("w.workflow"),
            "version: \"1\"\nname: w\nstages:\n  - name: ask\n    kind: "
                + kind
                + "\n    config: "
                + config
                + "\n");
    Files.writeString(
        folder.resolve("api.catalog"),
        """
        - version: "1"
          connections:
            - {name: ai, type: llm, provider: openai, baseUrl: {local: "http://127.0.0.1:1"}}
        """);
    return TestFiles.clew("check", workflow, "-e", "local", "--no-network");
  }

  @Test
  void check_whatThePluginFindsWrong_isADiagnostic() throws IOException {
    TestFiles.Ran ran =
        check("LLM", "{connectionRef: ai, model: m, prompts: {system: {text: a, file: b}}}");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out() + ran.err())
        .contains("stage 'ask', config.prompts.input: the model is asked nothing")
        .contains("config.prompts.system: a prompt has either 'text' or 'file'");
  }

  @Test
  void check_aStageOfAModel_isFine() throws IOException {
    assertThat(check("OpenAI", "{connectionRef: ai, model: m, inputPrompt: hi}").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{model: m, prompt: hi} | config.connectionRef: nothing says which model is asked",
        "{connectionRef: ai, prompt: hi} | config.model: the stage and its connection name no model",
        "{connectionRef: ai, model: m, promt: hi} | config.promt: unknown key; did you mean 'prompt'?",
        "{connectionRef: ai, model: m, prompt: hi, limits: {maxTokens: 3}} | config.limits.maxTokens: unknown key",
        "{connectionRef: ai, model: m, prompt: hi, inputPromptFile: f} | either 'text' or 'file'",
        "{connectionRef: ai, model: m, prompt: hi, endpoint: 'https://h/x'} | config.endpoint: an address of its own",
        "{connectionRef: other, model: m, prompt: hi} | the catalog has no connection 'other'",
      })
  void check_aStageOfAModelThatCannotBeAsked_isRefused(String config, String said)
      throws IOException {
    TestFiles.Ran ran = check("LLM", config);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out() + ran.err()).contains(said);
  }

  /// Checks twenty levels of children, each of which calls the next one twice.
  private TestFiles.Ran checkNested(String last) throws IOException {
    Files.writeString(
        folder.resolve("x20"), "version: \"1\"\nname: x\nstages:\n  - " + last + "\n");
    for (int level = 19; level >= 0; level--) {
      Files.writeString(
          folder.resolve("x" + level),
          """
          version: "1"
          name: x
          references: {workflows: [{name: next, path: x%d}]}
          stages:
            - {name: one, kind: Workflow, workflowRef: next}
            - {name: two, kind: Workflow, workflowRef: next}
          """
              .formatted(level + 1));
    }
    return TestFiles.clew("check", folder.resolve("x0"), "--no-network");
  }

  @Test
  void check_aChildThatIsCalledInManyWays_isCheckedOnce() throws IOException {
    TestFiles.Ran ran =
        checkNested("{name: ask, kind: LLM, config: {endpoint: 'http://h', model: m}}");
    assertThat(ran.code()).isEqualTo(2);
    assertThat((ran.out() + ran.err()).split("stage 'ask'", -1)).hasSize(2);
    String fine = "{name: ask, kind: LLM, config: {endpoint: 'http://h', model: m, prompt: hi}}";
    assertThat(checkNested(fine).code()).isZero();
  }

  @Test
  void check_aKindThatNoPluginHas_isUnknown() throws IOException {
    TestFiles.Ran ran = check("Carrier", "{}");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out() + ran.err()).contains("unknown stage kind 'Carrier'");
  }
}
