package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Main;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9`, Ctrl-C, and ledgers that are cut off: what is left explains itself.
class KillTest {
  /// Of each frame: a head, whose second four bytes are the length of the body, and a line feed.
  private static final int FRAME_OVERHEAD_BYTES = 17;

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    Onboarding.unpack(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void kill9_inEachStage_leavesALedgerThatExplainsItself(int stage) throws Exception {
    try (Service service = Onboarding.working().blocks(Onboarding.PATHS.get(stage))) {
      Clew.Running running = Clew.in(folder).start(Onboarding.run(service.url()));
      service.awaitBlocked();
      running.kill();
      assertThat(running.ended().code()).isEqualTo(137);
    }
    Path ledger = Onboarding.only(folder, ".ledger");
    assertThat(Onboarding.all(folder, ".report.json")).isEmpty();
    Clew.Ran ran = Clew.in(folder).run("report", ledger.toString());
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(Onboarding.only(folder, ".report.html")).isNotEmptyFile();
    Json.Obj document = Onboarding.document(folder);
    assertThat(document.text("writer")).isEqualTo("absent");
    assertThat(document.object("run").text("status")).isEqualTo("interrupted");
    assertThat(document.object("blocker").text("stage")).isEqualTo(Onboarding.STAGES.get(stage));
    List<Json.Obj> stages = document.objects("stages");
    for (int at = 0; at < stages.size(); at++) {
      assertThat(stages.get(at).text("status"))
          .as(Onboarding.STAGES.get(at))
          .isEqualTo(at < stage ? "succeeded" : at == stage ? "unclosed" : "not_reached");
    }
    Json.Obj call = document.objects("tool_calls").getLast();
    assertThat(call.text("status")).isEqualTo("unclosed");
    assertThat(call.text("effect")).isEqualTo("unknown");
  }

  @Test
  void kill9_atRandomMoments_everyLedgerThatIsThereOpens() throws Exception {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Random random = new Random(seed);
    String wanted = System.getProperty("soak.kills", "");
    int kills = wanted.matches("[0-9]+") ? Integer.parseInt(wanted) : 20;
    int opened = 0;
    for (int kill = 0; kill < kills; kill++) {
      Path out = folder.resolve("kill-" + kill);
      try (Service service = Onboarding.working()) {
        Clew.Running running =
            Clew.in(folder)
                .start(Onboarding.run(service.url(), "--out", out.toString(), "--quiet"));
        if (kill % 2 == 0) {
          awaitFirst(service, random.nextInt(5));
        }
        LockSupport.parkNanos(random.nextInt(kill % 2 == 0 ? 30_000_000 : 900_000_000));
        running.kill();
        running.ended();
      }
      for (Path ledger : Files.exists(out) ? Onboarding.all(out, ".ledger") : List.<Path>of()) {
        if (Files.size(ledger) == 0) {
          continue;
        }
        Said said = inThisProcess("report", ledger.toString());
        assertThat(said.code()).as("kill %s, seed %s: %s", kill, seed, said).isZero();
        Json.Obj document = Onboarding.document(out);
        assertThat(document.object("run").text("status")).isIn("interrupted", "succeeded");
        assertThat(document.object("ledger").has("damage")).isFalse();
        opened++;
      }
    }
    assertThat(opened).as("ledgers that were there, of %s kills", kills).isGreaterThan(kills / 4);
  }

  /// A ledger that ends early says what the last thing was, whatever frame it ends after.
  @Test
  void why_ledgerThatEndsAfterAnyOfItsFirstRows_saysThatItWasInterrupted() throws Exception {
    try (Service service = Onboarding.working()) {
      assertThat(Clew.in(folder).run(Onboarding.run(service.url())).code()).isZero();
    }
    byte[] whole = Files.readAllBytes(Onboarding.only(folder, ".ledger"));
    int end = new String(whole, ISO_8859_1).indexOf('\n') + 1;
    int rows = 0;
    while (rows < 12) {
      end += FRAME_OVERHEAD_BYTES + ByteBuffer.wrap(whole).getInt(end + 4);
      Path ledger = folder.resolve("first-" + end + ".workflow.ledger");
      Files.write(ledger, Arrays.copyOf(whole, end));
      rows = LedgerReader.read(ledger).rows().size();
      Said said = inThisProcess("why", ledger.toString(), "--json");
      Json.Obj dossier = Replays.json(said).object("dossier");
      assertThat(dossier.text("failure")).as("%s rows: %s", rows, said).isEqualTo("interrupted");
      assertThat(dossier.text("blocker", ""))
          .startsWith(
              rows == 1
                  ? "the process that ran it ended before it did anything"
                  : "it was interrupted: the process that ran it is gone, and the last it wrote is");
    }
  }

  /// A result that failed to come is written as far as it exists: that file is its write-back.
  @Test
  void run_failed_itsOutputFileIsNoResultThatWaitsToBeSaved() throws Exception {
    try (Service service = Onboarding.working()) {
      service.answers(Onboarding.TOKEN, Service.Answer.json(500, "{}"));
      assertThat(Clew.in(folder).run(Onboarding.run(service.url())).code()).isEqualTo(1);
    }
    assertThat(Onboarding.only(folder, ".workflow.output")).isNotEmptyFile();
    Json.Obj document = Onboarding.document(folder);
    assertThat(Replays.texts(document, "absences", "code")).doesNotContain("no_status_write_back");
    for (Json.Obj window : document.object("timing").objects("windows")) {
      assertThat(window.text("status")).as(window.toString()).isEqualTo("closed");
    }
    assertThat(document.object("dossier").text("phase")).isEqualTo("active");
  }

  private static void awaitFirst(Service service, int requests) {
    long until = System.nanoTime() + 20_000_000_000L;
    while (service.requests().size() < requests && System.nanoTime() < until) {
      LockSupport.parkNanos(500_000);
    }
  }

  @Test
  void report_ledgerCutAtRandomBytes_showsTheWholeRowsBeforeTheCut() throws Exception {
    try (Service service = Onboarding.working()) {
      assertThat(Clew.in(folder).run(Onboarding.run(service.url())).code()).isZero();
    }
    byte[] whole = Files.readAllBytes(Onboarding.only(folder, ".ledger"));
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Random random = new Random(seed);
    int shown = 0;
    for (int cut = 0; cut < 60; cut++) {
      Path out = Files.createDirectories(folder.resolve("cut-" + cut));
      int at = cut < 5 ? cut * 20 : random.nextInt(whole.length);
      Path ledger = out.resolve("a.workflow.ledger");
      Files.write(ledger, Arrays.copyOf(whole, at));
      Said said = inThisProcess("report", ledger.toString());
      assertThat(said.err()).doesNotContain("Exception").doesNotContain("unexpected fault");
      if (said.code() == 0) {
        Json.Obj document = Onboarding.document(out);
        assertThat(document.object("run").text("status")).isIn("interrupted", "succeeded");
        assertThat(out.resolve("a.workflow.report.html")).isNotEmptyFile();
        if (document.list("events").size() > 0) {
          assertThat(Replays.texts(document, "absences", "code"))
              .as("who writes the ledger runs it; cut at %s, seed %s", at, seed)
              .doesNotContain("no_claim");
        }
        shown++;
      } else {
        assertThat(said.code()).as("cut at %s, seed %s: %s", at, seed, said).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(1);
        assertThat(at).as("only a cut in the header: %s", said).isLessThan(400);
      }
    }
    assertThat(shown).isGreaterThan(40);
  }

  @Test
  void interrupt_whileAStageWaits_exits130AndWritesTheReports() throws Exception {
    try (Service service = Onboarding.working().blocks(Onboarding.PAYMENT)) {
      Clew.Running running = Clew.in(folder).start(Onboarding.run(service.url()));
      service.awaitBlocked();
      assertThat(new ProcessBuilder("kill", "-INT", "" + running.pid()).start().waitFor()).isZero();
      Clew.Ran ran = running.ended();
      assertThat(ran.code()).as(ran.toString()).isEqualTo(130);
      assertThat(ran.out()).contains("cancelled", "setup-payment");
      assertThat(ran.err()).isEmpty();
    }
    Json.Obj document = Onboarding.document(folder);
    assertThat(document.object("run").text("status")).isEqualTo("cancelled");
    assertThat(document.objects("stages").get(2).text("status")).isEqualTo("cancelled");
    assertThat(document.objects("stages").get(3).text("status")).isEqualTo("not_reached");
    assertThat(Onboarding.only(folder, ".report.html")).isNotEmptyFile();
    assertThat(Onboarding.read(Onboarding.only(folder, ".workflow.output"))).contains("ACC-47291");
  }

  record Said(int code, String out, String err) {}

  /// A command in this process: the faults are in what it reads.
  static Said inThisProcess(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main(new Terminal(stream(out), stream(err), false, Palette.PLAIN)).run(arguments);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
