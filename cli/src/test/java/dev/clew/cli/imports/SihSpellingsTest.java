package dev.clew.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot` and `report` as SphereIntegrationHub spells them, of its own report files.
class SihSpellingsTest {
  private static final String REPORT = "onboard.workflow.report.json";
  private static final String SNAPSHOT = "onboard.workflow.snapshot.json";

  @TempDir private Path folder;
  private Path report = Path.of("");
  private Path snapshot = Path.of("");

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("output"));
    report = copy(REPORT, folder.resolve("output").resolve(REPORT));
    snapshot = copy(SNAPSHOT, folder.resolve(SNAPSHOT));
  }

  private static Path copy(String name, Path to) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SihSpellingsTest.class.getResourceAsStream(name))) {
      Files.copy(in, to);
    }
    return to;
  }

  private static String fine(Object... words) {
    TestFiles.Ran ran = TestFiles.clew(words);
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    return ran.out();
  }

  @Test
  void snapshot_createdAndCompared_isTheSame() {
    Path file = folder.resolve("f.json");
    fine("snapshot", "create", report, "--output", file, "--name", "happy");
    assertThat(fine("snapshot", "compare", report, "--snapshot", file)).contains("no difference");
    assertThat(fine("snapshot", "compare", "-x", report, "-s", file)).contains("no difference");
    assertThat(fine("snapshot", "compare", file, report)).contains("no difference");
  }

  @Test
  void snapshotCreate_withANameOnly_goesToSnapshotsBesideTheFolderOfTheReport() {
    fine("snapshot", "create", "-x", report, "-n", "happy path");
    assertThat(folder.resolve("snapshots/onboard-rich.happy-path.workflow.snapshot.json"))
        .isRegularFile();
  }

  @Test
  void snapshotCompare_withOneThatTheOriginalMade_saysWhatDiffers() {
    TestFiles.Ran ran = TestFiles.clew("snapshot", "compare", report, "--snapshot", snapshot);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("FIRST");
    assertThat(fine("snapshot", "compare", snapshot, "--snapshot", snapshot))
        .contains("no difference");
  }

  @Test
  void report_ofAFolder_makesPagesAndComparesThem() throws IOException {
    String before = Files.readString(report);
    Path catalog =
        Files.writeString(
            folder.resolve("api.catalog"),
            "- {version: \"1.0\", baselineSnapshot: " + SNAPSHOT + ", definitions: []}\n");
    String shown = fine("report", folder.resolve("output"), "--catalog", catalog, "--no-open");
    assertThat(shown).contains("onboard.workflow.report.html", "differs from");
    assertThat(report.resolveSibling("onboard.workflow.report.html")).isRegularFile();
    assertThat(report).hasContent(before);
    assertThat(fine("report", "-x", report, "-s", folder, "-o", folder.resolve("pages")))
        .contains("differs from " + snapshot);
    assertThat(folder.resolve("pages/onboard.workflow.report.html")).isRegularFile();
  }

  @Test
  void report_ofNothing_isOneLine() {
    assertThat(TestFiles.clew("report").err()).contains("clew report FILE");
    assertThat(TestFiles.clew("snapshot", "compare", report).err()).contains("--snapshot FILE");
    assertThat(TestFiles.clew("report", folder).err()).contains("no file in it ends with");
  }

  @Test
  void why_ofAReportOfTheOriginal_needsNoImport() {
    assertThat(fine("why", report)).contains("activate");
  }
}
