package dev.clew.engine.context;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.engine.evidence.NamedValues;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hands the output of a workflow to the sink, and writes down what became of it.
public record KeptOutput(Recorder recorder, Redactor redactor, OutputSink sink) {
  /// The artifact that is the output of the run.
  private static final String ID = "output";

  /// @param child the stage that executed the workflow; null for the one that was started
  /// @param writesJson as the `outputJson` of the workflow says
  public void write(NamedValues output, @Nullable StagePath child, boolean writesJson) {
    AtomicReference<Json.Obj> redacted = new AtomicReference<>(Json.EMPTY_OBJECT);
    recorder.alone(() -> {
      output.teach(redactor);
      redacted.set(redactor.redact(output.toJson()));
    });
    switch (sink.write(child, redacted.get(), writesJson)) {
      case OutputSink.Written.Nowhere nowhere -> {}
      case OutputSink.Written.File file ->
          at(recorder.event(Kind.ARTIFACT_WRITTEN, "wrote " + file.path()), child)
              .artifact(id(child))
              .with(ArtifactWritten.ARTIFACT_KIND, child == null ? "final" : "intermediate")
              .with(ArtifactWritten.PERSISTED, true)
              .with(ArtifactWritten.PATH, file.path())
              .with(ArtifactWritten.CONTENT_TYPE, "application/json")
              .with(ArtifactWritten.SIZE_BYTES, file.sizeBytes())
              .with(ArtifactWritten.CHECKSUM, file.checksum())
              .append();
      case OutputSink.Written.Failed failed ->
          at(recorder.event(Kind.ERROR, "the output was not written: " + failed.message()), child)
              .severity(Severity.ERROR)
              .with(LogLine.CODE, FailureCode.OUTPUT_NOT_WRITTEN.wire())
              .append();
    }
  }

  private static Recorder.Draft at(Recorder.Draft event, @Nullable StagePath child) {
    return child == null ? event : event.stage(child, 1);
  }

  private static String id(@Nullable StagePath child) {
    return child == null ? ID : ID + "/" + child;
  }
}
