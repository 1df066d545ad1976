package dev.clew.engine.context;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.source.WorkflowFiles;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files that a run reads while it runs. Each content is written down once, by the first stage
/// that reads it. Thread-safe.
public final class CapturedFiles {
  private final WorkflowFiles files;
  private final Recorder recorder;
  private final Timekeeper course;
  private final Set<String> captured = ConcurrentHashMap.newKeySet();

  public CapturedFiles(WorkflowFiles files, Recorder recorder, Timekeeper course) {
    this.files = files;
    this.recorder = recorder;
    this.course = course;
  }

  /// @param from the logical name of the file in which the path stands
  /// @param reader the stage that reads it
  public WorkflowFiles.Read read(String from, String path, StagePath reader) {
    WorkflowFiles.Read read = files.read(from, path);
    if (read instanceof WorkflowFiles.Read.Text text) {
      capture(text.file(), reader);
    }
    return read;
  }

  private void capture(SourceFile file, StagePath reader) {
    Payload content = Payload.of(file.text());
    boolean first = captured.add(file.logicalName() + "\0" + content.digest().hex());
    if (course.writes(new Timekeeper.Moment(reader, 0, Kind.CONFIG_CAPTURED), first)) {
      recorder
          .event(Kind.CONFIG_CAPTURED, "captured " + file.logicalName())
          .stage(reader)
          .with(ConfigCaptured.ROLE, "file")
          .with(ConfigCaptured.NAME, file.logicalName())
          .with(ConfigCaptured.SHA256, content.digest().hex())
          .with(ConfigCaptured.SIZE_BYTES, content.sizeBytes())
          .payload(content)
          .append();
    }
  }
}
