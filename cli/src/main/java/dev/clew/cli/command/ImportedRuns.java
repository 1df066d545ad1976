package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.PageLimit;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.RemedyWords;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunSource;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.FileImport;
import dev.clew.runs.recording.ImportTarget;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes files in, one after the other, and says what became of each. One that is bad does not keep
/// the others out. Not thread-safe.
final class ImportedRuns {
  private final Terminal terminal;
  private final ReportFormat reports;
  private final boolean json;
  private final List<Json> imported = new ArrayList<>();
  private ExitCode code = ExitCode.OK;

  /// @param reports that are written beside ledgers
  ImportedRuns(Terminal terminal, ReportFormat reports, boolean json) {
    this.terminal = terminal;
    this.reports = reports;
    this.json = json;
  }

  @FunctionalInterface
  interface Taker {
    /// @return what came of it
    /// @throws Refusal when the file cannot be taken
    List<Json> take(Path file);
  }

  /// @return the exit code
  int all(List<Path> files, Taker taker) {
    for (Path file : files) {
      try {
        imported.addAll(taker.take(file));
      } catch (Refusal e) {
        failed(e, RemedyWords.told(e));
      } catch (ClewException e) {
        failed(e, file + ": " + e.getMessage());
      }
    }
    if (json) {
      terminal.line(Json.object().put("imported", imported).build().toString());
    }
    return code.code();
  }

  private void failed(ClewException fault, String words) {
    terminal.error("clew: " + VisibleText.line(words));
    worsen(ExitCode.of(fault));
  }

  /// What could not be written counts for more than what is wrong.
  private void worsen(ExitCode other) {
    code = other.code() > code.code() ? other : code;
  }

  /// Says a line that is for people.
  void line(String text) {
    if (!json) {
      terminal.line(VisibleText.line(text));
    }
  }

  /// @param isFiles whether the runs are in ledgers now, beside which reports belong
  List<Json> told(Path file, FileImport.Imported done, boolean isFiles) {
    List<Json> runs = new ArrayList<>();
    for (String warning : done.warnings()) {
      terminal.warning(VisibleText.line(file + ": " + warning));
    }
    for (FileImport.Run run : done.runs()) {
      ImportTarget.Taken taken = run.taken();
      if (isFiles && taken.stored() > 0) {
        Path ledger = Path.of(taken.place());
        writeReports(new LedgerSource(ledger).read(), ledger);
      }
      if (taken.rejected() > 0) {
        worsen(ExitCode.NOT_WRITTEN);
        String what = file + ": " + count(taken.rejected()) + " not taken: " + taken.problem();
        terminal.error("clew: " + VisibleText.line(what));
      }
      line(run.name() + "  " + run.runId() + "  " + became(taken) + "  " + taken.place());
      runs.add(json(file, run));
    }
    return runs;
  }

  private static String became(ImportTarget.Taken taken) {
    if (taken.stored() == 0) {
      return "nothing new";
    }
    return count(taken.stored())
        + (taken.known() == 0 ? "" : String.format(Locale.ROOT, ", %,d known", taken.known()));
  }

  private static String count(long events) {
    return String.format(Locale.ROOT, "%,d %s", events, events == 1 ? "event" : "events");
  }

  private static Json json(Path file, FileImport.Run run) {
    ImportTarget.Taken taken = run.taken();
    return Json.object()
        .put("file", file.toString())
        .put("run_id", run.runId())
        .put("name", run.name())
        .put("place", taken.place())
        .put("stored", taken.stored())
        .put("known", taken.known())
        .put("rejected", taken.rejected())
        .put("problem", taken.problem())
        .build();
  }

  void writeReports(RunSource.Contents contents, Path ledger) {
    Reports written =
        Reports.write(
            contents,
            RunFileNames.of(ledger),
            new Reports.Choice(reports, PageLimit.DEFAULT, null),
            false,
            CommandWords.SHELL);
    if (!written.problems().isEmpty()) {
      throw Refusal.notWritten(String.join("; ", written.problems()));
    }
  }
}
