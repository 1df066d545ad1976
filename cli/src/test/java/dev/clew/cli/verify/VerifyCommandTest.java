package dev.clew.cli.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.attest.RunVerification;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import dev.clew.document.ReportDocument;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunSource;
import dev.clew.runs.file.RunFileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path folder;
  private Path ledger = Path.of("");
  private RunFileNames reports = new RunFileNames(Path.of(""), "");

  @BeforeEach
  void run() throws IOException {
    ledger = new TestFiles(folder).ledger();
    reports = TestFiles.reports(ledger);
  }

  private static TestFiles.Ran verify(Object... arguments) {
    Object[] words = new Object[arguments.length + 1];
    words[0] = "verify";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return TestFiles.clew(words);
  }

  private static Path replaced(Path file, String before, String after) throws IOException {
    String bytes = Files.readString(file, ISO_8859_1);
    assertThat(bytes).contains(before);
    return Files.writeString(file, bytes.replace(before, after), ISO_8859_1);
  }

  @Test
  void verify_intactFiles_saysSoAndHowToAnchorThem() {
    TestFiles.Ran ran = verify(ledger, reports.json(), reports.html());
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().filter(line -> line.startsWith("✔ intact, unanchored  ")))
        .hasSize(3);
    assertThat(ran.out()).contains("  rows  7\n").containsOnlyOnce("  head  ");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void verify_json_isOneObject() throws Exception {
    TestFiles.Ran ran = verify(reports.html(), "--json");
    Json.Obj said = (Json.Obj) JsonText.parse(ran.out());
    assertThat(said.flag("holds")).isTrue();
    Json.Obj file = said.objects("files").getFirst();
    assertThat(file.text("verdict")).isEqualTo("intact");
    assertThat(file.text("words")).isEqualTo("intact, unanchored");
    assertThat(file.text("format")).isEqualTo("report_html");
    assertThat(file.whole("rows")).isEqualTo(7);
    assertThat(file.text("chain_head")).hasSize(64);
  }

  @Test
  void verify_claimChanged_namesItAndExitsWith1() throws IOException {
    replaced(reports.json(), "disk is full", "disk is new");
    TestFiles.Ran ran = verify(reports.json());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("✖ broken at offset 5  ")
        .contains("  what  event of row 5 does not have the digest that the row says\n");
  }

  @Test
  void verify_ledgerDamaged_namesTheRow() throws IOException {
    replaced(ledger, "the disk is full", "the disk is FULL");
    TestFiles.Ran ran = verify(ledger, "--json");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("\"words\": \"broken at offset 5\"", "\"offset\": 5");
  }

  @Test
  void verify_hostileText_isShownAndTakesNoEffect() throws IOException {
    String text = Files.readString(reports.json());
    Files.writeString(
        reports.json(),
        text.replaceFirst("\"as_of\":\"[^\"]*\"", "\"as_of\":\"\\\\u001b[2J\u202e\""));
    TestFiles.Ran ran = verify(reports.json());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("broken at /as_of")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void verify_noRunOrNoReport_exitsWith2AndOneSentence() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\":\"other\"}");
    Path notJson = Files.writeString(folder.resolve("not.json"), "{\"format\":");
    Path page = Files.writeString(folder.resolve("page.html"), "<html></html>");
    TestFiles.Ran ran =
        verify(other, notJson, page, folder.resolve("none.json"), folder.resolve("none.ledger"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("this is no report of clew"),
            line -> assertThat(line).contains("not.json:1:", "not JSON"),
            line -> assertThat(line).contains("holds no clew document"),
            line -> assertThat(line).endsWith("none.json: no such file"),
            line -> assertThat(line).endsWith("none.ledger: no such file"));
  }

  @Test
  void verify_brokenAndUnreadable_exitsWith1() throws IOException {
    replaced(ledger, "the disk is full", "the disk is FULL");
    assertThat(verify(folder.resolve("none.json"), ledger).code()).isEqualTo(1);
  }

  @Test
  void verify_reportOfOtherRowsThanTheLedger_isBroken() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    TestFiles files = new TestFiles(elsewhere);
    Path other = files.ledger();
    files.append(other, "more");
    Files.copy(
        TestFiles.reports(other).json(),
        reports.json(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    List<Path> three = List.of(ledger, reports.json(), reports.html());
    var checked = RunVerification.check(three, CommandWords.SHELL);
    assertThat(checked.get(0).broken()).isNull();
    assertThat(checked.get(1).broken()).isNotNull();
    assertThat(String.valueOf(checked.get(1).broken())).contains("has no such row");
    assertThat(checked.get(2).broken()).isNull();
  }

  /// What is left of such a row has no digest of its own: alone, a report cannot prove it.
  @Test
  void verify_rowRedactedLateAndForged_isFoundByTheLedger() throws IOException {
    new TestFiles(folder).redactLate(ledger, 5);
    RunSource.Contents contents = new LedgerSource(ledger).read();
    TestFiles.reports(ledger);
    List<Path> both = List.of(ledger, reports.json());
    assertThat(RunVerification.check(both, CommandWords.SHELL).get(1).broken()).isNull();
    List<Row> rows = new ArrayList<>(contents.rows());
    Row row = rows.get(5);
    assertThat(row.event().summary()).isEqualTo("[redacted:word len=4]");
    Json forged = Json.object().put("code", "fine").build();
    rows.set(
        5,
        new Row(
            row.offset(),
            row.receivedAt(),
            row.verdict(),
            row.event().change().attribute("error", forged).rawRef(null).build(),
            row.eventDigest(),
            row.chain(),
            null));
    Files.write(
        reports.json(),
        ReportDocument.bytes(
            ReportDocument.of(rows, contents.ledger(), contents.writer(), CommandWords.SHELL)));
    TestFiles.Ran alone = verify(reports.json());
    assertThat(alone.code()).isZero();
    assertThat(alone.out())
        .contains("1 row has a secret taken out late", "only the ledger proves it");
    assertThat(String.valueOf(RunVerification.check(both, CommandWords.SHELL).get(1).broken()))
        .contains("offset=5", "has another row there");
  }

  @Test
  void verify_tornTail_isIntactAndSaid() throws IOException {
    byte[] whole = Files.readAllBytes(ledger);
    Files.write(ledger, java.util.Arrays.copyOf(whole, whole.length - 10));
    TestFiles.Ran ran = verify(ledger);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("rows  6", "are no row, and were never acknowledged");
  }

  @Test
  void artifacts_asRecorded_areCounted() {
    TestFiles.Ran ran = verify(ledger, "--artifacts");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("files 1 of 1 artifacts are as recorded");
  }

  @Test
  void artifacts_changedOrMissing_areNamed() throws IOException {
    Files.writeString(folder.resolve("made.txt"), "other\n");
    TestFiles.Ran changed = verify(ledger, "--artifacts");
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).startsWith("✖ intact").contains("changed: made.txt, was sha256:");
    Files.delete(folder.resolve("made.txt"));
    TestFiles.Ran missing = verify(ledger, "--artifacts", "--json");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).contains("\"state\": \"missing\"", "\"holds\": false");
    assertThat(verify(ledger).code()).isZero();
  }

  @Test
  void approved_equalOtherAndMissing_areSaidAndDecideTheExitCode() throws IOException {
    Path approved = Files.createDirectories(folder.resolve("approved"));
    Path same = approved.resolve("job.workflow");
    Files.writeString(same, "name: job\nnote: \"<b>café</b> & more\"\n");
    TestFiles.Ran equal = verify(ledger, reports.json(), "--approved", approved);
    assertThat(equal.code()).isZero();
    assertThat(equal.out())
        .containsOnlyOnce("1 of 1 definitions are byte-equal to " + approved)
        .contains("  ✔     equal: workflow job.workflow, sha256 ");
    Files.writeString(same, "name: job\n");
    TestFiles.Ran other = verify(ledger, "--approved", same);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out())
        .startsWith("✖ intact, unanchored, but 1 definition is not as approved  ")
        .containsPattern("other: workflow job.workflow, the run had [0-9a-f]{12}, approved is")
        .contains("compare " + same);
    Files.delete(same);
    TestFiles.Ran missing = verify(ledger, "--approved", approved, "--json");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).contains("\"state\": \"missing\"", "\"holds\": false");
  }

  @Test
  void approved_noSuchFileNorRevision_isAUsageErrorInOneSentence() throws IOException {
    TestFiles.Ran nowhere = verify(ledger, "--approved", "v9.9");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("clew: v9.9: there is no such file or folder");
    Path unknown = Files.writeString(folder.resolve("unknown.workflow"), "name: job\n");
    TestFiles.Ran other = verify(ledger, "--approved", unknown);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err().lines())
        .singleElement()
        .asString()
        .endsWith("no definition of the name unknown.workflow, only job.workflow");
  }
}
