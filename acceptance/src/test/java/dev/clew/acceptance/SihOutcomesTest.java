package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.process.CalledAs;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Workflows with the traits of those that users of SIH have come to what they come to there.
@Isolated("it sets a property of the JVM")
class SihOutcomesTest {
  @TempDir private Path temporary;

  private String output(String workflow, String... more) {
    SihFolder folder = SihFolder.in(temporary).workflow(workflow);
    try (SihService service = new SihService()) {
      SihFolder.Ran ran = folder.run(service, more);
      assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    }
    return JsonWriter.compact(folder.output());
  }

  @Test
  void lookupThenCreate_ofNothingFound_goesOnWithEmptyText() throws Exception {
    String output =
        output(
            """
            input:
              - { name: linesJson, type: Text }
              - { name: groupJson, type: Text }
            stages:
              - name: lookup
                kind: Endpoint
                apiRef: svc
                endpoint: /empty
                httpVerb: GET
                expectedStatus: 200
                query: { q: "name:x version:1.0" }
                output:
                  id: "{{response.body.0?.id?}}"
                  status: "{{response.body.0?.status?}}"
              - name: update
                kind: Endpoint
                runIf: '!empty({{stage:lookup.output.id}}) && {{stage:lookup.output.status}} != 1'
                apiRef: svc
                endpoint: /status/500/{{stage:lookup.output.id}}
                httpVerb: PUT
                expectedStatus: 200
                output: { id: "{{response.body.id}}" }
              - name: create
                kind: Endpoint
                runIf: "empty({{stage:lookup.output.id}}) && {{stage:update.output.id}} == null"
                apiRef: svc
                endpoint: /echo
                httpVerb: POST
                expectedStatus: 200
                headers: { Content-Type: application/json }
                body: |
                  {"old":"{{stage:lookup.output.id}}","updated":"{{stage:update.output.id}}",
                   "lines":{{input.linesJson}},"group":{{input.groupJson}}}
                output: { sent: "{{response.body.body}}" }
            endStage:
              output: { sent: "{{stage:create.output.sent}}", id: "{{stage:lookup.output.id}}" }
            """,
            "--input",
            "linesJson=[{\"price\":19.90}]",
            "--input",
            "groupJson=null");
    var sent = (dev.clew.core.json.Json.Obj) JsonText.parse(output);
    assertThat(JsonText.parse(sent.text("sent", "")))
        .isEqualTo(
            JsonText.parse(
                "{\"old\":\"\",\"updated\":\"\",\"lines\":[{\"price\":19.90}],\"group\":null}"));
    assertThat(sent.members()).containsEntry("id", dev.clew.core.json.Json.NULL);
  }

  @Test
  void secretsOfOneAnswer_areReadThroughAnOutputAboveThem() {
    assertThat(
            output(
                """
                stages:
                  - name: auth
                    kind: Endpoint
                    apiRef: svc
                    endpoint: /ok
                    httpVerb: POST
                    expectedStatus: 200
                    output:
                      answer: "{{response.body}}"
                      id: "{{stage:json(auth.output.answer).id}}"
                endStage: { output: { id: "{{stage:auth.output.id}}" } }
                """))
        .isEqualTo("{\"id\":\"A1\"}");
  }

  @Test
  void exclusiveBranches_mirrorEachOtherWhenSkipped() {
    assertThat(
            output(
                """
                vars:
                  id: >-
                    {{coalesce(
                      stage:a.output.id,
                      stage:b.output.id
                    )}}
                stages:
                  - { name: a, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET, runIf: "false", output: { id: "{{response.body.id}}" }, onSkip: { output: { id: "{{stage:b.output.id}}" } } }
                  - { name: b, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET, output: { id: "{{response.body.id}}" }, onSkip: { output: { id: "{{stage:a.output.id}}" } } }
                  - { name: use, kind: Endpoint, apiRef: svc, endpoint: "/echo/{{var:id}}", httpVerb: GET, runIf: "{{var:id}} != ''", output: { p: "{{response.body.path}}" } }
                endStage: { output: { p: "{{stage:use.output.p}}", same: "{{stage:b.output.id == var:id}}" } }
                """))
        .isEqualTo("{\"p\":\"/echo/A1\",\"same\":true}");
  }

