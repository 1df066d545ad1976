package dev.clew.cli.verify;

import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.payload;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;

import dev.clew.cli.Main;
import dev.clew.cli.process.Terminal;
import dev.clew.core.TestLedger;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.LedgerId;
import dev.clew.document.PageLimit;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.Palette;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// A small run on disk: a ledger, its reports, a file that it wrote.
public final class TestFiles {
  private static final Instant BEGIN = Instant.parse("2026-11-22T13:00:00Z");

  private final Path folder;
  private final InstantSource clock =
      new InstantSource() {
        private int reading;

        @Override
        public Instant instant() {
          return BEGIN.plusMillis(250L * reading++);
        }
      };

  public TestFiles(Path folder) {
    this.folder = folder;
  }

  public record Ran(int code, String out, String err) {}

  /// clew in this process.
  public static Ran clew(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Palette.PLAIN);
    String[] words = new String[arguments.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = arguments[at].toString();
    }
    int code = new Main(terminal).run(words);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// The ledger of a run that failed, with a definition and a file.
  public Path ledger() throws IOException {
    return ledger("the disk is full");
  }

  public Path ledger(String failure) throws IOException {
    ExecutionKey key = new ExecutionKey(Digest.sha256());
    LedgerId id = new LedgerId("default", "run_1", "ledger_1");
    try (FileLedger ledger = FileLedger.create(new LocalDisk(), folder, "job", key, id, clock)) {
      Payload definition = Payload.of("name: job\nnote: \"<b>café</b> & more\"\n");
      Path made = Files.writeString(folder.resolve("made.txt"), "made\n");
      recording(ledger)
          .runCreated(with(RunCreated.NAME, "job"))
          .configCaptured(
              ConfigCaptured.WORKFLOW,
              "job.workflow",
              with(ConfigCaptured.SHA256, definition.digest().hex()),
              with(ConfigCaptured.SIZE_BYTES, definition.sizeBytes()),
              payload(definition))
          .runStarted()
          .stageStarted("work")
          .artifactWritten(
              "made",
              file("final", "made.txt"),
              with(ArtifactWritten.CHECKSUM, Payload.of(Files.readAllBytes(made)).ref()))
          .stageFailed("work", summary(failure), error("disk_full", "no room"))
          .runFinished("failed");
      ledger.sync();
      return ledger.path();
    }
  }

  /// Goes on with a ledger, as a late event would.
  public void append(Path file, String summary) {
    append(file, run -> run.event(Kind.LOG, summary(summary)));
  }

  /// Says that the summary of that row holds a secret of four characters.
  public void redactLate(Path file, long row) {
    append(file, run -> run.redactionLate(new LateRedaction.Finding(row, "/summary", "word", 4)));
  }

  private void append(Path file, Consumer<TestLedger> events) {
    try (FileLedger ledger = FileLedger.open(new LocalDisk(), file, clock)) {
      events.accept(recording(ledger).producer("late"));
    }
  }

  private TestLedger recording(FileLedger ledger) {
    return new TestLedger(ledger, new SecretRedactor(), clock.instant());
  }

  /// The reports of that ledger, beside it.
  public static RunFileNames reports(Path ledger) {
    RunFileNames names = RunFileNames.of(ledger);
    Reports.write(
        new LedgerSource(ledger).read(),
        names,
        new Reports.Choice(ReportFormat.BOTH, PageLimit.DEFAULT, null),
        false,
        CommandWords.SHELL);
    return names;
  }
}
