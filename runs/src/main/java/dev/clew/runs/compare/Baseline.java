package dev.clew.runs.compare;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.PathPattern;
import dev.clew.diff.RunDiff;
import dev.clew.diff.Snapshot;
import dev.clew.diff.part.RunProfile;
import dev.clew.document.JsonText;
import dev.clew.runs.RunFiles;
import dev.clew.runs.SihRows;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a run is compared with, from a file: a snapshot of clew's, or one of SIH's, which is the
/// run that it was made of.
public sealed interface Baseline {
  record OfClew(Snapshot snapshot) implements Baseline {}

  /// @param isSnapshot whether it is a snapshot, and not a report
  record OfSih(RunProfile run, boolean isSnapshot) implements Baseline {}

  /// @throws Refusal when it cannot be read
  static Baseline read(Path file) {
    try {
      Json document = JsonText.parse(Files.readAllBytes(file));
      if (SihRows.are(document)) {
        ComparedRun run = ComparedRun.find(new RunFiles(Path.of("")), file.toString());
        return new OfSih(run.profile(), SihRows.areOfSnapshot(run.view()));
      }
    } catch (IOException | JsonText.Malformed e) {
      return new OfClew(SnapshotFile.read(file)); // which says what is wrong
    }
    return new OfClew(SnapshotFile.read(file));
  }

  /// The snapshots that a file or a folder has, in the order of their names.
  ///
  /// @throws Refusal when there is no such file or folder
  static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".snapshot.json")).sorted().toList();
    } catch (IOException e) {
      throw Refusal.invalid("cannot look through " + path + ": " + DiskFault.reason(e));
    }
  }

  /// What the run it was made of is called.
  default String name() {
    return switch (this) {
      case OfClew clew -> clew.snapshot().run().name();
      case OfSih sih -> sih.run().name();
    };
  }

  /// What makes no difference, as the baseline says itself.
  default List<PathPattern> ignored() {
    return this instanceof OfClew clew ? clew.snapshot().ignored() : new ArrayList<>();
  }

  /// With a snapshot of SIH a report of SIH is compared as the snapshot that it makes: a snapshot
  /// has not all that a report has.
  ///
  /// @param asSnapshots whether a run of clew, too, is compared as one
  default RunDiff compare(ComparedRun after, DiffSettings settings, boolean asSnapshots) {
    return switch (this) {
      case OfClew clew -> clew.snapshot().compare(after.profile(), settings);
      case OfSih sih -> {
        boolean isLike = sih.isSnapshot() && (asSnapshots || SihRows.areOf(after.view()));
        RunProfile run = isLike ? after.asSihSnapshot() : after.profile();
        yield RunDiff.of(sih.run(), run, settings);
      }
    };
  }
}
