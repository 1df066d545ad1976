package dev.clew.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One thing is changed, together with what follows from it, and is the first divergence.
class PlantedChangeTest {

  static Stream<Arguments> plants() {
    return Stream.of(
        plant(
            "input",
            "inputs_changed",
            "input customer Ada → Bob",
            shop -> {
              shop.inputs.put("customer", Json.of("Bob"));
              shop.stage("cart").request = Json.object().put("customer", "Bob").build();
            }),
        plant(
            "input added",
            "inputs_changed",
            "input voucher added: X1",
            shop -> shop.inputs.put("voucher", Json.of("X1"))),
        plant(
            "definition",
            "definition_changed",
            "order.workflow changed: +1 −1 lines",
            shop -> {
              shop.files.put("order.workflow", "name: order\nstages:\n  - cart\n  - charge\n");
              shop.stage("pay").path = "/charges";
            }),
        plant(
            "file added",
            "definition_changed",
            "api.catalog is new",
            shop -> shop.files.put("api.catalog", "shop: x\n")),
        plant(
            "version",
            "configuration_changed",
            "configuration clew_version 0.1.0 → 0.2.0",
            shop -> shop.facts.put("clew_version", Json.of("0.2.0"))),
        plant(
            "environment",
            "environment_changed",
            "environment name test → prod",
            shop -> shop.environment = "prod"),
        plant(
            "base URL",
            "environment_changed",
            "environment shop https://shop.example.com → https://old.example.com",
            shop -> shop.baseUrl = "https://old.example.com"),
        plant(
            "secret",
            "secret_changed",
            "secret API_KEY changed",
            shop -> {
              shop.secrets.clear();
              shop.secrets.add(secret("hmac-2"));
              shop.stage("pay").answer = 401;
            }),
        plant(
            "stage removed",
            "stage_removed",
            "mail is gone: it succeeded before",
            shop -> shop.stages.remove(shop.stage("mail"))),
        plant(
            "stage added",
            "stage_added",
            "audit is new: it succeeded",
            shop -> shop.stages.add(1, new Shop.Stage("audit", "/audits"))),
        plant(
            "order",
            "stages_reordered",
            "audit-2 runs after mail, was after audit-1",
            shop -> {
              Shop.Stage first = shop.stage("audit-1");
              shop.stages.remove(first);
              shop.stages.add(first);
            }),
        plant(
            "skipped",
            "decision_changed",
            "mail: runIf went the other way: false, was true",
            shop -> {
              shop.stage("mail").decision = false;
              shop.stage("mail").shown = "402 == 200";
            }),
        plant(
            "method",
            "endpoint_changed",
            "pay calls another API: method POST → PUT",
            shop -> shop.stage("pay").method = "PUT"),
        plant(
            "path",
            "endpoint_changed",
            "cart calls another API: path /carts → /v2/carts",
            shop -> shop.stage("cart").path = "/v2/carts"),
        plant(
            "request body",
            "request_changed",
            "pay sent another request: /amount 30 → 31",
            shop ->
                shop.stage("pay").request =
                    Json.object().put("order", "ORD-7001").put("amount", 31L).build()),
        plant(
            "request header",
            "request_changed",
            "cart sent another request: headers/accept application/json → text/html",
            shop -> shop.stage("cart").headers.put("Accept", "text/html")),
        plant(
            "query",
            "request_changed",
            "cart sent another request: query/page added: 2",
            shop -> shop.stage("cart").path = "/carts?page=2"),
        plant(
            "status",
            "response_status_changed",
            "pay answered 402, was 200",
            shop -> {
              shop.stage("pay").answer = 402;
              shop.stage("pay").ended = Kind.STAGE_FAILED;
              shop.stage("mail").decision = false;
              shop.status = "failed";
            }),
        plant(
            "member gone",
            "response_structure_changed",
            "cart was answered in another structure: /total gone",
            shop ->
                shop.stage("cart").response =
                    Json.object()
                        .put("id", "ORD-7001")
                        .put("state", "open")
                        .put("items", items())
                        .build()),
        plant(
            "type",
            "response_structure_changed",
            "cart was answered in another structure: /total is string, was number",
            shop -> shop.stage("cart").response = cart("30", "open", items())),
        plant(
            "member of items",
            "response_structure_changed",
            "cart was answered in another structure: /items/*/price gone",
            shop ->
                shop.stage("cart").response =
                    cart(
                        Json.of(30),
                        "open",
                        java.util.List.of(
                            Json.object().put("name", "book").build(),
                            Json.object().put("name", "pen").build()))),
        plant(
            "value",
            "response_value_changed",
            "cart was answered with other values: /state open → held",
            shop -> shop.stage("cart").response = cart(Json.of(30), "held", items())),
        plant(
            "one item more",
            "response_value_changed",
            "cart was answered with other values: /items has 3 items, was 2",
            shop ->
                shop.stage("cart").response =
                    cart(
                        Json.of(30),
                        "open",
                        java.util.List.of(
                            Shop.item("book", 10), Shop.item("pen", 20), Shop.item("ink", 5)))),
        plant(
            "response header",
            "response_header_changed",
            "cart was answered with other headers: headers/x-api 3 → 4",
            shop -> shop.stage("cart").answerHeaders.put("X-Api", "4")),
        plant(
            "retry",
            "response_status_changed",
            "pay answered 503, was 200",
            shop -> shop.stage("pay").failedTries = 1),
        plant(
            "outcome",
            "outcome_changed",
            "pay failed, was succeeded",
            shop -> {
              shop.stage("pay").ended = Kind.STAGE_FAILED;
              shop.status = "failed";
            }),
        plant(
            "output",
            "outputs_changed",
            "pay gave other outputs: receipt gone, was r",
            shop -> shop.stage("pay").outputs.remove("receipt")),
        plant(
            "artifact",
            "artifact_changed",
            "artifact invoice.pdf changed: checksum sha256:"
                + "a".repeat(52)
                + "… → sha256:"
                + "b".repeat(52)
                + "…",
            shop -> shop.invoice = "sha256:" + "b".repeat(64)),
        plant(
            "artifact gone",
            "artifact_removed",
            "artifact invoice.pdf was not written",
            shop -> shop.invoice = ""),
        plant(
            "log gone", "log_removed", "no longer logged: order taken", shop -> shop.logs.clear()),
        plant(
            "log",
            "log_added",
            "logged for the first time: stock is low",
            shop -> shop.logs.put("tpl_2", "stock is low")),
        plant(
            "status of the run",
            "run_status_changed",
            "the run is failed, was succeeded",
            shop -> shop.status = "failed"));
  }

