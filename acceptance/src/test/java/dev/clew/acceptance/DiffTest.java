package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew diff` and `clew snapshot` on runs against real servers.
class DiffTest {
  private static final String CHALLENGE =
      "{\"error\":\"payment_method_requires_authentication\","
          + "\"action_required\":\"3ds_challenge\",\"status\":\"incomplete\"}";
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\nclew (.*?)\n```\n```text\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    Onboarding.unpack(folder);
    service = Onboarding.working();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private String ran(String name, String... more) {
    List<String> options = new ArrayList<>(List.of("--out", name, "--quiet"));
    options.addAll(List.of(more));
    Clew.in(folder).run(Onboarding.run(service.url(), options.toArray(String[]::new)));
    return folder.relativize(Onboarding.only(folder.resolve(name), ".workflow.ledger")).toString();
  }

  private String good(String name, String... more) {
    return ran(name, more);
  }

  private String bad(String name, String... more) {
    service.answers(Onboarding.ACTIVATE, Service.Answer.json(402, CHALLENGE));
    return ran(name, more);
  }

  private Clew.Ran clew(String... arguments) {
    return Clew.in(folder).run(arguments);
  }

  @Test
  void diff_goodAndBad_answersInTheFirstThreeLines() throws Exception {
    String good = good("good");
    String bad = bad("bad");
    Clew.Ran diff = clew("diff", good, bad);
    assertThat(diff.err()).isEmpty();
    assertThat(diff.code()).isEqualTo(1);
    List<String> lines = diff.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "FIRST    activate-subscription answered 402, was 201:"
                + " payment_method_requires_authentication");
    assertThat(lines.get(1))
        .startsWith("THEN     activate-subscription tolerated · send-welcome-email is skipped");
    assertThat(diff.out())
        .contains("201 == 200 || 201 == 201", "402 == 200 || 402 == 201", "not captured");

    String page =
        Files.readString(Path.of(System.getProperty("clew.root", ".."), "docs", "diff.md"));
    Matcher example = EXAMPLE.matcher(page);
    assertThat(example.find()).isTrue();
    assertThat(example.group(1)).isEqualTo("diff good bad");
    assertThat(steady(diff.out())).startsWith(steady(example.group(2)));

    Path report = Onboarding.only(folder.resolve("bad"), ".report.html");
    Clew.Ran asReport = clew("diff", good, folder.relativize(report).toString());
    assertThat(asReport.out().replace("report.html", "ledger")).isEqualTo(diff.out());
    assertThat(clew("diff", bad, folder.relativize(report).toString()).out())
        .startsWith("no difference  5 stages and ");

    Clew.Ran json =
        clew("diff", good, bad, "--json", "--junit", "out/diff.xml", "--html", "out/diff.html");
    assertThat(json.code()).isEqualTo(1);
    Json.Obj document = json.json();
    assertThat(document.text("format")).isEqualTo("clew.diff");
    Json.Obj first = document.objects("differences").getFirst();
    assertThat(first.text("kind")).isEqualTo("response_status_changed");
    assertThat(first.text("stage")).isEqualTo("activate-subscription");
    assertThat(first.has("because")).isFalse();
    assertThat(document.objects("differences").subList(1, document.list("differences").size()))
        .allSatisfy(one -> assertThat(one.has("because")).isTrue());
    assertThat(Onboarding.read(folder.resolve("out/diff.xml")))
        .contains("tests=\"6\" failures=\"3\"")
        .contains("type=\"response_status_changed\" message=\"first divergence: activate");
    assertThat(Onboarding.read(folder.resolve("out/diff.html")))
        .contains("default-src 'none'", "\"format\":\"clew.diff\"", "<title>customer-onboarding");
  }

  /// Without what is different each time.
  private static String steady(String output) {
    return output
        .replaceAll(" in [0-9.]+ m?s ", " in T ")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("\\.[0-9a-f]{8}\\.", ".KEY.");
  }

  @Test
  void diff_twoGoodRunsWithOtherIds_isEmpty() {
    String one = good("one", "--capture-http", "bodies");
    service
        .answers(Onboarding.CREATE, Service.Answer.json(201, "{\"id\":\"ACC-99\"}"))
        .answers(Onboarding.TOKEN, Service.Answer.json(200, "{\"token\":\"tok-0123456789ab\"}"))
        .answers(Onboarding.PAYMENT, Service.Answer.json(201, "{\"id\":\"cus_x9y8\"}"));
    String other = good("other", "--capture-http", "bodies");
    Clew.Ran diff = clew("diff", one, other);
    assertThat(diff.out()).startsWith("no difference  5 stages and ");
    assertThat(diff.out()).contains("volatile values ignored");
    assertThat(diff.code()).isZero();
    Clew.Ran strict = clew("diff", one, other, "--strict");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(clew("diff", one, other, "--verbose").out())
        .contains("carries a value", "stages/issue-jwt/calls/1.1/request/body/accountId");
  }

  /// The command was started in the folder above, where the files have other names.
  @Test
  void diff_sameFilesFromAnotherFolder_isEmpty() {
    String one = good("one");
    String[] arguments = Onboarding.run(service.url(), "--out", "other", "--quiet");
    Path above = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    for (int at = 0; at < arguments.length; at++) {
      if (arguments[at].equals(Onboarding.FILE)) {
        arguments[at] = folder.getFileName() + "/" + Onboarding.FILE;
      } else if (arguments[at].equals("other")) {
        arguments[at] = folder.resolve("other").toString();
      }
    }
    Clew.in(above).run(arguments);
    String other =
        folder.relativize(Onboarding.only(folder.resolve("other"), ".ledger")).toString();

    Clew.Ran diff = clew("diff", one, other);

    assertThat(diff.out()).startsWith("no difference");
    assertThat(diff.code()).isZero();
  }

  @Test
  void diff_plantsInRealRuns_areTheFirstDivergence() throws IOException {
    String good = good("good", "--capture-http", "bodies");
    service.answers(Onboarding.PAYMENT, Service.Answer.json(201, "{\"customer\":\"cus_abc123\"}"));
    assertThat(kindOf(good, ran("structure", "--capture-http", "bodies")))
        .isEqualTo("response_structure_changed setup-payment");
    service.answers(
        Onboarding.PAYMENT,
        new Service.Answer(
            201, "application/json", "{\"id\":\"cus_abc123\"}", Map.of("X-Api", "beta")));
    assertThat(kindOf(good, ran("header", "--capture-http", "bodies")))
        .isEqualTo("response_header_changed setup-payment");
    service.answers(Onboarding.PAYMENT, Service.Answer.json(500, "down"));
    assertThat(kindOf(good, ran("down"))).isEqualTo("response_status_changed setup-payment");
    service.answers(Onboarding.PAYMENT, Service.Answer.json(201, "{\"id\":\"cus_abc123\"}"));
    assertThat(kindOf(good, ran("input", "--input", "planId=plan_basic")))
        .isEqualTo("inputs_changed null");
    String text = Onboarding.text();
    Files.writeString(folder.resolve(Onboarding.FILE), text.replace("send-welcome-email", "greet"));
    String renamed = ran("renamed");
    assertThat(kindOf(good, renamed)).isEqualTo("definition_changed null");
    assertThat(clew("diff", good, renamed).out())
        .contains("-  - name: \"send-welcome-email\"", "+  - name: \"greet\"", "greet is new");
  }

  private String kindOf(String before, String after) {
    Json.Obj first = clew("diff", before, after, "--json").json().objects("differences").getFirst();
    return first.text("kind") + " " + first.text("stage");
  }

  @Test
  void diff_baselineOfThree_leavesOutWhatVaries() {
    List<String> good = new ArrayList<>();
    for (String state : List.of("active", "trial", "new")) {
      service.answers(
          Onboarding.ACTIVATE,
          Service.Answer.json(201, "{\"id\":\"sub_1\",\"status\":\"" + state + "\"}"));
      good.add(good(state));
    }
    service.answers(
        Onboarding.ACTIVATE, Service.Answer.json(201, "{\"id\":\"sub_1\",\"status\":\"odd\"}"));
    String odd = ran("odd");
    assertThat(clew("diff", good.getFirst(), odd).code()).isEqualTo(1);
    Clew.Ran diff = clew("diff", odd, "--baseline", good.get(0), good.get(1), good.get(2));
    assertThat(diff.out()).startsWith("no difference");
  }

  @Test
  void diff_wrongCommandLines_sayWhatToDo() throws IOException {
    String good = good("good");
    assertThat(clew("diff", good))
        .satisfies(ran -> {
          assertThat(ran.code()).isEqualTo(2);
          assertThat(ran.err()).contains("with which run? clew diff GOOD RUN");
        });
    assertThat(clew("diff", good + "@7", good))
        .satisfies(ran -> {
          assertThat(ran.code()).isEqualTo(2);
          assertThat(ran.err()).contains("there is no attempt 7, only 1");
        });
    assertThat(clew("diff", good + "@1", good).code()).isZero();
    Files.writeString(folder.resolve(".clewignore"), "# ours\nrun/output # all\nstage/x\n");
    assertThat(clew("diff", good, good))
        .satisfies(ran -> {
          assertThat(ran.code()).isEqualTo(2);
          assertThat(ran.err()).contains(".clewignore:3: the path stage/x begins with stage;");
        });
  }

  @Test
  void snapshot_ofAGoodRun_isKeptComparedAndRenewed() throws Exception {
    String good = good("good");
    assertThat(clew("snapshot", "create", good).out())
        .isEqualTo("customer-onboarding.snapshot.json\n");
    Path file = folder.resolve("customer-onboarding.snapshot.json");
    String text = Onboarding.read(file);
    assertThat(JsonText.parse(text)).isInstanceOf(Json.Obj.class);
    assertThat(text).contains("\"accountId\": \"ACC-<id>\"").doesNotContain("ACC-47291");
    service.answers(Onboarding.CREATE, Service.Answer.json(201, "{\"id\":\"ACC-9\"}"));
    String again = good("again");
    assertThat(clew("snapshot", "compare", file.toString(), again).code()).isZero();
    String bad = bad("bad");
    Clew.Ran compared = clew("snapshot", "compare", file.toString(), bad);
    assertThat(compared.code()).isEqualTo(1);
    assertThat(compared.out()).startsWith("FIRST    activate-subscription answered 402, was 201");
    assertThat(clew("snapshot", "compare", file.toString(), bad, "--update").code()).isZero();
    assertThat(clew("snapshot", "compare", file.toString(), bad).code()).isZero();
    assertThat(clew("snapshot", "create", good))
        .satisfies(ran -> {
          assertThat(ran.code()).isEqualTo(2);
          assertThat(ran.err()).contains("is there already");
        });
  }
}
