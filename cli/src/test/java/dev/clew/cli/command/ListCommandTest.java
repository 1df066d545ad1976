package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
}
