package dev.clew.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.process.CalledAs;
import dev.clew.cli.verify.TestFiles;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
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

  private static String asSih(Object... words) {
    System.setProperty(CalledAs.PROPERTY, "sih");
    try {
      return fine(words);
    } finally {
      System.clearProperty(CalledAs.PROPERTY);
    }
  }

  /// Called as `sih`, a snapshot is one of SphereIntegrationHub: of the same report it is, but for
  /// when it was made and what that report does not tell, the one that the original made.
  @Test
  void snapshotCreate_calledAsSih_isWhatTheOriginalMakes() throws Exception {
    asSih("snapshot", "create", report);
    Path made = folder.resolve("snapshots/onboard-rich.1-0.workflow.snapshot.json");
    Json.Obj written = (Json.Obj) JsonText.parse(Files.readString(made));
    Json.Obj original = (Json.Obj) JsonText.parse(Files.readString(snapshot));
    assertThat(written.members().keySet()).isEqualTo(original.members().keySet());
    assertThat(written.text("SnapshotSchemaVersion")).isEqualTo("1.0");
    assertThat(written.text("Name")).isEqualTo("1.0");
    assertThat(written.object("Baseline").members().keySet())
        .isEqualTo(original.object("Baseline").members().keySet());
    Json.Obj stage = written.object("Baseline").objects("stages").getFirst();
    assertThat(stage.members().keySet())
        .isEqualTo(original.object("Baseline").objects("stages").getFirst().members().keySet());
    Json.Obj time = written.object("Timeline").objects("Stages").get(1);
    assertThat(time.members().keySet())
        .isEqualTo(original.object("Timeline").objects("Stages").get(1).members().keySet());
    assertThat(time.whole("OffsetMs")).isEqualTo(100);
    assertThat(asSih("snapshot", "compare", report, "-s", made)).contains("no difference");
    assertThat(asSih("--help")).startsWith("Usage: sih ");
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
