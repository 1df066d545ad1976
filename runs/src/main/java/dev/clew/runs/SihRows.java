package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import dev.clew.document.LedgerFacts;
import dev.clew.ingest.sih.NotReadable;
import dev.clew.ingest.sih.SihEvents;
import dev.clew.ingest.sih.SihReport;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.secret.LateSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A report or a snapshot of SIH as the run that it tells of, without a ledger on disk. The ids of
/// the run and of its events come from the report, so that it is the same run however often it is
/// read.
public final class SihRows {
  private static final String NAMESPACE = "default";
  private static final String PRODUCER = "sih-import";
  private static final String ID = "sih_";
  private static final String SNAPSHOT = "snapshot_";
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private SihRows() {}

  /// Whether a document is SIH's, by the members that only its documents have.
  public static boolean are(Json document) {
    return document instanceof Json.Obj object
        && (object.has("SnapshotSchemaVersion")
            || (object.has("ExecutionId") && object.has("WorkflowName")));
  }

  /// As [#are(Json)], of a file; one that cannot be read is none.
  public static boolean are(Path file) {
    try {
      return file.toString().endsWith(".json") && are(JsonText.parse(Files.readAllBytes(file)));
    } catch (IOException | JsonText.Malformed e) {
      return false;
    }
  }

  /// Whether a run was read from a report or a snapshot of SIH.
  public static boolean areOf(RunView run) {
    return run.runId().startsWith("run_" + ID);
  }

  /// Whether it was a snapshot.
  public static boolean areOfSnapshot(RunView run) {
    return run.runId().startsWith("run_" + ID + SNAPSHOT);
  }

  /// @throws Refusal when it is none after all
  public static RunSource.Contents read(byte[] document, Path file) {
    SihReport report;
    try {
      report = SihReport.read(document);
    } catch (NotReadable e) {
      throw Refusal.invalid(file + ": not a report or snapshot of SIH: " + e.getMessage());
    }
    SecretRedactor redactor = new SecretRedactor();
    MemoryLedger ledger = new MemoryLedger(ledgerId(report), () -> report.startedAt().instant());
    Recorder recorder =
        new Recorder(ledger, redactor, () -> report.startedAt().instant(), producer(report));
    SihEvents.tell(
        report,
        String.valueOf(file.getFileName()),
        redactor,
        said -> recorder.event(said).append());
    new LateSecrets(redactor).record(recorder, ledger.rows(), true);
    List<Row> rows = ledger.rows();
    List<Digest> digests = new ArrayList<>(rows.size());
    rows.forEach(row -> digests.add(row.eventDigest()));
    LedgerFacts facts =
        new LedgerFacts(
            ledger.id(), rows.size(), MerkleRoot.of(digests), ledger.head().chain(), null, null);
    return new RunSource.Contents(rows, facts, RunView.Writer.ABSENT);
  }

  public static LedgerId ledgerId(SihReport report) {
    return new LedgerId(NAMESPACE, "run_" + id(report), "ledger_" + id(report));
  }

  public static Recorder.Producer producer(SihReport report) {
    return new Recorder.Producer("att_" + id(report), PRODUCER, 1, null, null);
  }

  /// An id that is no plain word is replaced by its digest.
  private static String id(SihReport report) {
    String id = report.executionId();
    String own =
        PLAIN_ID.matcher(id).matches()
            ? id.toLowerCase(Locale.ROOT)
            : Digest.sha256(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 26);
    return ID + (report.form() == SihReport.Form.SNAPSHOT ? SNAPSHOT : "") + own;
  }
}
