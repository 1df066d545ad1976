package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What makes two runs the same work: the digits of the key are in the names of their files.
@Timeout(120)
class WorkKeyTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void workflow() throws IOException {
    write("api.catalog", "- version: \"1\"\n  definitions: []\n");
    write(
        "flow.workflow",
        """
        version: "1"
        name: flow
        references:
          environmentFile: flow.env
          workflows:
            - {name: child, path: ./child.workflow}
        stages:
          - name: each
            kind: Http
            apiRef: svc
            endpoint: /{{context:item}}
            httpVerb: GET
            dataFile: rows.json
            forEach: rows
            mock: {status: 200, payload: '{}'}
          - {name: sub, kind: Workflow, workflowRef: child}
        """);
    write(
        "child.workflow",
        """
        version: "1"
        name: child
        stages:
          - {name: s, kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET, mock: {status: 200, payload: '{}'}}
        """);
    write("flow.env", "token=canary-4711\n");
    write("rows.json", "{\"rows\": [1, 2]}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String key() {
    Path out = folder.resolve("out");
    TestFiles.Ran ran =
        TestFiles.clew(
            "run",
            folder.resolve("flow.workflow"),
            "--base-url",
            "svc=http://127.0.0.1:9",
            "--mocked",
            "--report-format",
            "none",
            "--out",
            out);
    assertThat(ran.code()).as(ran.err()).isZero();
    List<Path> ledgers = ledgers(out);
    assertThat(ledgers).hasSize(1);
    try {
      Files.delete(ledgers.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ledgers.getFirst().getFileName().toString();
  }

  private static List<Path> ledgers(Path out) {
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(file -> file.toString().endsWith(".ledger")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void of_dataFileOrChildThatChanged_isOtherWork() throws IOException {
    String first = key();
    assertThat(key()).isEqualTo(first);

    write("rows.json", "{\"rows\": [1, 3]}");
    String otherData = key();
    assertThat(otherData).isNotEqualTo(first);

    write("child.workflow", Files.readString(folder.resolve("child.workflow")).replace("/a", "/b"));
    assertThat(key()).isNotEqualTo(otherData);
  }

  /// It may hold secrets, of which no digest is kept.
  @Test
  void of_environmentFileThatChanged_isTheSameWork() throws IOException {
    String first = key();

    write("flow.env", "token=canary-4712\n");
    assertThat(key()).isEqualTo(first);
  }
}
