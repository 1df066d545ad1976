package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.languagesih.scope.InitStageSpec;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.StageSettings;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.MockSpec;
import dev.clew.plan.stage.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Workflows as users of SIH have them, unchanged.
class SihExamplesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("clew.root", ".."), "language-sih/src/test/resources/sih");

  private static SourceFile file(String name) throws IOException {
    return new SourceFile(name, Files.readString(FOLDER.resolve(name)));
  }

  private static WorkflowFiles.Read read(String from, String path) {
    try {
      return new WorkflowFiles.Read.Text(file(Path.of(path).normalize().toString()));
    } catch (IOException e) {
      return new WorkflowFiles.Read.Failed(path + ": no such file");
    }
  }

  private static Plan ready(String name, Map<String, String> inputs) throws IOException {
    Map<String, Supplied> supplied = new java.util.TreeMap<>();
    inputs.forEach((key, value) -> supplied.put(key, new Supplied.Text(value, "--input")));
    Planning planning =
        new SihLanguage()
            .read(file(name), Set::of)
            .plan(
                new PlanRequest(
                    file("api.catalog"),
                    "local",
                    Map.of(),
                    supplied,
                    EnvironmentVariables.NONE,
                    SihExamplesTest::read));
    assertThat(planning.diagnostics()).extracting(Diagnostic::render).isEmpty();
    return ((Planning.Ready) planning).plan();
  }

  private static Plan rich() throws IOException {
    return ready(
        "rich.workflow",
        Map.of("user", "ann", "password", "x", "items", "[{\"sku\":\"A\"}]", "planId", "basic"));
  }

  private static StageSettings stage(Plan plan, String name) {
    return Objects.requireNonNull(plan.stage(name)).settings();
  }

  private static Handling handling(Plan plan, String name) {
    return ((EndpointSpec) Objects.requireNonNull(plan.stage(name)).spec()).handling();
  }

  @Test
  void plan_ping_hasNothingToSay() throws IOException {
    assertThat(ready("ping.workflow", Map.of()).stages()).hasSize(1);
  }

  @Test
  void plan_login_hasNothingToSay() throws IOException {
    Plan plan = ready("login.workflow", Map.of("user", "ann", "password", "x"));
    assertThat(plan.workflow().end().message()).isNotNull();
  }

  @Test
  void plan_rich_hasItsChildAndSources() throws IOException {
    Plan plan = rich();
    assertThat(plan.sources())
        .extracting(each -> each.role() + " " + each.file().logicalName())
        .containsExactly(
            "WORKFLOW rich.workflow", "CATALOG api.catalog", "CHILD_WORKFLOW login.workflow");
    WorkflowSpec child = (WorkflowSpec) Objects.requireNonNull(plan.stage("login")).spec();
    assertThat(child.workflow().stages()).extracting(PlannedStage::name).containsExactly("token");
    assertThat(child.inputs()).hasSize(2);
    assertThat(stage(plan, "login").mock()).isInstanceOf(MockSpec.Outputs.class);
    assertThat(plan.apis()).hasSize(1);
    assertThat(((InitStageSpec) plan.workflow().init()).written().variables()).hasSize(4);
  }

  @Test
  void plan_richActivate_hasItsPolicies() throws IOException {
    Handling handling = handling(rich(), "activate");
    Retry retry = Objects.requireNonNull(handling.retry());
    assertThat(retry.maxRetries()).isEqualTo(3);
    assertThat(retry.delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(retry.backoff()).isEqualTo(Retry.Backoff.FIXED);
    assertThat(retry.statuses()).containsExactly(500, 503);
    assertThat(Objects.requireNonNull(handling.breaker()).key()).isEqualTo("cb");
    assertThat(Objects.requireNonNull(handling.breaker()).failureThreshold()).isEqualTo(5);
    assertThat(handling.onStatus().getFirst().status()).isEqualTo(402);
    assertThat(Objects.requireNonNull(handling.onStatus().getFirst().jump()).toEnd()).isTrue();
  }

  @Test
  void plan_richLoop_isRead() throws IOException {
    Loop loop = Objects.requireNonNull(stage(rich(), "push-items").loop());
    assertThat(loop.itemName()).isEqualTo("row");
    assertThat(loop.indexName()).isEqualTo("n");
    assertThat(loop.sequential()).isTrue();
    assertThat(loop.maxParallel()).isEqualTo(8);
  }

  @Test
  void plan_richCreate_hasEnsureSetAndAssertions() throws IOException {
    StageSettings create = stage(rich(), "create-account");
    assertThat(create.delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(create.set()).hasSize(1);
    assertThat(create.assertions()).hasSize(2);
    assertThat(create.assertions().get(1).name()).isEqualTo("assertion-2");
    assertThat(create.assertions().get(1).blocking()).isFalse();
    assertThat(Objects.requireNonNull(handling(rich(), "create-account").ensure()).existsOn())
        .isEqualTo(List.of(409));
  }
}
