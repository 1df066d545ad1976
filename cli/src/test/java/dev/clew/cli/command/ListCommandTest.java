package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run is one entry, wherever its files lie.
class ListCommandTest {
  @TempDir private Path folder;
  private TestFiles files = new TestFiles(Path.of(""));
  private Path ledger = Path.of("");

  @BeforeEach
  void ledger() throws IOException {
    Path output = Files.createDirectory(folder.resolve("output"));
    files = new TestFiles(output);
    ledger = files.ledger();
  }

  private Path copied(Path file, String to) throws IOException {
    Path copy = folder.resolve(to).resolve(file.getFileName());
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy);
    FileTime later = FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(1));
    return Files.setLastModifiedTime(copy, later);
  }

  private List<String> listed() {
    return TestFiles.clew("list", folder).out().lines().toList();
  }

  private List<String> locations() throws JsonText.Malformed {
    Json.Arr runs = (Json.Arr) JsonText.parse(TestFiles.clew("list", folder, "--json").out());
    assertThat(runs.items()).hasSize(1);
    Json.Obj run = (Json.Obj) runs.items().getFirst();
    assertThat(run.get("location")).isEqualTo(run.list("locations").getFirst());
    return run.list("locations").stream().map(path -> ((Json.Str) path).value()).toList();
  }

  @Test
  void list_reportsBesideTheLedger_areNoCopies() throws Exception {
    TestFiles.reports(ledger);
    assertThat(listed()).last().asString().endsWith("run_1  " + ledger);
    assertThat(locations()).containsExactly(ledger.toString());
  }

  @Test
  void list_copyOfALedger_isOneRunThatNamesIt() throws Exception {
    Path copy = copied(ledger, "archive");
    assertThat(listed())
        .hasSize(3)
        .last()
        .asString()
        .endsWith(ledger + "  (+1 copy: " + copy + ")");
    assertThat(locations()).containsExactly(ledger.toString(), copy.toString());
  }

  /// The ledger can be replayed and grows with the next attempt; its report cannot.
  @Test
  void list_reportInAnotherFolder_isReadFromItsLedger() throws Exception {
    Path report = copied(TestFiles.reports(ledger).json(), "a-published");
    Files.delete(TestFiles.reports(ledger).json());
    assertThat(listed()).last().asString().endsWith(ledger + "  (+1 copy: " + report + ")");
    assertThat(locations()).containsExactly(ledger.toString(), report.toString());
  }

  /// A copy of before goes by its folder's name first, and by what it holds not at all.
  @Test
  void list_copyThatEndsEarlier_isNotTheOneThatIsRead() throws Exception {
    Path older = copied(ledger, "a-backup");
    Path same = copied(ledger, "b-backup");
    files.append(ledger, "said late");
    assertThat(listed())
        .last()
        .asString()
        .endsWith(ledger + "  (+2 older copies: " + older + ", " + same + ")");
    assertThat(TestFiles.clew("why", ledger).code()).isZero();
    assertThat(locations()).containsExactly(ledger.toString(), older.toString(), same.toString());
  }

  @Test
  void list_ledgersThatWentOnDifferently_areToldApart() throws Exception {
    Path other = copied(ledger, "a-fork");
    files.append(other, "went on here");
    files.append(ledger, "went on there");
    files.append(ledger, "and on");
    List<String> lines = listed();
    assertThat(lines).last().asString().endsWith("run_1  " + ledger);
    assertThat(lines).contains("    ! another file of this run went on differently: " + other);
    assertThat(locations()).containsExactly(ledger.toString(), other.toString());
  }

  @Test
  void list_manyCopies_namesThreeAndCountsAll() throws Exception {
    for (int number = 1; number <= 5; number++) {
      copied(ledger, "z" + number);
    }
    assertThat(listed()).last().asString().contains("(+5 copies: ").endsWith(" …)");
    assertThat(locations()).hasSize(6);
  }

  @Test
  void list_damagedCopy_isNotTheOneThatIsRead() throws Exception {
    Path damaged = copied(ledger, "a-damaged");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 40] ^= 1;
    Files.write(damaged, bytes);
    assertThat(listed()).last().asString().contains(ledger + "  (+1 older copy: " + damaged + ")");
    assertThat(listed()).noneMatch(line -> line.contains("damaged at byte"));
  }

  private boolean isListed(String... options) {
    List<Object> words = new ArrayList<>(List.of("list", folder));
    words.addAll(List.of(options));
    TestFiles.Ran ran = TestFiles.clew(words.toArray());
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().contains("run_1");
  }

  /// The run was created at 13:00.
  @Test
  void list_sinceAndUntil_areWhenItWasCreated() {
    assertThat(isListed("--since", "2026-11-22T13:00Z")).isTrue();
    assertThat(isListed("--since", "2026-11-22T13:01Z")).isFalse();
    assertThat(isListed("--until", "2026-11-22T13:01Z")).isTrue();
    assertThat(isListed("--until", "2026-11-22T12:59Z")).isFalse();
    assertThat(isListed("--since", "2026-11-22", "--until", "2026-11-23")).isTrue();
    assertThat(TestFiles.clew("list", folder, "--until", "2026-11-22").out())
        .isEqualTo("no runs below " + folder + " match\n");
  }

  @Test
  void list_sinceAfterUntil_isAUsageError() {
    TestFiles.Ran ran =
        TestFiles.clew("list", folder, "--since", "2026-11-23", "--until", "2026-11-22");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("no run is created since 2026-11-23 and before 2026-11-22");
  }

  @Test
  void list_status_isThatOfTheRun() {
    assertThat(isListed("--status", "failed")).isTrue();
    assertThat(isListed("--status", "unsuccessful")).isTrue();
    assertThat(isListed("--status", "succeeded")).isFalse();
  }

  @Test
  void list_definition_isFoundByItsDigest() {
    String digest = Payload.of("name: job\nnote: \"<b>café</b> & more\"\n").digest().hex();
    assertThat(isListed("--definition", "sha256:" + digest)).isTrue();
    assertThat(isListed("--definition", "sha256:" + digest.substring(0, 8))).isTrue();
    assertThat(isListed("--definition", "sha256:00000000")).isFalse();
    assertThat(isListed("--definition", digest)).as("no commit").isFalse();
  }

  @Test
  void list_definitionThatIsNone_isAUsageError() {
    TestFiles.Ran ran = TestFiles.clew("list", folder, "--definition", "main");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--definition main").contains("7 hex digits of a commit");
  }
}
