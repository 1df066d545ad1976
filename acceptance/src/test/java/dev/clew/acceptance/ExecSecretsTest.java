package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people put into the environment and on the command line of `clew exec` is in no file and on
/// no screen of clew, and what it needs to be understood is.
class ExecSecretsTest extends ExecRuns {
  private static final String CANARY = "CANARY7x9zz";

  private String allFiles() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : Onboarding.all(folder, "")) {
      if (Files.isRegularFile(file)) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String environment(ExecLedger ledger) {
    for (Row row : ledger.file().rows()) {
      Payload payload = row.payload();
      if (row.event().attributes().text("role", "").equals("environment") && payload != null) {
        return String.valueOf(payload.text());
      }
    }
    throw new AssertionError("no environment in " + ledger.path());
  }

  @Test
  void environment_secretNames_areInNoFile() throws Exception {
    Clew clew = Clew.in(folder).with("CLEW_KEY_FILE", folder.resolve("key").toString());
    List<String> names =
        List.of("GH_PAT", "STRIPE_KEY", "DB_PW", "API_KEY_PROD", "DOCKER_AUTH_CONFIG", "WIDGET");
    for (String name : names) {
      clew = clew.with(name, CANARY + name);
    }
    Clew.Ran ran =
        clew.with("APP_MODE", "fast")
            .with("MINE", "a8 Fk2/Lq")
            .with("SHOP_URL", "postgres://app:" + CANARY + "@db:5432/shop")
            .run("exec", "--keep-env", "MINE", "--", "sh", "-c", "echo $GH_PAT; exit 3");
    assertThat(ran.out()).contains(CANARY);
    assertThat(ran.code()).isEqualTo(3);
    Files.delete(folder.resolve("key"));
    assertThat(allFiles()).doesNotContain(CANARY);
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(environment(ledger))
        .contains("\"APP_MODE\":\"fast\"", "\"MINE\":\"a8 Fk2/Lq\"")
        .contains("postgres://app:[redacted:password len=11]@db:5432/shop");
    List<String> withheld = new ArrayList<>();
    for (Json.Obj secret : ledger.last("run_started").objects("secrets")) {
      withheld.add(secret.text("name", ""));
      assertThat(secret.text("hmac", "")).matches("[0-9a-f]{32}");
      assertThat(secret.text("provider", "")).isEqualTo("environment");
    }
    assertThat(withheld).containsAll(names).contains("SHOP_URL").doesNotContain("MINE", "APP_MODE");
    assertThat(ledger.last("run_started").list("again").toString()).contains("--keep-env", "MINE");
  }

  @Test
  void commandLine_secretsOfTools_areNowhereAndTheHintIsRetry() throws Exception {
    List<String> words =
        List.of(
            "exec",
            "--name",
            "job",
            "--",
            "sh",
            "-c",
            "exit 3",
            "curl",
            "-u",
            "bob:a" + CANARY,
            "-b",
            "sid=b" + CANARY,
            "mysql",
            "-pc" + CANARY);
    assertThat(Clew.in(folder).run(words.toArray(String[]::new)).code()).isEqualTo(3);
    assertThat(allFiles()).doesNotContain(CANARY);
    Clew.Ran why = Clew.in(folder).run("why", "job");
    assertThat(why.out() + why.err()).doesNotContain(CANARY).contains("run it again");
    assertThat(why.out()).contains("clew retry run_").doesNotContain("[redacted:");
  }

  @Test
  void commandLine_references_areNoSecretsAndTheHintIsTheCommand() throws Exception {
    String script = "echo \"postgres://app:$DB_PASSWORD@db/x\" >/dev/null; exit 1";
    run("-q", "--name", "job", "--", "sh", "-c", script);
    Clew.Ran why = Clew.in(folder).run("why", "job");
    assertThat(why.out())
        .contains("postgres://app:$DB_PASSWORD@db/x")
        .doesNotContain("[redacted:", "clew retry");
  }

  @Test
  void output_messageAboutAPassword_isWhole() throws Exception {
    String message = "Access denied for user app@db (using password: YES)";
    run("-q", "--name", "job", "--", "sh", "-c", "echo '" + message + "' >&2; exit 1");
    assertThat(Clew.in(folder).run("why", "job").out()).contains(message);
  }

  @Test
  void files_thatClewNames_areTheirOwnersOnly() throws Exception {
    run("-q", "--junit", folder.resolve("junit.xml").toString(), "--", "true");
    List<Path> own = Onboarding.all(folder.resolve("output"), "");
    assertThat(own).hasSizeGreaterThan(2);
    for (Path file : own) {
      if (Files.isRegularFile(file)) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
    Path byUmask = Files.createFile(folder.resolve("other"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("junit.xml")))
        .isEqualTo(Files.getPosixFilePermissions(byUmask));
  }

  @Test
  void check_fileNamedAfterSecrets_saysWhere() throws Exception {
    Files.writeString(
        folder.resolve("get-secrets.workflow"), "version: \"1.0\"\nname: w\nodd: true\n");
    Clew.Ran ran = Clew.in(folder).run("check", "get-secrets.workflow", "--no-network");
    assertThat(ran.out() + ran.err())
        .contains("get-secrets.workflow:3:1")
        .doesNotContain("[redacted:");
  }
}
