package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.report.TestLoops;
import dev.clew.report.TestReports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {
  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String timeline(RunView run, Palette palette) {
    return text(Timeline.of(run, run.attempt(), Timing.of(run.attempt()), palette, 110));
  }

  @Test
  void of_loops_isTheGoldenFile() {
    String actual = timeline(TestLoops.nightly(1000, 2), Palette.PLAIN);
    assertThat(actual).isEqualTo(TestReports.golden("loops.show.txt", actual));
  }

  @Test
  void why_loops_isTheGoldenFile() {
    String actual = text(Summary.why(TestLoops.nightly(1000, 22), Palette.PLAIN));
    assertThat(actual).isEqualTo(TestReports.golden("loops.why.txt", actual));
  }

  /// Only of one producer that says less than before is it known that its clock went back.
  @ParameterizedTest
  @CsvSource({
    "worker-1, the clock went back by at least 1m30s",
    "scheduler, two clocks differ by at least 1m30s"
  })
  void of_endBeforeItsStart_saysWhoseClock(String claimedBy, String words) {
    RunView run =
        new TestRun("run_1")
            .producer(claimedBy)
            .event(100, "run_claimed")
            .producer("worker-1")
            .event(10, "stage_started", "stage", "render")
            .event(20, "run_finished", "status", "failed")
            .view();
    assertThat(timeline(run, Palette.PLAIN)).containsPattern("(?m)^boot .* " + words + "$");
    assertThat(text(Summary.why(run, Palette.PLAIN))).contains("boot unknown, " + words + " ·");
  }

  @Test
  void of_loopWithoutFailures_isOneLine() {
    String actual = timeline(TestLoops.nightly(1000, 0), Palette.PLAIN);
    assertThat(actual).contains("✔ push-items × 1000 ok ").doesNotContain("push-items[");
  }

  @Test
  void of_manyFailedItems_showsTenAndCountsTheOthers() {
    String actual = timeline(TestLoops.nightly(1000, 22), Palette.PLAIN);
    assertThat(actual)
        .contains("push-items × 978 ok, 22 failed", "✖   push-items[44]", "… 12 more failed");
    assertThat(actual.lines().filter(line -> line.contains("push-items["))).hasSize(10);
  }

  @Test
  void of_laterVisit_standsBehindWhatRanBeforeIt() {
    String actual = timeline(TestLoops.nightly(3, 0), Palette.PLAIN);
    assertThat(actual).containsSubsequence("✔ poll ", "✔ check ", "✔ poll~2 ", "✖ onboard ");
  }

  @Test
  void of_loopThatNoEventIsAbout_isMadeFromItsItems() {
    String actual = timeline(TestLoops.nightly(3, 0), Palette.PLAIN);
    assertThat(actual).contains("✖ made × 1 ok, 1 failed", "✖   made[1]").doesNotContain("made[0]");
  }

  @Test
  void line_itemsOfALoop_areTheFirstThatFailedAndTheCounts() {
    StageLine lines = new StageLine(List.of("push-items"), Palette.PLAIN);
    List<String> shown = new ArrayList<>();
    for (Row row : TestLoops.rows(1000, 22)) {
      String line = lines.of(row.event());
      if (line != null) {
        shown.add(line);
      }
    }
    assertThat(shown.stream().filter(line -> line.contains("push-items["))).hasSize(10);
    assertThat(shown).anyMatch(line -> line.contains("✖ push-items × 978 ok, 22 failed"));
    assertThat(text(shown)).contains("onboard[1]/create").doesNotContain("onboard[0]");
  }

  @Test
  void line_ofTwoTries_hasTheTimeFromTheFirstStart() {
    TestRun run =
        new TestRun("r")
            .event("13:00:00", "stage_started", "stage", "c", "try", 1, "elapsed_ms", 100)
            .event("13:00:01", "stage_retry_scheduled", "stage", "c", "try", 1, "took_ms", 5)
            .event("13:00:02", "stage_started", "stage", "c", "try", 2, "elapsed_ms", 842)
            .event("13:00:03", "stage_completed", "stage", "c", "try", 2, "took_ms", 37);
    StageLine lines = new StageLine(List.of("c"), Palette.PLAIN);
    List<String> shown = new ArrayList<>();
    for (Row row : run.rows()) {
      String line = lines.of(row.event());
      if (line != null) {
        shown.add(line);
      }
    }
    assertThat(shown).singleElement().asString().contains("779 ms");
  }

  @Test
  void of_deepAndLonelyPaths_haveALineEach() {
    List<String> paths = new ArrayList<>(List.of("lonely[3]", "far/away", "x/".repeat(3000) + "y"));
    for (int depth = 0; depth < 150; depth++) {
      paths.add("d/".repeat(depth) + "d");
    }
    String actual = timeline(TestLoops.of(paths), Palette.PLAIN);
    assertThat(actual).contains("✔ lonely[3]", "✔ far/away", "✔ x/x/x/");
    assertThat(actual.lines().filter(line -> line.startsWith("✔"))).hasSize(153);
  }

  @ParameterizedTest
  @EnumSource(Palette.class)
  void of_hostileText_hasNoEffectOnATerminal(Palette palette) {
    RunView run = TestReports.hostile();
    for (String line : Timeline.of(run, run.attempt(), Timing.of(run.attempt()), palette, 110)) {
      assertThat(line.replaceAll("\u001b\\[[0-9]+m", ""))
          .doesNotContain("\u001b", "\r", "\n", "\u0007", "\u0000", "\u202e");
    }
  }
}