  private static Arguments plant(String what, String kind, String headline, Consumer<Shop> change) {
    return arguments(what, kind, headline, change);
  }

  private static Json cart(String total, String state, java.util.List<Json> items) {
    return cart(Json.of(total), state, items);
  }

  private static Json cart(Json total, String state, java.util.List<Json> items) {
    return Json.object()
        .put("id", "ORD-7001")
        .put("total", total)
        .put("state", state)
        .put("items", items)
        .build();
  }

  private static java.util.List<Json> items() {
    return java.util.List.of(Shop.item("book", 10), Shop.item("pen", 20));
  }

  private static SecretDigest secret(String hmac) {
    return new SecretDigest(
        new Attributes()
            .with(SecretDigest.NAME, "API_KEY")
            .with(SecretDigest.PROVIDER, "env")
            .with(SecretDigest.HMAC, hmac)
            .build());
  }

  private static Shop good() {
    Shop shop = new Shop();
    shop.secrets.add(secret("hmac-1"));
    shop.stage("pay").outputs.put("receipt", Json.of("r"));
    shop.stages.add(new Shop.Stage("audit-1", "/audits"));
    shop.stages.add(new Shop.Stage("audit-2", "/audits"));
    return shop;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plants")
  void diff_plantedChange_isTheFirstDivergence(
      String what, String kind, String headline, Consumer<Shop> change) {
    Shop changed = good();
    change.accept(changed);
    RunDiff diff = RunDiff.of(good().profile(), changed.profile(), DiffSettings.NONE);
    Difference first = Objects.requireNonNull(diff.first(), what);
    assertThat(first.kind().wire()).as(diff.differences().toString()).isEqualTo(kind);
    assertThat(first.headline()).isEqualTo(headline);
    assertThat(first.because()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plants")
  void diff_plantedChangeTheOtherWayRound_isOneToo(
      String what, String kind, String headline, Consumer<Shop> change) {
    Shop changed = good();
    change.accept(changed);
    RunDiff diff = RunDiff.of(changed.profile(), good().profile(), DiffSettings.NONE);
    assertThat(diff.isEmpty()).as(what).isFalse();
  }
}
