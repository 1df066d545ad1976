package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.diff.DiffDocument;
import dev.clew.diff.RunDiff;
import dev.clew.report.html.HtmlReport;
import dev.clew.report.junit.DiffJUnit;
import dev.clew.report.terminal.DiffText;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.runs.file.NamedFile;
import dev.clew.runs.file.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comparison as the user asked for it.
///
/// @param junit null for none
/// @param html null for none
/// @param all whether what was left out is listed too
record DiffOutput(
    Terminal terminal, boolean json, @Nullable Path junit, @Nullable Path html, boolean all) {

  /// @param before where the run or the snapshot is kept that is compared with
  /// @param damaged the ledgers that could not be read to their end; see [ComparedRun#damage]
  /// @return the exit code
  int print(RunDiff diff, String before, ComparedRun run, List<Json> damaged) {
    String after = run.location();
    if (json) {
      Json.Obj document = DiffDocument.of(diff, before, after);
      terminal.line(
          JsonWriter.pretty(
              damaged.isEmpty() ? document : document.with("damaged", new Json.Arr(damaged))));
    } else {
      DiffText.of(diff, before, after, terminal.palette(), Terminal.columns(), all)
          .forEach(terminal::line);
    }
    if (junit != null) {
      byte[] xml = DiffJUnit.of(diff, "clew diff").getBytes(StandardCharsets.UTF_8);
      write(junit, out -> out.write(xml));
    }
    if (html != null) {
      Json.Obj document = DiffDocument.of(diff, before, after);
      write(html, out -> HtmlReport.write(document, out));
    }
    return (diff.isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT).code();
  }

  private static void write(Path file, OutputFile.Content content) {
    try {
      NamedFile.write(file, content);
    } catch (IOException e) {
      throw Refusal.notWritten(file + " could not be written: " + e.getMessage(), e);
    }
  }
}
