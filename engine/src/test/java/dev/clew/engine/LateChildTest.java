package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.context.RunSources;
import dev.clew.plan.source.WorkflowFiles;
import org.junit.jupiter.api.Test;

/// A child workflow whose path a stage gives.
class LateChildTest {
  private static final String PARENT =
      """
      version: "1.0"
      name: test
      references: {workflows: [{name: kid, path: "kids/{{context:dir}}/kid.workflow"}]}
      stages:
        - {name: c, kind: Endpoint, apiRef: service, endpoint: /c, httpVerb: GET, context: {dir: "{{response.body.dir}}"}}
        - {name: k, kind: Workflow, workflowRef: kid, inputs: {who: ada}}
      endStage: {output: {v: "{{stage:k.output.hello}}"}}
      """;

  private static final String KID =
      """
      version: "1.0"
      name: kid
      input: [{name: who, type: Text}]
      stages:
        - {name: d, kind: Endpoint, apiRef: service, endpoint: "/{{input.who}}", httpVerb: GET}
      endStage: {output: {hello: "hello {{input.who}}"}}
      """;

  private static TestRuns.Ran run(String dir, String kid) {
    WorkflowFiles files =
        (from, path) ->
            path.equals("kids/a/kid.workflow")
                ? new WorkflowFiles.Read.Text(new SourceFile(path, kid))
                : new WorkflowFiles.Read.Failed(path + ": no such file");
    try (Routes server = new Routes(asked -> Reply.json(200, "{\"dir\":\"" + dir + "\"}"))) {
      return TestRuns.of(server.url(), PARENT)
          .sources(live ->
              new RunSources(
                  live.exchanges(), live.course(), files, live.contracts(), live.plugins()))
          .run();
    }
  }

  @Test
  void child_ofAPathThatAStageGives_isRunAndRecorded() {
    TestRuns.Ran ran = run("a", KID);
    assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(ran.stage("k/d").httpStatus()).isEqualTo(200);
    assertThat(OutcomeTest.value(ran.view().attempt().output(), "v"))
        .isEqualTo(Json.of("hello ada"));
    assertThat(ran.written()).contains(new SourceFile("kids/a/kid.workflow", KID).sha256());
  }

  @Test
  void child_thatIsNotThereOrWrongOrElsewhere_failsItsStage() {
    assertThat(run("b", KID).errorMessage("k")).contains("no such file");
    assertThat(run("a", KID.replace("kind: Endpoint", "kind: Nothing")).errorCode("k"))
        .isEqualTo("workflow_refused");
    assertThat(run("../..", KID).errorCode("k")).isEqualTo("path_refused");
  }
}
