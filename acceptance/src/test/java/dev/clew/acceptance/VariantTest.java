package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is hard-wired to the seed's names and answers.
class VariantTest {
  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    Onboarding.unpack(folder);
  }

  private Json.Obj document() {
    return Onboarding.document(folder);
  }

  @Test
  void run_exact402OfTheSeed_bothStatesAreNullWithReasons() throws Exception {
    String body =
        "{\"error\":\"payment_method_requires_authentication\","
            + "\"customer_id\":\"ACC-47291\",\"action_required\":\"3ds_challenge\"}";
    try (Service service = Onboarding.working()) {
      service.answers(Onboarding.ACTIVATE, Service.Answer.json(402, body));
      Clew.Ran ran = Clew.in(folder).run(Onboarding.run(service.url()));
      assertThat(ran.code()).isZero();
      assertThat(ran.out())
          .contains("BLOCKER  activate-subscription answered 402")
          .contains("action_required=3ds_challenge");
    }
    Json.Obj document = document();
    assertThat(document.object("blocker").text("code")).isEqualTo("http_402");
    List<Json.Obj> output = document.objects("output");
    for (String name : List.of("accountStatus", "subscriptionStatus")) {
      Json.Obj value = named(output, name);
      assertThat(value.get("value")).isEqualTo(Json.NULL);
      assertThat(value.object("missing").text("reason")).as(name).isNotBlank();
    }
    assertThat(named(output, "accountId").text("value")).isEqualTo("ACC-47291");
    assertThat(Onboarding.read(Onboarding.only(folder, ".workflow.output")))
        .contains("\"accountStatus\": null");
  }

  @Test
  void run_renamedStagesWith422Problem_quotesTitleAndDetail() throws Exception {
    String renamed =
        Onboarding.text()
            .replace("activate-subscription", "book-the-plan")
            .replace("create-account", "a1")
            .replace("[200, 201, 402]", "[200, 201, 422]");
    Files.writeString(folder.resolve(Onboarding.FILE), renamed);
    String problem =
        "{\"type\":\"https://example.com/probs/out-of-credit\",\"title\":\"You do not have enough"
            + " credit.\",\"detail\":\"Your balance is 30, but that costs 50.\",\"status\":422}";
    try (Service service = Onboarding.working()) {
      service.answers(
          Onboarding.ACTIVATE,
          new Service.Answer(422, "application/problem+json", problem, Map.of()));
      Clew.Ran ran = Clew.in(folder).run(Onboarding.run(service.url(), "--strict"));
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out())
          .contains(
              "BLOCKER  book-the-plan answered 422 You do not have enough credit.: Your balance is"
                  + " 30, but that costs 50.")
          .contains("422 == 200");
    }
    assertThat(document().object("blocker").object("quote").text("rule"))
        .isEqualTo("quote.rfc9457@1");
  }

  @Test
  void run_500WithPlainText_failsAndQuotesTheFirstLine() throws Exception {
    try (Service service = Onboarding.working()) {
      service.answers(
          Onboarding.PAYMENT,
          new Service.Answer(
              500, "text/plain", "\n  upstream ledger is down\nat x.y.Z\n", Map.of()));
      Clew.Ran ran = Clew.in(folder).run(Onboarding.run(service.url()));
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out())
          .contains("BLOCKER  setup-payment answered 500 upstream ledger is down")
          .contains("activate-subscription", "not reached: setup-payment failed")
          .contains("failed in ");
      assertThat(service.requests()).hasSize(3);
    }
    Json.Obj document = document();
    assertThat(document.object("run").text("status")).isEqualTo("failed");
    assertThat(named(document.objects("output"), "accountId").text("value")).isEqualTo("ACC-47291");
    assertThat(named(document.objects("output"), "accountStatus").object("missing").text("reason"))
        .isNotBlank();
  }

  @Test
  void run_serviceIsDown_saysWhereAndExitsWith1() throws Exception {
    String url;
    try (Service service = new Service()) {
      url = service.url();
    }
    Clew.Ran ran = Clew.in(folder).run(Onboarding.run(url));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("create-account: " + url.substring(7) + " refused");
    assertThat(document().object("blocker").text("code")).isEqualTo("connect_refused");
  }

  private static Json.Obj named(List<Json.Obj> values, String name) {
    for (Json.Obj value : values) {
      if (Objects.equals(value.text("name"), name)) {
        return value;
      }
    }
    throw new AssertionError("no " + name + " in " + values);
  }
}
