package dev.clew.report.terminal;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.report.TestLoops;
import dev.clew.report.TestReports;
import java.time.Duration;
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
    String actual = timeline(TestLoops.nightly(1000, 2).view(), Palette.PLAIN);
    assertThat(actual).isEqualTo(TestReports.golden("loops.show.txt", actual));
  }

  @Test
  void why_loops_isTheGoldenFile() {
    String actual =
        text(Summary.why(Explanation.of(TestLoops.nightly(1000, 22).view()), Palette.PLAIN));
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
        new TestLedger()
            .producer(claimedBy)
            .runClaimed(at(100))
            .producer("worker-1")
            .stageStarted("render", at(10))
            .runFinished("failed", at(20))
            .view();
    assertThat(timeline(run, Palette.PLAIN)).containsPattern("(?m)^boot .* " + words + "$");
    assertThat(text(Summary.why(Explanation.of(run), Palette.PLAIN)))
        .contains("boot unknown, " + words + " ·");
  }

  @Test
  void of_loopWithoutFailures_isOneLine() {
    String actual = timeline(TestLoops.nightly(1000, 0).view(), Palette.PLAIN);
    assertThat(actual).contains("✔ push-items × 1000 ok ").doesNotContain("push-items[");
  }

  @Test
  void of_manyFailedItems_showsTenAndCountsTheOthers() {
    String actual = timeline(TestLoops.nightly(1000, 22).view(), Palette.PLAIN);
    assertThat(actual)
        .contains("push-items × 978 ok, 22 failed", "✖   push-items[44]", "… 12 more failed");
    assertThat(actual.lines().filter(line -> line.contains("push-items["))).hasSize(10);
  }

  @Test
  void of_laterVisit_standsBehindWhatRanBeforeIt() {
    String actual = timeline(TestLoops.nightly(3, 0).view(), Palette.PLAIN);
    assertThat(actual).containsSubsequence("✔ poll ", "✔ check ", "✔ poll~2 ", "✖ onboard ");
  }

  @Test
  void of_loopThatNoEventIsAbout_isMadeFromItsItems() {
    String actual = timeline(TestLoops.nightly(3, 0).view(), Palette.PLAIN);
    assertThat(actual).contains("✖ made × 1 ok, 1 failed", "✖   made[1]").doesNotContain("made[0]");
  }

  @Test
  void line_itemsOfALoop_areTheFirstThatFailedAndTheCounts() {
    StageLine lines = new StageLine(List.of("push-items"), Palette.PLAIN);
    List<String> shown = new ArrayList<>();
    for (Row row : TestLoops.nightly(1000, 22).rows()) {
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
    TestLedger run =
        new TestLedger("r")
            .stageStarted("c#1", at("13:00:00"), with(AnyEvent.ELAPSED, Duration.ofMillis(100)))
            .stageRetryScheduled("c#1", at("13:00:01"), tookMillis(5))
            .stageStarted("c#2", at("13:00:02"), with(AnyEvent.ELAPSED, Duration.ofMillis(842)))
            .stageCompleted("c#2", at("13:00:03"), tookMillis(37));
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