  @Test
  void output_calledAsSih_isTextAsThereAndReplayedOffline() throws Exception {
    String workflow =
        """
        stages:
          - { name: c, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET, output: { dto: "{{response.body}}" } }
        endStage:
          output:
            n: "{{stage:c.output.dto.items.0.n?}}"
            status: "{{stage:c.output.http_status}}"
            nul: "{{stage:c.output.dto.none}}"
            j: '{"a":"{{stage:c.output.http_status}}"}'
            l: "[{{stage:c.output.http_status}}]"
            t: "{{stage:c.output.dto.id}}"
        """;
    System.setProperty(CalledAs.PROPERTY, "sih");
    try {
      assertThat(output(workflow, "--capture-http", "bodies"))
          .isEqualTo(
              "{\"n\":\"\",\"status\":\"200\",\"nul\":\"\",\"j\":{\"a\":\"200\"},\"l\":[200],\"t\":\"A1\"}");
    } finally {
      System.clearProperty(CalledAs.PROPERTY);
    }
    SihFolder folder = new SihFolder(temporary);
    Path ledger = Onboarding.only(temporary.resolve("out"), ".ledger");
    SihFolder.Ran replay = folder.clew("replay", ledger.toString(), "--offline");
    assertThat(replay.code()).as(replay.err() + replay.out()).isZero();
  }

  @Test
  void nameOfAnEnum_isSentAsItsValueAndReplayedOffline() throws Exception {
    SihFolder folder = SihFolder.in(temporary);
    folder.write(
        "contract.json",
        """
        {"openapi":"3.0.1","info":{"title":"t","version":"1"},
         "paths":{"/echo":{"post":{"responses":{"200":{"description":""}},"requestBody":{"content":{
          "application/json":{"schema":{"type":"object","properties":{"status":
           {"type":"integer","enum":[0,1],"x-enumNames":["Pending","Active"]}}}}}}}}}}
        """);
    folder.write(
        "api.catalog",
        """
        - version: "1"
          definitions:
            - { name: svc, openApiUrl: "%s", baseUrl: { local: "http://127.0.0.1:1" } }
        """
            .formatted(temporary.resolve("contract.json").toUri()));
    folder.workflow(
        """
        stages:
          - name: s
            kind: Endpoint
            apiRef: svc
            endpoint: /echo
            httpVerb: POST
            body: '{"status":"active"}'
            output: { v: "{{response.body.body}}" }
        endStage: { output: { v: "{{stage:s.output.v}}" } }
        """);
    assertThat(folder.clew("check", folder.file("w.workflow"), "-e", "local").code()).isZero();
    try (SihService service = new SihService()) {
      SihFolder.Ran ran = folder.run(service, "--capture-http", "bodies");
      assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    }
    assertThat(folder.output()).hasToString("{\"v\":\"{\\\"status\\\":1}\"}");
    Path ledger = Onboarding.only(temporary.resolve("out"), ".ledger");
    SihFolder.Ran replay = folder.clew("replay", ledger.toString(), "--offline");
    assertThat(replay.code()).as(replay.err() + replay.out()).isZero();
  }

  @Test
  void modelThenLoop_mocked_countsItsItems() {
    assertThat(
            output(
                """
                stages:
                  - name: generate
                    kind: LLM
                    expectedStatus: 200
                    config: { connectionRef: ai, model: m, prompts: { input: { text: hi } } }
                    mock:
                      status: 200
                      payload: '{"output":{"json":{"items":[{"n":1},{"n":2}]}},"usage":{"inputTokens":7}}'
                    output: { items: "{{response.body.output.json.items}}", n: "{{response.body.usage.inputTokens}}" }
                  - name: create
                    kind: Endpoint
                    apiRef: svc
                    endpoint: /ok
                    httpVerb: POST
                    forEach: "{{stage:generate.output.items}}"
                    itemName: it
                    mock: { payload: '{"id":{{context:it.n}}}' }
                    output: { id: "{{response.body.id}}" }
                endStage:
                  output:
                    ok: "{{stage:create.output.foreach_success_count}}"
                    failed: "{{stage:create.output.foreach_failed_count}}"
                    tokens: "{{stage:generate.output.n}}"
                """,
                "--mocked"))
        .isEqualTo("{\"ok\":2,\"failed\":0,\"tokens\":7}");
  }
}
