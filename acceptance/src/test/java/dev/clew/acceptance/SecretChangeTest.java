package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an attempt says of its secret inputs: enough to see that one changed, nothing to find it.
class SecretChangeTest {
  @TempDir private Path folder;
  private Path key = Path.of("");

  @BeforeEach
  void workflow() throws IOException {
    key = folder.resolve("data/the.key");
    Files.writeString(
        folder.resolve("w.workflow"),
        "version: \"1.0\"\nname: w\ninput:\n"
            + "  - {name: apiToken, type: Text, required: true, secret: true}\n"
            + "stages:\n  - {name: a, kind: Endpoint, apiRef: service, endpoint: /a, httpVerb:"
            + " GET}\n");
  }

  private Clew clew() {
    return Clew.in(folder).with("CLEW_KEY_FILE", key.toString());
  }

  private Clew.Ran run(String secret, String out) {
    try (Service service = new Service().answers("/a", Service.Answer.json(200, "{}"))) {
      Clew.Ran ran =
          clew()
              .run(
                  "run",
                  "w.workflow",
                  "--out",
                  out,
                  "--base-url",
                  "service=" + service.url(),
                  "--input",
                  "apiToken=" + secret);
      assertThat(ran.code()).as(ran.toString()).isZero();
      return ran;
    }
  }

  private Json.Obj report(String out) throws Exception {
    return (Json.Obj)
        JsonText.parse(Files.readAllBytes(Onboarding.only(folder.resolve(out), ".report.json")));
  }

  private List<Json> secrets(String out) throws Exception {
    return report(out).object("attempt").object("facts").list("secrets");
  }

  @Test
  void run_secretInput_changesItsHmacOnlyWithTheValue() throws Exception {
    run("correct-horse-1", "a");
    run("correct-horse-1", "b");
    run("correct-horse-2", "c");
    assertThat(secrets("a")).hasSize(1);
    Json.Obj first = (Json.Obj) secrets("a").getFirst();
    assertThat(first.members()).containsOnlyKeys("name", "provider", "hmac");
    assertThat(first.text("name")).isEqualTo("apiToken");
    assertThat(first.text("provider")).isEqualTo("--input apiToken");
    assertThat(first.text("hmac")).matches("[0-9a-f]{32}");
    assertThat(secrets("b")).isEqualTo(secrets("a"));
    assertThat(secrets("c")).isNotEqualTo(secrets("a"));
    assertThat(report("c").object("run").text("execution_key"))
        .isEqualTo(report("a").object("run").text("execution_key"));
  }

  @Test
  void run_theKey_isInNoFileOfTheRun() throws Exception {
    Clew.Ran ran = run("correct-horse-1", "a");
    String secretKey = Files.readString(key).strip();
    assertThat(secretKey).hasSize(64);
    assertThat(ran.out() + ran.err()).doesNotContain(secretKey);
    for (Path file : Onboarding.all(folder.resolve("a"), "")) {
      assertThat(StoredText.of(file)).doesNotContain(secretKey);
    }
  }

  @Test
  void report_withoutTheKey_hasTheSameBytes() throws Exception {
    run("correct-horse-1", "a");
    Files.delete(key);
    Path ledger = Onboarding.only(folder.resolve("a"), ".ledger");
    assertThat(clew().run("report", ledger.toString(), "--out", "again").code()).isZero();
    assertThat(key).doesNotExist();
    assertThat(Onboarding.only(folder.resolve("again"), ".report.json"))
        .hasSameBinaryContentAs(Onboarding.only(folder.resolve("a"), ".report.json"));
    assertThat(clew().run("verify", ledger.toString()).code()).isZero();
  }

  @Test
  void run_keyThatCannotBeUsed_leavesTheMemberOutWithOneWarning() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(key, "not a key");
    Clew.Ran ran = run("correct-horse-1", "a");
    assertThat(report("a").object("attempt").object("facts").has("secrets")).isFalse();
    assertThat(ran.err().lines().filter(line -> line.contains("secret input changed"))).hasSize(1);
    assertThat(key).hasContent("not a key");
  }
}
