package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {
  private static final Path REPORT =
      Path.of("../document/src/test/resources/dev/clew/document/onboarding.report.json");

  @TempDir private Path folder;

  @BeforeEach
  void report() throws IOException {
    write("a.workflow.report.json", Files.readString(REPORT));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(name).getParent())
            .resolve(Path.of(name).getFileName()),
        text);
  }

  private Runs.Listing<String> list() {
    return new RunFiles(folder).list(found -> found.view().runId());
  }

  @Test
  void list_copyInAnotherFolder_isListedOnce() throws IOException {
    write("other/b.workflow.report.json", Files.readString(REPORT));
    assertThat(list().runs()).hasSize(1);
  }

  /// The attempt number overflows an int, which no reader foresaw.
  @Test
  void list_hostileFile_hidesNoOther() throws IOException {
    String report = Files.readString(REPORT);
    write("b.workflow.report.json", "[".repeat(90_000));
    write("c.workflow.report.json", report.replaceAll("\"epoch\": *[0-9]+", "\"epoch\":-9e99"));
    Runs.Listing<String> listing = list();
    assertThat(listing.runs()).hasSize(1);
    assertThat(listing.unreadable())
        .extracting(Runs.Unreadable::why)
        .satisfiesExactly(
            why -> assertThat(why).endsWith(":1:1: not JSON: nested deeper than 100"),
            why -> assertThat(why).contains("this report is damaged"));
  }

  @Test
  void list_runsWithoutAnId_areAllListed() throws IOException {
    String report = Files.readString(REPORT).replace("\"events\":", "\"nothing\":");
    write("b.workflow.report.json", report);
    write("c.workflow.report.json", report);
    assertThat(list().runs()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r", "run", "run_", "run_01k", "01k"})
  void find_tooShort_namesNoRun(String wanted) {
    assertThatThrownBy(() -> new RunFiles(folder).find(wanted))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no run");
  }

  @Test
  void find_beginningOfTheId_isTheRun() {
    String id = list().runs().getFirst().kept();
    for (String wanted : new String[] {id, id.substring(0, 8), id.substring(4, 8)}) {
      assertThat(new RunFiles(folder).find(wanted).view().runId()).isEqualTo(id);
    }
  }
}
