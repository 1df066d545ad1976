package dev.clew.report.terminal;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.wraps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Timing;
import dev.clew.report.TestReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {
  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void why_onboarding_isTheGoldenFile() {
    String actual = text(Summary.why(Explanation.of(TestReports.onboardingView()), Palette.PLAIN));
    assertThat(actual).isEqualTo(TestReports.golden("onboarding.why.txt", actual));
  }

  @Test
  void why_killed_isTheGoldenFile() {
    String actual = text(Summary.why(Explanation.of(TestReports.killedAfter(11)), Palette.PLAIN));
    assertThat(actual).isEqualTo(TestReports.golden("killed.why.txt", actual));
  }

  @Test
  void why_colours_changeNothingElse() {
    RunView run = TestReports.onboardingView();
    String coloured = text(Summary.why(Explanation.of(run), Palette.ANSI));
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(text(Summary.why(Explanation.of(run), Palette.PLAIN)));
  }

  @ParameterizedTest
  @EnumSource(Palette.class)
  void why_hostileText_hasNoEffectOnATerminal(Palette palette) {
    RunView run = TestReports.hostile();
    List<String> lines = new ArrayList<>(Summary.why(Explanation.of(run), palette));
    lines.addAll(
        RunTable.of(
            List.of(
                new RunTable.Line(
                    RunTable.Head.of(run),
                    1,
                    TestReports.HOSTILE,
                    TestReports.HOSTILE,
                    List.of(TestReports.HOSTILE))),
            palette));
    lines.add(Summary.verdict(run, palette));
    for (String line : lines) {
      assertThat(line.replaceAll("\u001b\\[[0-9]+m", ""))
          .doesNotContain("\u001b", "\r", "\n", "\u0007", "\u0000", "\u202e");
    }
    assertThat(text(lines)).contains("alert(1)");
  }

  @Test
  void running_hostileMethod_hasNoEffectOnATerminal() {
    StageLine line = new StageLine(List.of("bad"), Palette.PLAIN);
    for (Row row : TestReports.hostileRows()) {
      line.of(row.event());
    }
    assertThat(line.running("bad", "1 s")).contains("bad", "␛[31m").doesNotContain("\u001b");
  }

  @Test
  void line_stage_saysStatusExchangeAndTime() {
    RunView run = TestReports.onboardingView();
    List<String> names = new ArrayList<>();
    for (StageView stage : run.attempt().stages()) {
      names.add(stage.name());
    }
    StageLine line = new StageLine(names, Palette.PLAIN);
    List<String> lines = new ArrayList<>();
    for (Row row : TestReports.onboardingRows()) {
      String ended = line.of(row.event());
      if (ended != null) {
        lines.add(ended);
      }
    }
    String actual = text(lines);
    assertThat(actual).isEqualTo(TestReports.golden("onboarding.stages.txt", actual));
  }

  @Test
  void duration_unknown_isADash() {
    assertThat(Shown.duration(null)).isEqualTo("-");
    assertThat(Shown.duration(Duration.ofSeconds(813))).isEqualTo("13m33s");
  }

  private static RunView command(int begins) {
    return new TestLedger()
        .runCreated(at(0))
        .runClaimed(at(0))
        .toolCallStarted("t1", at(begins), wraps())
        .stageStarted("s1", at(59), with(AnyEvent.REPORTED_BY, "child"))
        .toolCallFailed("t1", at(60), with(ToolCallEnded.EXIT_CODE, 3))
        .runFinished("failed", at(60), with(RunEnded.EXIT_CODE, 3))
        .view();
  }

  @Test
  void why_command_namesWhatClewDidItself() {
    String why = String.join("\n", Summary.why(Explanation.of(command(50)), Palette.PLAIN));
    assertThat(why)
        .contains("failed in 1m00s, 50.0 s of it clew's own")
        .contains("TIME     boot 59.0 s (50.0 s of it clew's own) · active 1.0 s")
        .doesNotContain("queue");
    assertThat(
            Timeline.of(
                command(50),
                command(50).attempt(),
                Timing.of(command(50).attempt()),
                Palette.PLAIN,
                100))
        .anyMatch(line -> line.startsWith("boot") && line.endsWith("(50.0 s of it clew's own)"));
  }

  @Test
  void why_commandThatTookFarLongerThanClew_namesItWhereTheTimeIsShared() {
    String why = String.join("\n", Summary.why(Explanation.of(command(3)), Palette.PLAIN));
    assertThat(why).contains("failed in 1m00s  ").contains("boot 59.0 s (3.0 s of it clew's own)");
  }
}
