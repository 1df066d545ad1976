package dev.clew.acceptance;

import static dev.clew.acceptance.Replays.clew;
import static dev.clew.acceptance.Replays.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run with a child workflow, a loop and values that are drawn, which is run again.
class LanguageReplayTest {
  private static final String CHILD =
      """
      version: "1.0"
      name: login
      output: true
      references: { apis: [{ name: shop, definition: shop }] }
      stages:
        - name: session
          kind: Endpoint
          apiRef: shop
          endpoint: /session
          httpVerb: POST
          output: { id: "{{response.body.id}}" }
      endStage:
        output: { id: "{{stage:session.output.id}}" }
      """;

  private static final String WORKFLOW =
      """
      version: "1.0"
      name: orders
      references:
        workflows: [{ name: login, path: ./login.workflow }]
        apis: [{ name: shop, definition: shop }]
      input: [{ name: orders, type: Array }]
      initStage:
        variables:
          - { name: batch, type: Ulid }
          - { name: at, type: Fixed, value: "{{system:datetime.utcnow}}" }
      stages:
        - { name: login, kind: Workflow, workflowRef: login }
        - name: open
          kind: Endpoint
          apiRef: shop
          endpoint: /open
          httpVerb: POST
          body: '{"batch":"{{global:batch}}","at":"{{global:at}}"}'
        - name: push
          kind: Endpoint
          apiRef: shop
          endpoint: /push/{{context:item}}
          httpVerb: POST
          forEach: "{{input.orders}}"
          forEachSequential: true
          body: '{"batch":"{{global:batch}}","at":"{{global:at}}","session":"{{stage:login.output.id}}","drawn":"{{rand:guid()}}"}'
      """;

  @TempDir private Path folder;
  private Path workflow = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("login.workflow"), CHILD);
    workflow = Files.writeString(folder.resolve("orders.workflow"), WORKFLOW);
  }

  private static Service service() {
    Service service = new Service();
    service.answers("/session", Service.Answer.json(201, "{\"id\":\"ses-4471\"}"));
    service.answers("/open", Service.Answer.json(201, "{}"));
    for (int at = 0; at < 5; at++) {
      service.answers("/push/" + at, Service.Answer.json(at == 3 ? 400 : 201, "{}"));
    }
    return service;
  }

  private static List<String> paths(Service service, int from) {
    return service.requests().stream().skip(from).map(Service.Request::path).toList();
  }

  @Test
  void replay_fromALoopThatFailed_sendsOnlyItsRequestsWithTheValuesOfBefore() {
    try (Service service = service()) {
      ended(
          clew(
              "run",
              workflow.toString(),
              "--quiet",
              "--capture-http",
              "bodies",
              "--input",
              "orders=[0,1,2,3,4]",
              "--base-url",
              "shop=" + service.url()),
          1);
      assertThat(paths(service, 0))
          .containsExactly("/session", "/open", "/push/0", "/push/1", "/push/2", "/push/3");
      assertThat(Onboarding.read(Onboarding.only(folder, ".login.workflow.output")))
          .contains("ses-4471");
      String open = service.requests().get(1).body();
      String pushed = service.requests().get(2).body();
      Path ledger = Onboarding.only(folder, ".ledger");
      assertThat(clew("why", ledger.toString()).out())
          .contains("push[3]")
          .contains("1 of 5 items failed");
      service.answers("/push/3", Service.Answer.json(201, "{}"));

      ended(clew("replay", ledger.toString()), 0);

      assertThat(paths(service, 6))
          .containsExactly("/push/0", "/push/1", "/push/2", "/push/3", "/push/4");
      assertThat(service.requests().get(6).body()).isEqualTo(pushed).contains("ses-4471");
      assertThat(pushed).contains(open.substring(1, open.length() - 1));
      Json.Obj document = Onboarding.document(folder);
      assertThat(document.object("run").text("status")).isEqualTo("succeeded");
      ended(clew("replay", ledger.toString(), "--offline"), 0);

      ended(clew("retry", ledger.toString()), 0);

      assertThat(paths(service, 11))
          .containsExactly(
              "/session", "/open", "/push/0", "/push/1", "/push/2", "/push/3", "/push/4");
      assertThat(service.requests().get(12).body()).isNotEqualTo(open);
    }
  }
}
