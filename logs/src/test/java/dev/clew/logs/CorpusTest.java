package dev.clew.logs;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.severity;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.toolCall;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.withAll;
import static dev.clew.core.Detail.wraps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.logs.framing.Limits;
import dev.clew.logs.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the dossier makes of the failures of real tools in `corpus/`, when they are run as commands
/// that say nothing of their own. Rules are written with one half in sight, and measured on the
/// other. `docs/failure-corpus.md` has the matrices; `-Dgolden.update=true` writes it.
class CorpusTest {
  private static final Path CORPUS = Path.of("../corpus");
  private static final Path PAGE = Path.of("../docs/failure-corpus.md");

  /// Wrong blame costs twice what a right answer earns.
  private static final int WRONG = -2;

  private static final String FINE = "nothing wrong";

  /// What `clew exec` reads of the control group, as the recorder wrote it down.
  private static final Pattern KERNEL_KILLS =
      Pattern.compile(
          "memory cgroup of (\\d+) MiB, processes killed by the kernel for it: ([1-9]\\d*)");

  private record Case(String name, Json.Obj about) {
    String expected() {
      return about.text("outcome", "").equals("succeeded") ? FINE : about.text("cause", "unknown");
    }
  }

  private record Answer(Case of, String cause) {
    boolean isRight() {
      return cause.equals(of.expected());
    }

