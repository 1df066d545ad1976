package dev.clew.cli.command;

import dev.clew.cli.process.CalledAs;
import dev.clew.core.Refusal;
import dev.clew.core.source.Diagnostics;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.Difference;
import dev.clew.diff.RunDiff;
import dev.clew.execution.config.SourceText;
import dev.clew.languagesih.catalog.Catalog;
import dev.clew.languagesih.catalog.CatalogReader;
import dev.clew.runs.RunFiles;
import dev.clew.runs.compare.Baseline;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the reports of `clew report` are made of, and what their runs are compared with.
///
/// @param snapshot a snapshot or a folder of them; null when none is given
/// @param catalog says which one it is otherwise; null for none
record ReportBaselines(@Nullable Path snapshot, @Nullable Path catalog) {
  private static final String REPORT = ".workflow.report.json";

  /// The file itself, or the reports of a folder.
  static List<Path> reports(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(path)) {
      found = files.filter(file -> file.toString().endsWith(REPORT)).sorted().toList();
    } catch (IOException e) {
      throw Refusal.invalid("cannot look through " + path + ": " + DiskFault.reason(e));
    }
    if (found.isEmpty()) {
      throw Refusal.invalid(path + ": no file in it ends with " + REPORT);
    }
    return found;
  }

  List<Path> files() {
    if (snapshot != null) {
      return Baseline.files(snapshot);
    }
    Catalog read =
        catalog == null ? null : CatalogReader.read(SourceText.read(catalog), new Diagnostics());
    List<Path> named = new ArrayList<>();
    if (read != null && catalog != null) {
      for (Catalog.Version version : read.versions()) {
        String baseline = version.baselineSnapshot();
        if (baseline != null && named.isEmpty()) {
          named.add(catalog.resolveSibling(baseline));
        }
      }
    }
    return named;
  }

  /// One line for each baseline of the same workflow.
  static List<String> compare(Path report, List<Path> baselines) {
    List<String> lines = new ArrayList<>();
    for (Path file : baselines) {
      Baseline baseline = Baseline.read(file);
      ComparedRun run = ComparedRun.find(new RunFiles(Path.of("")), report.toString());
      if (baseline.name().equals(run.profile().name())) {
        RunDiff diff = baseline.compare(run, DiffSettings.NONE, CalledAs.sih());
        Difference first = diff.first();
        lines.add(
            first == null
                ? "  the same as " + file
                : "  differs from " + file + ": " + first.headline());
      }
    }
    return lines;
  }
}
