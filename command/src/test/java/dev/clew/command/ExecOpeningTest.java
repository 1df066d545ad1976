package dev.clew.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.command.file.Kept;
import dev.clew.command.journal.Journal;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.trace.TraceContext;
import dev.clew.document.PageLimit;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.Ids;
import dev.clew.runs.Surroundings;
import dev.clew.runs.recording.ReportFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecOpeningTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(Map.of(), Path.of("/home/ada"), "Linux amd64");

  @TempDir private Path folder;

  /// Whoever kills clew while it lists a large folder finds a ledger that tells of the run.
  @Test
  void write_whileTheFolderIsListed_whatIsKnownIsInTheFile() throws Exception {
    InstantSource clock = InstantSource.system();
    Ids ids = new Ids();
    Redactor redactor = new SecretRedactor();
    ExecutionKey key =
        ExecutionKey.of(
            new ExecutionKey.Work(
                new TreeMap<>(),
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                null));
    TraceContext trace = TraceContext.of(name -> null, ids::hex);
    List<String> seen = new ArrayList<>();
    try (CommandAttempt attempt =
        CommandAttempt.first(folder, "job", key, "default", clock, ids, redactor)) {
      Journal journal = new Journal(attempt.recorder(redactor, clock, trace, new Ids()));
      RecordedEnvironment environment = RecordedEnvironment.of(List.of(), Map.of(), null);
      new ExecOpening(request(), attempt, SURROUNDINGS, journal, redactor, TestWords.WORDS)
          .write(
              new ExecOpening.Facts(
                  Instant.EPOCH, folder, List.of("true"), List.of(), key, trace, environment));
      List<Row> rows = LedgerReader.read(attempt.ledger().path()).rows();
      rows.forEach(row -> seen.add(row.event().kind()));
      AttemptStarted started = AttemptStarted.from(rows.getLast().event());
      assertThat(started.again())
          .isEqualTo(TestWords.WORDS.start(Objects.requireNonNull(started.request())));
    }
    assertThat(seen)
        .containsExactly(
            "run_created",
            "run_claimed",
            "config_captured",
            "config_captured",
            "workspace_ready",
            "run_started");
  }

  private ExecRequest request() {
    return new ExecRequest(
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        ReportFormat.NONE,
        PageLimit.DEFAULT,
        null,
        true,
        List.of("true"),
        Set.of(),
        folder,
        Map.of(),
        new AttemptStarted(Json.EMPTY_OBJECT),
        false,
        Kept.NONE);
  }
}
