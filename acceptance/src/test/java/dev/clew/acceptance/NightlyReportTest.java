package dev.clew.acceptance;

import static dev.clew.acceptance.NightlyServer.EXAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which `examples/nightly-report.sh` can fail, called as `examples/README.md` says:
/// the table of that page is what must come out, and its names must not matter.
class NightlyReportTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z][a-z-]*)` \\|(.*)\\|$");
  private static final Pattern TIMEOUT = Pattern.compile("`--timeout (\\w+)`");
  private static final Pattern WAYS = Pattern.compile("(?m)^  '' \\|(.*?)\\) ;;$", Pattern.DOTALL);
  private static final String NOTHING = "–";

  @TempDir private static Path elsewhere;
  @TempDir private Path folder;
  private static NightlyServer server;

  /// @param dossier phase, cause and code; empty when nothing is wrong
  /// @param window the first window that is not closed, and why; `closed` when all are
  record Expected(
      String fail,
      String happens,
      int exit,
      List<String> dossier,
      String window,
      List<String> absent,
      String plan) {
    static Expected of(Matcher row) {
      List<String> cells = Arrays.stream(row.group(2).split("\\|", -1)).map(String::strip).toList();
      return new Expected(
          row.group(1),
          cells.get(0),
          Integer.parseInt(cells.get(1)),
          words(cells.get(2), " · "),
          cells.get(3),
          words(cells.get(4), ", "),
          cells.get(5));
    }

    private static List<String> words(String cell, String between) {
      return cell.equals(NOTHING) ? List.of() : List.of(cell.split(between, -1));
    }

    @Override
    public String toString() {
      return fail;
    }
  }

  private static List<Expected> table() throws IOException {
    List<Expected> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(EXAMPLES.resolve("README.md")));
    while (row.find()) {
      rows.add(Expected.of(row));
    }
    return rows;
  }

  static Stream<Arguments> runs() throws IOException {
    return table().stream()
        .flatMap(row -> Stream.of(Arguments.of(row, false), Arguments.of(row, true)));
  }

  @BeforeAll
  static void serve() throws Exception {
    server = NightlyServer.start(elsewhere);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.stop();
  }

  @Test
  void table_hasEveryWayOfTheScript() throws IOException {
    Matcher ways = WAYS.matcher(Files.readString(EXAMPLES.resolve("nightly-report.sh")));
    assertThat(ways.find()).isTrue();
    String all = ways.group(1).replace("\\\n", " ");
    assertThat(table())
        .extracting(Expected::fail)
        .containsExactlyInAnyOrder(all.strip().split("\\s*\\|\\s*"));
  }

  @ParameterizedTest(name = "{0}, renamed: {1}")
  @MethodSource("runs")
  void failure_isWhatThePageSays(Expected expected, boolean renamed) throws Exception {
    server.reset();

    Clew.Ran ran =
        Clew.in(folder)
            .with("NIGHTLY_SERVER", server.url())
            .run(words(expected, renamed).toArray(String[]::new));

    assertThat(ran.code()).as(ran.toString()).isEqualTo(expected.exit());
    Json.Obj document = Onboarding.document(folder);
    Json.Obj dossier = document.object("dossier");
    List<String> said = new ArrayList<>();
    for (String axis : List.of("phase", "cause", "failure")) {
      if (dossier.has(axis)) {
        said.add(dossier.text(axis, ""));
      }
    }
    assertThat(said).as(dossier.toString()).isEqualTo(expected.dossier());
    windows(document.object("timing"), expected.window());
    assertThat(Replays.texts(document, "absences", "code"))
        .containsExactlyInAnyOrderElementsOf(expected.absent());
    Json.Obj plan = Replays.plan(Onboarding.only(folder, ".ledger"));
    List<String> blocked = Replays.texts(plan, "blocked", "code");
    String from = renamed ? name(plan.text("from", "")) : plan.text("from", "");
    assertThat(from + (blocked.isEmpty() ? "" : ", blocked: " + String.join(", ", blocked)))
        .isEqualTo(expected.plan());
  }

  private static List<String> words(Expected expected, boolean renamed) {
    List<String> words = new ArrayList<>(List.of("exec", "--name", "nightly-report", "--quiet"));
    String result = renamed ? "out/" + hidden("report") + ".html" : "out/report.*";
    words.addAll(List.of("--final", result, "--artifact", "out/**"));
    Matcher timeout = TIMEOUT.matcher(expected.happens());
    if (timeout.find()) {
      words.addAll(List.of("--timeout", timeout.group(1)));
    }
    words.addAll(
        List.of("--input-file", EXAMPLES.resolve("nightly-report/sources.txt").toString(), "--"));
    words.addAll(List.of("bash", EXAMPLES.resolve("nightly-report.sh").toString()));
    words.addAll(List.of("--fail", expected.fail()));
    if (renamed) {
      words.add("--rename");
    }
    return words;
  }

  private static void windows(Json.Obj timing, String expected) {
    String first = "closed";
    for (Json.Obj window : timing.objects("windows")) {
      String status = window.text("status", "");
      if (!first.equals("closed")) {
        assertThat(status).as(timing.toString()).isEqualTo("missing");
      } else if (!status.equals("closed")) {
        first = window.text("name") + " " + status + ": " + window.text("reason");
      } else {
        assertThat(window.has("backwards_ms")).as(timing.toString()).isFalse();
      }
    }
    assertThat(first).as(timing.toString()).isEqualTo(expected);
  }

  /// The name that stands behind one of `--rename`; else the word itself.
  private static String name(String shown) {
    for (String stage :
        List.of("download", "render", "validate", "announce", "report", "upload", "status")) {
      if (hidden(stage).equals(shown)) {
        return stage;
      }
    }
    return shown;
  }

  private static String hidden(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "n" + HexFormat.of().formatHex(digest).substring(0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
