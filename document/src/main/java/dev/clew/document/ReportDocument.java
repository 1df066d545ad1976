package dev.clew.document;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributed;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.graph.StageGraph;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.lineage.ArtifactGraph;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.replay.NextSteps;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.replay.WayOut;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Timing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The portable document of a run, format version 1: a pure function of the ledger's rows, of what
/// is known about the ledger, and of whether somebody could still write to it. The same rows in any
/// order and any number give the same bytes. Its members are specified in `viewer/src/document.ts`
/// and in the JSON Schema beside this class.
public final class ReportDocument {
  public static final int FORMAT_VERSION = 2;

  /// About what a stage takes, beside its rows.
  private static final int STAGE_BYTES = 1_000;

  private static final int ARTIFACT_BYTES = 800;

  /// Of unknown outcome: so many are in a limited document in any case.
  private static final int MOST_EFFECTS = 200;

  private ReportDocument() {}

  /// Canonical bytes (RFC 8785) and a line end.
  public static byte[] bytes(Json.Obj document) {
    return (Canonical.text(document) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Writes the same piece by piece: what is large in a document is made when it is written, so
  /// that the document is never in memory as a whole.
  public static void write(Json.Obj document, OutputStream out) throws IOException {
    try {
      Canonical.text(document, piece -> writePiece(piece, out));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.write('\n');
  }

  private static void writePiece(String piece, OutputStream out) {
    try {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With all rows, however many.
  public static Json.Obj of(
      Collection<Row> rows, LedgerFacts ledger, RunView.Writer writer, ActionWords words) {
    return of(rows, ledger, writer, PageLimit.NONE, words);
  }

  /// With those that fit, and with what was left out.
  ///
  /// @param words how the surface that shows it says what can be done
  public static Json.Obj of(
      Collection<Row> rows,
      LedgerFacts ledger,
      RunView.Writer writer,
      PageLimit limit,
      ActionWords words) {
    List<Row> inOrder = Row.inOrder(rows);
    RunView run = RunView.of(inOrder, writer);
    AttemptView attempt = run.attempt();
    Explanation explained = Explanation.of(run);
    Timing timing = explained.timing();
    Dossier dossier = explained.dossier();
    Blocker blocker = Blocker.of(attempt);
    Json blockerPart = blocker == null ? null : BlockerPart.write(blocker);
    Json dossierPart =
        dossier == null ? null : DossierPart.write(dossier, NextSteps.of(explained), words);
    Json.Obj timingPart = TimingPart.write(timing);
    List<Json> absences = DossierPart.absences(explained.absences());
    RowSelection selection =
        selection(
            inOrder,
            attempt,
            limit,
            CitedRows.in(blockerPart, dossierPart, timingPart, new Json.Arr(absences)));
    RowPayloads payloads = new RowPayloads(selection.kept());
    Skeleton skeleton =
        selection.leftOut().isEmpty()
            ? Skeleton.whole(attempt, absences, payloads)
            : Skeleton.cut(Skeleton.bytes(limit), attempt, blocker, dossier, absences, payloads);
    List<StageView> stages = skeleton.stages().kept();
    List<Json> definition = DefinitionPart.write(payloads);
    Json.Arr toolCalls = ToolCallPart.write(attempt, payloads);
    return Json.object()
        .put("format", "clew.report")
        .put("format_version", FORMAT_VERSION)
        .put("as_of", text(run.asOf()))
        .put("writer", writer == RunView.Writer.PRESENT ? "present" : "absent")
        .put("run", RunRecord.of(run).toJson())
        .put("attempt", attempt(attempt))
        .put("attempts", run.attempts().stream().map(ReportDocument::attempt).toList())
        .put("blocker", blockerPart)
        .put("dossier", skeleton.dossier(dossierPart))
        .put("timing", skeleton.timing(timingPart))
        .put("absences", skeleton.absences().kept())
        .put("environment", environment(run, attempt))
        .put("inputs", run.inputs().stream().map(NamedValue::attributes).toList())
        .put("plan", StagePart.plan(stages))
        .put("graph", GraphPart.write(skeleton.stageGraph(StageGraph.of(attempt))))
        .put("stages", StagePart.write(stages, StagePart.writer(attempt, payloads)))
        .put("tool_calls", toolCalls)
        .put("artifacts", skeleton.artifacts().kept())
        .put(
            "artifact_graph",
            GraphPart.write(skeleton.artifactGraph(ArtifactGraph.of(attempt, timing.save()))))
        .put("effects", skeleton.effects().kept())
        .put(
            "replay",
            run.status().unsuccessful() ? skeleton.replay(replay(explained, words)) : null)
        .put("output", StagePart.values(attempt.output()))
        .put("definition", definition)
        .put("events", payloads.rows())
        .put("left_out", skeleton.leftOut(selection, limit))
        .put("ledger", ledger.toJson())
        .build();
  }

  private static RowSelection selection(
      List<Row> rows, AttemptView attempt, PageLimit limit, Set<Long> cited) {
    if (limit.isNone()) {
      return new RowSelection(rows, List.of());
    }
    attempt.effects().stream()
        .filter(effect -> effect.state() == EffectView.State.UNKNOWN)
        .limit(MOST_EFFECTS)
        .forEach(effect -> cited.add(effect.row()));
    long skeleton =
        (long) STAGE_BYTES * attempt.stages().size()
            + (long) ARTIFACT_BYTES * attempt.artifacts().size();
    RowSelection selection =
        RowSelection.of(rows, cited, Math.max(limit.bytes() / 4, limit.bytes() - skeleton));
    long cut = Skeleton.bytes(limit);
    return selection.leftOut().isEmpty() || skeleton <= cut
        ? selection
        : RowSelection.of(rows, cited, Math.max(limit.bytes() / 4, limit.bytes() - cut));
  }

  /// From the ledger alone: what stands on a disk is looked at by the command.
  private static Json.Obj replay(Explanation explained, ActionWords words) {
    ReplayPlan plan = ReplayPlanner.of(explained, ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
    ReplayAsk ask = WayOut.of(explained, ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
    return plan.toJson(words.plan(explained.run().runId(), ask == null ? ReplayAsk.DEFAULT : ask));
  }

  private static Json attempt(AttemptView attempt) {
    return Json.object()
        .put("attempt_id", attempt.attemptId())
        .put("number", attempt.number())
        .put("status", attempt.status().wire())
        .put("begun_at", text(attempt.clock().begunAt()))
        .put("started_at", text(attempt.startedAt()))
        .put("finished_at", text(attempt.finishedAt()))
        .put("duration_ms", millis(attempt.duration()))
        .put("facts", attempt.facts().attributes())
        .build();
  }

  private static Json environment(RunView run, AttemptView attempt) {
    return Json.object()
        .put("name", run.created().environment())
        .put("base_urls", attempt.facts().baseUrls().stream().map(BaseUrl::attributes).toList())
        .build();
  }

  static @Nullable String text(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toString();
  }

  static @Nullable Json attributes(@Nullable Attributed said) {
    return said == null ? null : said.attributes();
  }

  static @Nullable Json millis(@Nullable Duration duration) {
    return Millis.ofNullable(duration);
  }

  static Json.Arr offsets(List<Long> rows) {
    List<Json> offsets = new ArrayList<>(rows.size());
    for (long row : rows) {
      offsets.add(Json.of(row));
    }
    return new Json.Arr(offsets);
  }
}
