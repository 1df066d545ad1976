package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.AttemptStarted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StartWordsTest {
  private static final List<String> RUN =
      List.of(
          "clew run w.workflow --env prod --catalog api.catalog --base-url auth=http://h:80"
              .split(" "));

  private static BaseUrl baseUrl(String api, String url) {
    return new BaseUrl(
        new Attributes()
            .with(BaseUrl.API, api)
            .with(BaseUrl.URL, url)
            .with(BaseUrl.SOURCE, BaseUrl.OVERRIDE)
            .build());
  }

  private static AttemptStarted started(List<String> words, BaseUrl... known) {
    return new AttemptStarted(
        new Attributes()
            .with(AttemptStarted.AGAIN, words)
            .with(AttemptStarted.BASE_URLS, List.of(known))
            .build());
  }

  private static Asked workflow() {
    return Asked.of(
        new AskedWorkflow(
            new Attributes()
                .with(AskedWorkflow.WORKFLOW, "w.workflow")
                .with(AskedWorkflow.ENVIRONMENT, "prod")
                .with(AskedWorkflow.CATALOG, "api.catalog")
                .with(AskedWorkflow.BASE_URLS, List.of(baseUrl("auth", "http://h:80")))
                .with(AskedWorkflow.ENV_FILE, "some.env")
                .with(AskedWorkflow.OUT, "out")
                .with(AskedWorkflow.REDACT, false)
                .with(AskedWorkflow.STRICT, true)
                .with(AskedWorkflow.STRICT_CONTRACT, true)
                .with(AskedWorkflow.ASSERTIONS_BLOCK, false)
                .with(AskedWorkflow.DEBUG, true)
                .with(AskedWorkflow.SEED, "7")
                .with(AskedWorkflow.MOCKS, AskedWorkflow.WHERE_WRITTEN)
                .with(AskedWorkflow.MOCKED_BY, "run_1")
                .with(AskedWorkflow.FOLLOW_REDIRECTS, false)
                .with(AskedWorkflow.CONNECT_TIMEOUT, Duration.ofMillis(1500))
                .with(AskedWorkflow.REQUEST_TIMEOUT, Duration.ofMinutes(2))
                .with(AskedWorkflow.ALLOW_METADATA, true)
                .build()));
  }

  private static Asked command() {
    return Asked.of(
        new AskedCommand(
            new Attributes()
                .with(AskedCommand.COMMAND, List.of("bash", "--out", "x"))
                .with(AskedCommand.NAME, "nightly")
                .with(AskedCommand.INPUT_FILES, List.of("a", "b"))
                .with(AskedCommand.ARTIFACTS, List.of("*.csv"))
                .with(AskedCommand.FINALS, List.of("*.pdf"))
                .with(AskedCommand.REDACT, false)
                .with(AskedCommand.KEPT_VARIABLES, List.of("LANG"))
                .with(AskedCommand.TIMEOUT, Duration.ofMinutes(15))
                .with(AskedCommand.OUT, "out")
                .with(AskedCommand.RULES, "rules.yaml")
                .build()));
  }

  @Test
  void of_workflow_isTheCommandLine() {
    assertThat(String.join(" ", StartWords.of(workflow())))
        .isEqualTo(
            String.join(" ", RUN)
                + " --out out --strict --no-redirects --seed 7 --no-redact --connect-timeout 1.5"
                + " --request-timeout 120 --allow-metadata --mocked --call-unmocked --mocked-by"
                + " run_1 --debug --assertion-failures-block false --strict-contract --envfile"
                + " some.env");
  }

  @Test
  void of_command_isTheCommandLine() {
    assertThat(String.join(" ", StartWords.of(command())))
        .isEqualTo(
            "clew exec --name nightly --input-file a --input-file b --artifact *.csv --final *.pdf"
                + " --no-redact --keep-env LANG --timeout 15m --out out --rules rules.yaml -- bash"
                + " --out x");
  }

  @Test
  void asked_wordsAlone_areReadAsTheyWereWritten() {
    for (Asked asked : List.of(workflow(), command())) {
      assertThat(StartWords.asked(started(StartWords.of(asked)))).isEqualTo(asked);
    }
  }

  @Test
  void asked_request_goesBeforeTheWords() {
    AttemptStarted facts =
        new AttemptStarted(
            new Attributes()
                .with(AttemptStarted.AGAIN, RUN)
                .with(AttemptStarted.REQUEST, command())
                .build());
    assertThat(StartWords.asked(facts)).isEqualTo(command());
  }

  /// An API that is called like a secret.
  @Test
  void asked_urlThatWasTakenForASecret_isThatOfTheFacts() {
    List<String> words =
        List.of("clew", "run", "w.workflow", "--base-url", "auth=[redacted:auth len=11]");
    AskedWorkflow asked =
        Objects.requireNonNull(
            StartWords.asked(started(words, baseUrl("Auth", "http://h:80"))).workflow());
    assertThat(asked.baseUrls()).containsExactly(baseUrl("auth", "http://h:80"));
  }

  @Test
  void asked_nothing_isNeither() {
    for (List<String> words : List.of(List.<String>of(), List.of("clew", "run"), List.of("a"))) {
      Asked asked = StartWords.asked(started(words));
      assertThat(asked.workflow()).isNull();
      assertThat(asked.command()).isNull();
      assertThat(StartWords.of(asked)).isEmpty();
    }
  }

  @Test
  void asked_otherWords_areRefused() {
    for (String word : List.of("--nowhere", "--env", "-x")) {
      assertThatThrownBy(() -> StartWords.asked(started(List.of("clew", "run", "w", word))))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("not known here");
    }
  }
}