    boolean isWrong() {
      return !isRight() && !cause.equals(Cause.UNKNOWN.wire());
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CORPUS)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("case.yaml");
        if (Files.exists(file)) {
          cases.add(new Case(folder.getFileName().toString(), about(file)));
        }
      }
    }
    return cases;
  }

  /// One `key: JSON` a line.
  private static Json.Obj about(Path file) throws IOException {
    Json.Builder about = Json.object();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        try {
          about.put(line.substring(0, colon), JsonText.parse(line.substring(colon + 2)));
        } catch (JsonText.Malformed e) {
          throw new IOException(file + ": " + line, e);
        }
      }
    }
    return about.build();
  }

  private static Answer answer(Case one, Rules rules) throws IOException {
    TestLedger run =
        new TestLedger("run_" + one.name())
            .runCreated(at(1), expects(Expects.CLAIM, true))
            .runClaimed(at(1))
            .event(Kind.WORKSPACE_READY, at(1))
            .runStarted(at(1), with(AttemptStarted.ATTEMPT, 1))
            .toolCallStarted("t1", at(2), wraps());
    int second = 3;
    for (String stream : List.of("stdout", "stderr")) {
      List<LogRecord> records = new ArrayList<>();
      LogReader reader = new LogReader(stream, rules, ZoneOffset.UTC, Limits.DEFAULT, records::add);
      byte[] bytes = Files.readAllBytes(CORPUS.resolve(one.name()).resolve(stream));
      reader.take(bytes, 0, bytes.length);
      reader.end();
      for (LogRecord record : records) {
        run.event(
            record.kind(),
            at(second++),
            summary(record.summary()),
            severity(record.severity()),
            withAll(record.toLogLine().attributes()));
      }
    }
    return new Answer(one, ended(run, one.about(), second));
  }

  private static String ended(TestLedger run, Json.Obj about, int second) {
    boolean fine = about.text("outcome", "").equals("succeeded");
    Long signal = about.whole("signal");
    String code = about.flag("timed_out") ? "timeout" : signal == null ? "exit_code" : "signal";
    Matcher killed = KERNEL_KILLS.matcher(about.text("limits", ""));
    boolean isKilled = killed.find();
    Detail end =
        all(
            with(RunEnded.EXIT_CODE, about.whole("exit_code")),
            with(RunEnded.SIGNAL, signal == null ? null : signal(signal)),
            with(RunEnded.OOM_KILLS, isKilled ? Long.valueOf(killed.group(2)) : null),
            with(
                RunEnded.MEMORY_LIMIT_BYTES,
                isKilled ? Long.valueOf(Long.parseLong(killed.group(1)) << 20) : null),
            fine ? all() : error(code));
    run.event(
            fine ? Kind.TOOL_CALL_COMPLETED : Kind.TOOL_CALL_FAILED,
            at(second),
            toolCall("t1"),
            end)
        .runFinished(fine ? "succeeded" : "failed", at(second + 1), end);
    Dossier dossier = Dossier.of(run.view());
    return dossier == null ? FINE : dossier.cause().wire();
  }

  private static String signal(long number) {
    return switch ((int) number) {
      case 1 -> "HUP";
      case 2 -> "INT";
      case 6 -> "ABRT";
      case 9 -> "KILL";
      case 10 -> "USR1";
      case 11 -> "SEGV";
      case 15 -> "TERM";
      case 24 -> "XCPU";
      case 25 -> "XFSZ";
      default -> Long.toString(number);
    };
  }

  private static List<Answer> answers(String set) throws IOException {
    Rules rules = Rules.builtIn();
    List<Answer> answers = new ArrayList<>();
    for (Case one : cases()) {
      if (one.about().text("set", "").equals(set)) {
        answers.add(answer(one, rules));
      }
    }
    return answers;
  }

  private static long score(List<Answer> answers) {
    return answers.stream().mapToLong(one -> one.isRight() ? 1 : one.isWrong() ? WRONG : 0).sum();
  }

  @Test
  void dossiers_ofTheCorpus_areAsThePageSays() throws IOException {
    List<Answer> written = answers("rules");
    List<Answer> measured = answers("measure");
    String page =
        "# Failures of real tools, and what clew says\n\n"
            + "Written by a test from [`corpus/`](../corpus/README.md): each tool's output and exit code as"
            + " `clew exec` would\nrecord them, with the built-in rules. Rows are what an expert"
            + " says, columns what the dossier says. Wrong blame is worse\nthan `unknown`: a right"
            + " answer counts 1, `unknown` 0, a wrong one -2.\n\n"
            + matrix("The half that rules were written with", written)
            + matrix("The other half, for measuring", measured);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
    assertThat(written.size() + measured.size()).isGreaterThanOrEqualTo(60);
    assertThat(wrong(measured)).as("wrong blame").isLessThanOrEqualTo(measured.size() / 10);
  }

  private static long wrong(List<Answer> answers) {
    return answers.stream().filter(Answer::isWrong).count();
  }

  private static String matrix(String title, List<Answer> answers) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    Map<String, Integer> columns = new TreeMap<>();
    for (Answer one : answers) {
      counts
          .computeIfAbsent(one.of().expected(), any -> new TreeMap<>())
          .merge(one.cause(), 1, Integer::sum);
      columns.merge(one.cause(), 1, Integer::sum);
    }
    StringBuilder out = new StringBuilder("## " + title + "\n\n");
    long right = answers.stream().filter(Answer::isRight).count();
    out.append(
        String.format(
            Locale.ROOT,
            "%d cases: %d right, %d wrong, %d `unknown` where there is an answer; score %d of %d.%n%n",
            answers.size(),
            right,
            wrong(answers),
            answers.size() - right - wrong(answers),
            score(answers),
            answers.size()));
    out.append("| expert \\ clew |");
    columns.keySet().forEach(column -> out.append(' ').append(column).append(" |"));
    out.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    counts.forEach((row, cells) -> {
      out.append("| ").append(row).append(" |");
      for (String column : columns.keySet()) {
        Integer count = cells.get(column);
        String cell = count == null ? "" : column.equals(row) ? "**" + count + "**" : "" + count;
        out.append(' ').append(cell).append(" |");
      }
      out.append('\n');
    });
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Answer one : answers) {
      if (one.isWrong()) {
        wrong.put(one.of().name(), one.of().expected() + ", not " + one.cause());
      }
    }
    out.append('\n');
    wrong.forEach(
        (name, why) -> out.append("- `").append(name).append("`: ").append(why).append('\n'));
    return out.append(wrong.isEmpty() ? "" : "\n").toString();
  }
}
