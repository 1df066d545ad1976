package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.RunDiff;
import dev.clew.diff.part.RunProfile;
import dev.clew.report.TestReports;
import dev.clew.report.junit.DiffJUnit;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class DiffTextTest {
  private static RunProfile profile(List<Row> rows) {
    RunView view = RunView.of(rows, RunView.Writer.ABSENT);
    return RunProfile.of(rows, view, view.attempt(), text -> Json.of(text), List.of());
  }

  private static RunDiff hostile() {
    return RunDiff.of(
        profile(TestReports.onboardingRows()),
        profile(TestReports.hostileRows()),
        DiffSettings.NONE);
  }

  @Test
  void of_hostileRun_isVisibleText() {
    for (boolean all : new boolean[] {false, true}) {
      List<String> lines =
          DiffText.of(hostile(), TestReports.HOSTILE, TestReports.HOSTILE, Palette.PLAIN, 80, all);
      assertThat(lines)
          .hasSizeGreaterThan(5)
          .allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u202e", "\n", "\u0000"));
    }
  }

  @Test
  void of_self_isOneLine() {
    RunProfile run = profile(TestReports.onboardingRows());
    List<String> lines =
        DiffText.of(RunDiff.of(run, run, DiffSettings.NONE), "a", "b", Palette.PLAIN, 80, false);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("no difference  5 stages and ");
  }

  @Test
  void of_consequences_fitTheTerminal() {
    for (int columns : new int[] {60, 100, 160}) {
      RunDiff diff =
          RunDiff.of(
              profile(TestReports.onboardingRows()),
              profile(TestReports.onboardingRows().subList(0, 20)),
              DiffSettings.NONE);
      List<String> lines = DiffText.of(diff, "a", "b", Palette.PLAIN, columns, false);
      assertThat(lines.getFirst()).startsWith("FIRST    ");
      assertThat(lines.stream().filter(line -> line.startsWith("THEN") || line.startsWith("ALSO")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void junit_hostileRun_isXml() throws Exception {
    String xml = DiffJUnit.of(hostile(), "clew diff");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new java.io.StringReader(xml)));
    int failures = document.getElementsByTagName("failure").getLength();
    assertThat(document.getDocumentElement().getAttribute("failures"))
        .isEqualTo(Integer.toString(failures))
        .isNotEqualTo("0");
  }
}
