package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.demo.DemoServices;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The workflow of the seed against the services of the demo.
class OnboardingTest {
  @TempDir private Path folder;
  private DemoServices services;

  @BeforeEach
  void start() throws IOException {
    services = new DemoServices();
    Onboarding.unpack(folder);
  }

  @AfterEach
  void stop() {
    services.close();
  }

  private String[] challenged(String... more) {
    return Onboarding.run(services.baseUrls(), "plan_premium", more);
  }

  @Test
  void workflow_onTheClassPath_isThatOfTheSeed() {
    assertThat(Digest.sha256(Onboarding.text().getBytes(StandardCharsets.UTF_8)).hex())
        .isEqualTo("ff4fa4c6ff2e55a6c434f4fb24fc99e3fa61c9a1157aa77eb268611c47a92edc");
  }

  @Test
  void run_challenged_explainsItselfEverywhere() throws IOException, JsonText.Malformed {
    Clew.Ran ran = Clew.in(folder).run(challenged());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("customer-onboarding", "create-account", "POST 201", "POST 402")
        .contains("failed: HTTP 402, tolerated by expectedStatuses")
        .contains(
            "BLOCKER  activate-subscription answered 402 payment_method_requires_authentication")
        .contains("send-welcome-email", "skipped", "402 == 200", "402 == 201")
        .contains("completed with failures in ")
        .doesNotContain("\u001b");
    Path output = folder.resolve("output");
    Path ledger = Onboarding.only(output, ".workflow.ledger");
    assertThat(ledger.getFileName().toString())
        .matches("customer-onboarding\\.[0-9a-f]{8}\\.workflow\\.ledger");
    Path json = Onboarding.only(output, ".workflow.report.json");
    Path html = Onboarding.only(output, ".workflow.report.html");
    Path values = Onboarding.only(output, ".workflow.output");
    assertThat(Onboarding.all(output, "")).hasSize(4);
    Json.Obj given = (Json.Obj) JsonText.parse(Files.readAllBytes(values));
    assertThat(given)
        .isEqualTo(
            JsonText.parse(
                "{\"accountId\":\"ACC-47291\",\"accountStatus\":\"incomplete\","
                    + "\"paymentCustomerId\":\"cus_abc123\",\"subscriptionStatus\":\"incomplete\"}"));
    Json.Obj document = Onboarding.document(output);
    assertThat(document.object("run").text("status")).isEqualTo("completed_with_failures");
    assertThat(document.object("blocker").text("stage")).isEqualTo("activate-subscription");
    assertThat(document.object("blocker").object("counts"))
        .isEqualTo(JsonText.parse("{\"succeeded\":3,\"tolerated\":1,\"skipped\":1}"));
    assertThat(document.objects("definition").getFirst().text("content"))
        .isEqualTo(Onboarding.text());
    assertThat(Files.size(html)).isGreaterThan(Files.size(json));

    assertThat(Clew.in(folder).run("why").out())
        .contains("activate-subscription answered 402 payment_method_requires_authentication")
        .contains("ACC-47291", "FOR", "NEXT");
    assertThat(Clew.in(folder).run("list", "--grep", "ACC-47291").out())
        .contains("customer-onboarding", "completed with failures");
    assertThat(Clew.in(folder).run("list", "--grep", "ACC-00000").out()).contains("no runs");

    byte[] before = Files.readAllBytes(json);
    byte[] page = Files.readAllBytes(html);
    byte[] kept = Files.readAllBytes(values);
    Clew.Ran again =
        Clew.in(folder)
            .run("report", ledger.toString(), "--out", folder.resolve("again").toString());
    assertThat(again.code()).isZero();
    Path fresh = folder.resolve("again");
    assertThat(Onboarding.only(fresh, ".report.json")).hasBinaryContent(before);
    assertThat(Onboarding.only(fresh, ".report.html")).hasBinaryContent(page);
    assertThat(Onboarding.only(fresh, ".output")).hasBinaryContent(kept);
    Path third = folder.resolve("third");
    assertThat(Clew.in(folder).run("report", html.toString(), "--out", third.toString()).code())
        .isZero();
    assertThat(Onboarding.only(third, ".report.json")).hasBinaryContent(before);

    List<String> rows =
        Clew.in(folder).run("events", ledger.toString(), "--raw").out().lines().toList();
    assertThat(rows).hasSize(document.list("events").size());
    for (String row : rows) {
      Json.Obj one = (Json.Obj) JsonText.parse(row);
      assertThat(one.text("chain")).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void run_strict_exitsWith1() {
    assertThat(Clew.in(folder).run(challenged("--strict", "--quiet")))
        .isEqualTo(new Clew.Ran(1, "", ""));
  }

  @Test
  void run_otherPlan_succeeds() {
    Clew.Ran ran =
        Clew.in(folder)
            .run(Onboarding.run(services.baseUrls(), "plan_basic", "--strict", "--json"));
    assertThat(ran.code()).isZero();
    assertThat(ran.json().text("status")).isEqualTo("succeeded");
    assertThat(ran.json().has("blocker")).isFalse();
    assertThat(ran.json().whole("exit_code")).isZero();
    assertThat(Clew.in(folder).run("why").code()).isEqualTo(2);
  }

  @Test
  void run_jsonWithJunitAndOut_printsOneObject() throws IOException {
    Path out = folder.resolve("elsewhere/deep");
    Path junit = folder.resolve("results/junit.xml");
    Clew.Ran ran =
        Clew.in(folder)
            .run(challenged("--json", "--junit", junit.toString(), "--out", out.toString()));
    assertThat(ran.code()).isZero();
    assertThat(ran.json().object("blocker").text("code")).isEqualTo("http_402");
    assertThat(ran.json().object("files").members().keySet())
        .containsExactlyInAnyOrder("ledger", "output", "report_json", "report_html", "junit");
    assertThat(Onboarding.all(out, "")).hasSize(4);
    assertThat(folder.resolve("output")).doesNotExist();
    assertThat(Onboarding.read(junit))
        .contains("tests=\"5\" failures=\"0\"", "<system-out>activate-subscription answered 402");
  }

  @Test
  void run_formatNone_writesNoReport() throws IOException {
    assertThat(Clew.in(folder).run(challenged("--report-format", "none")).code()).isZero();
    assertThat(Onboarding.all(folder.resolve("output"), "")).hasSize(2);
  }

  @Test
  void run_ownSpellingOfTheSeed_isTheSame() {
    Clew.Ran ran =
        Clew.in(folder)
            .run(
                "--workflow",
                Onboarding.FILE,
                "--env",
                "demo",
                "--input",
                "email=ada@example.com",
                "--input",
                "planId=plan_premium",
                "--base-url",
                "accounts=" + services.baseUrls().get("accounts"),
                "--base-url",
                "auth=" + services.baseUrls().get("auth"),
                "--base-url",
                "payment=" + services.baseUrls().get("payment"),
                "--base-url",
                "notifications=" + services.baseUrls().get("notifications"));
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).contains("answered 402");
  }

  @Test
  void run_payloadFromFileStdinAndVars_supplyTheInputs() throws IOException {
    String payload = "{\"email\":\"ada@example.com\",\"planId\":\"plan_premium\"}";
    Files.writeString(folder.resolve("order.json"), payload);
    List<String> urls =
        services.baseUrls().entrySet().stream()
            .flatMap(url -> List.of("--base-url", url.getKey() + "=" + url.getValue()).stream())
            .toList();
    Clew.Ran fromFile = payload(Clew.in(folder), "order.json", urls);
    assertThat(fromFile.code()).as(fromFile.toString()).isZero();
    Clew.Ran fromStdin = payload(Clew.in(folder).stdin(payload), "-", urls);
    assertThat(fromStdin.code()).as(fromStdin.toString()).isZero();
    List<Path> ledgers = Onboarding.all(folder, ".ledger");
    assertThat(ledgers).as("the same work has the same key").hasSize(2);
    assertThat(ledgers.getFirst().getFileName().toString()).contains("-2.workflow");
    Files.writeString(
        folder.resolve("customer-onboarding.wfvars"),
        "global:\n  email: ada@example.com\n  planId: plan_basic\n");
    java.util.ArrayList<String> arguments =
        new java.util.ArrayList<>(List.of("run", Onboarding.FILE));
    arguments.addAll(urls);
    Clew.Ran fromVars = Clew.in(folder).run(arguments.toArray(String[]::new));
    assertThat(fromVars.code()).as(fromVars.toString()).isZero();
    assertThat(fromVars.out()).contains("succeeded in");
  }

  private static Clew.Ran payload(Clew clew, String where, List<String> urls) {
    java.util.ArrayList<String> arguments =
        new java.util.ArrayList<>(List.of("run", Onboarding.FILE, "--payload", where));
    arguments.addAll(urls);
    return clew.run(arguments.toArray(String[]::new));
  }

  @Test
  void run_terminal_isColouredUnlessNoColorIsSet() {
    Clew.Ran coloured = Clew.in(folder).with("CLEW_STDOUT_TERMINAL", "1").run(challenged());
    assertThat(coloured.out()).contains("\u001b[3");
    Clew.Ran plain =
        Clew.in(folder).with("CLEW_STDOUT_TERMINAL", "1").with("NO_COLOR", "1").run(challenged());
    assertThat(plain.out()).doesNotContain("\u001b[3").contains("BLOCKER");
  }

  @Test
  void launcher_built_runsTheProgram() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout"));
    Path root = Path.of(System.getProperty("clew.root"));
    Files.copy(root.resolve("clew"), checkout.resolve("clew"));
    Files.createDirectories(checkout.resolve(".ci"));
    Files.copy(root.resolve(".ci/jdk25.sh"), checkout.resolve(".ci/jdk25.sh"));
    Path built = Files.createDirectories(checkout.resolve("target/clew"));
    String javaHome = System.getProperty("java.home");
    Files.writeString(built.resolve("classpath"), Clew.classPath());
    Files.writeString(built.resolve("stamp"), checkout.toRealPath() + " " + javaHome);
    Clew.Ran ran =
        Clew.in(folder)
            .with("JAVA_HOME", javaHome)
            .start(List.of("bash", checkout.resolve("clew").toString(), "demo", "--out", "shown"))
            .ended();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out().toLowerCase(Locale.ROOT))
        .contains("challenged", "answered 402", "cus_abc123", "succeeded in", "report.html");
  }
}
