package dev.clew.runs.recording;

import dev.clew.core.digest.Hmac;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes the runs that files tell of to where they are kept: files of others by what a server does
/// with what it is sent, ledgers and reports as they are.
public final class FileImport {
  private final FileRuns files;
  private final ImportTarget target;

  /// @param namespace of runs that say none
  /// @param ids makes the ids of events that have none; the same one for one target, or a file is
  ///   not known again
  public FileImport(ImportTarget target, String namespace, Hmac ids) {
    this.files = new FileRuns(namespace, ids);
    this.target = target;
  }

  /// What came of one file.
  ///
  /// @param warnings about what of it was not taken
  public record Imported(List<Run> runs, List<String> warnings) {
    public Imported {
      runs = List.copyOf(runs);
      warnings = List.copyOf(warnings);
    }
  }

  public record Run(String runId, String name, ImportTarget.Taken taken) {}

  /// @param file or a folder of reports of tests
  /// @throws dev.clew.core.Refusal when it cannot be read, or nothing can be written
  public Imported of(Path file) {
    FileRuns.Told told = files.read(file);
    List<Run> runs = new ArrayList<>();
    for (ToldRun run : told.runs()) {
      ToldRun.Redacted redacted = run.redacted();
      runs.add(new Run(run.run().runId(), redacted.name(), target.take(run, redacted)));
    }
    return new Imported(runs, told.warnings());
  }
}
