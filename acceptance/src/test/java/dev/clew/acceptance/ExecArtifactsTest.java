package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The files that a command of `clew exec` writes, and what becomes of them.
class ExecArtifactsTest extends ExecRuns {
  @Test
  void artifacts_thatAppearChangeAndVanish_haveARowForEachState() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/old.txt"), "old");
    String script =
        """
        echo one > out/a.txt; echo gone > out/b.txt; sleep 1.6
        echo two > out/a.txt; rm out/b.txt; mkdir -p out/deep/er; echo x > out/deep/er/c.txt
        ln -s a.txt out/link.txt
        """;
    Clew.Ran ran =
        run(
            "--artifact",
            "out/**/*.txt",
            "--final",
            "out/deep/*/c.txt",
            "--final",
            "never.pdf",
            "--",
            "sh",
            "-c",
            script);
    assertThat(ran.code()).as(ran.toString()).isZero();
    ExecLedger ledger = ExecLedger.in(folder);
    List<String> written =
        ledger.events("artifact_written").stream()
            .map(event ->
                event.attributes().text("path") + " " + event.attributes().text("artifact_kind"))
            .toList();
    assertThat(written)
        .containsExactlyInAnyOrder(
            "out/a.txt intermediate",
            "out/b.txt intermediate",
            "out/a.txt intermediate",
            "out/deep/er/c.txt final");
    Row end =
        ledger.file().rows().stream()
            .filter(row -> row.event().attributes().text("when", "").equals("end"))
            .findFirst()
            .orElseThrow();
    Json list = JsonText.parse(new String(ExecLedger.payload(end), UTF_8));
    assertThat(list.toString())
        .contains("out/a.txt", "out/old.txt", "out/deep/er/c.txt")
        .doesNotContain("b.txt")
        .doesNotContain("link.txt");
    assertThat(end.event().attributes().list("missing").toString())
        .contains("\"path\":\"out/b.txt\",\"removed\":true");
    assertThat(ledger.last("run_created").object("expects").list("final_artifacts").toString())
        .contains("never.pdf");
  }

  @Test
  void artifacts_namedByTheCommand_keepItsName() throws Exception {
    String script =
        """
        echo '::clew {"kind":"artifact_written","artifacts":["page-1"],"path":"a.txt"}'
        echo x > a.txt; sleep 0.3
        """;
    run("--artifact", "a.txt", "--", "sh", "-c", script);
    assertThat(ExecLedger.in(folder).events("artifact_written"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.artifacts()).containsExactly("page-1"));
  }

  @Test
  void artifacts_thatTheCommandHasToldOfItself_areNotToldAgain() throws Exception {
    String script =
        """
        echo x > a.txt
        sum=$(sha256sum < a.txt | cut -c1-64)
        echo '::clew {"kind":"artifact_written","artifacts":["page-1"],"artifact_kind":"report","path":"a.txt","checksum":"sha256:'$sum'"}'
        echo '::clew {"kind":"artifact_consumed","artifacts":["page-1"],"path":"a.txt"}'
        echo '::clew {"kind":"status_persisted","status":"done"}'
        """;
    run("--artifact", "a.txt", "--", "sh", "-c", script);
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("artifact_written")).hasSize(1);
    assertThat(ledger.last("artifact_written").text("reported_by")).isEqualTo("child");
  }

  @Test
  void artifacts_foundLate_haveTheTimeOfTheirModification() throws Exception {
    String script =
        """
        touch -d 2001-01-01 old.txt
        sleep 0.2; echo x > a.txt; sleep 0.2
        echo '::clew {"kind":"status_persisted","status":"done"}'
        """;
    run("--final", "*.txt", "--", "sh", "-c", script);
    ExecLedger ledger = ExecLedger.in(folder);
    Event late = ledger.events("artifact_written").getFirst();
    assertThat(late.attributes().text("path")).isEqualTo("a.txt");
    assertThat(late.ts().toString()).isEqualTo(late.attributes().text("modified_at"));
    assertThat(late.ts()).isLessThan(ledger.event("status_persisted").ts());
    Event copied = ledger.event("artifact_written");
    assertThat(copied.attributes().text("path")).isEqualTo("old.txt");
    assertThat(copied.attributes().text("modified_at")).startsWith("2001-01-01");
    assertThat(copied.ts()).isGreaterThan(ledger.event("tool_call_started").ts());
  }

  @Test
  void artifacts_finalThatTheCommandTakesAway_isMissed() throws Exception {
    String script = "echo a > a.txt; sleep 1.6; rm a.txt";
    run("--name", "job", "--final", "a.txt", "--", "sh", "-c", script);
    assertThat(Clew.in(folder).run("why", "--json", "job").json().object("dossier").text("failure"))
        .isEqualTo("no_final_artifact");
  }

  @Test
  void exec_artifactsOfTheWholeMachine_startsTheCommandAndFindsWhatItWrote() throws Exception {
    Files.writeString(folder.resolve("before.clew742"), "before");
    String glob = folder + "/**/*.clew742";
    Clew.Ran ran =
        Clew.in(folder)
            .run(
                "exec",
                "-q",
                "--artifact",
                "/**/*.clew742-nowhere",
                "--artifact",
                glob,
                "--",
                "sh",
                "-c",
                "echo x > new.clew742");
    assertThat(ran.code()).as(ran.toString()).isZero();
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("artifact_written").stream().map(Event::artifacts).toList())
        .containsExactly(List.of("new.clew742"));
  }

  @Test
  void artifactsCommand_filesThatStayedChangedAndWent_areToldApart() throws Exception {
    String script =
        "echo a > same.txt; echo b > changed.txt; echo c > gone.txt; echo d > temp.txt;"
            + " sleep 1.6; rm temp.txt";
    Clew.Ran ran =
        run(
            "--name",
            "job",
            "--artifact",
            "*.txt",
            "--final",
            "same.txt",
            "--",
            "sh",
            "-c",
            script);
    assertThat(ran.code()).as(ran.toString()).isZero();
    Files.writeString(folder.resolve("changed.txt"), "other");
    Files.delete(folder.resolve("gone.txt"));
    List<String> lines = Clew.in(folder).run("artifacts", "job").out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines).anyMatch(line -> line.startsWith("✔ same.txt") && line.endsWith("there"));
    assertThat(lines).anyMatch(line -> line.startsWith("✖ changed.txt") && line.endsWith("since"));
    assertThat(lines).anyMatch(line -> line.startsWith("∅ gone.txt") && line.endsWith("  gone"));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("∅ temp.txt") && line.endsWith("when the run ended"));
    Json all = JsonText.parse(Clew.in(folder).run("artifacts", "job", "--json").out());
    assertThat(all.toString())
        .contains("\"on_disk\":\"changed\"", "\"on_disk\":\"there\"", "\"on_disk\":\"gone\"");
    assertThat(Clew.in(folder).run("artifacts", "job", "--no-look").out()).doesNotContain("✖");
    Json.Obj why = Clew.in(folder).run("why", "--json", "job").json();
    assertThat(why.get("dossier")).as("to remove what nobody was promised is no fault").isNull();
  }
}
