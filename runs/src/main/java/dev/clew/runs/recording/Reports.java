package dev.clew.runs.recording;

import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.document.PageLimit;
import dev.clew.document.ReportDocument;
import dev.clew.report.html.HtmlReport;
import dev.clew.report.junit.JUnitReport;
import dev.clew.report.sih.SihReportWriter;
import dev.clew.runs.RunSource;
import dev.clew.runs.Version;
import dev.clew.runs.file.NamedFile;
import dev.clew.runs.file.OutputFile;
import dev.clew.runs.file.RunFileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what is derived from a run to files.
///
/// @param files by what they are: `report_json`, `report_html`, `output`, `junit`
/// @param problems what could not be written
public record Reports(Map<String, Path> files, List<String> problems) {

  /// Nothing written yet.
  public static Reports none() {
    return new Reports(new LinkedHashMap<>(), new ArrayList<>());
  }

  public void addAll(Reports others) {
    files.putAll(others.files());
    problems.addAll(others.problems());
  }

  /// Which are wanted.
  ///
  /// @param limit of the JSON and of the page
  /// @param junit null for none
  public record Choice(ReportFormat format, PageLimit limit, @Nullable Path junit) {}

  /// @param strict whether a tolerated failure counts as a failure
  /// @param words in which they say what can be done
  public static Reports write(
      RunSource.Contents contents,
      RunFileNames names,
      Choice choice,
      boolean strict,
      ActionWords words) {
    Reports reports = none();
    ReportFormat format = choice.format();
    Path junit = choice.junit();
    if (format != ReportFormat.NONE) {
      Json.Obj document =
          ReportDocument.of(
              contents.rows(), contents.ledger(), contents.writer(), choice.limit(), words);
      boolean isWritten = false;
      if (format.json()) {
        isWritten =
            reports.file("report_json", names.json(), out -> ReportDocument.write(document, out));
      }
      if (format.html()) {
        HtmlReport.Content content =
            isWritten
                ? out -> Files.copy(names.json(), out)
                : out -> ReportDocument.write(document, out);
        reports.file("report_html", names.html(), out -> HtmlReport.write(document, content, out));
      }
    }
    if (junit != null) {
      String xml = JUnitReport.of(contents.view(), strict);
      reports.named("junit", junit, out -> out.write(xml.getBytes(StandardCharsets.UTF_8)));
    }
    return reports;
  }

  /// Writes the run as SIH would report it.
  public void sih(RunSource.Contents contents, RunFileNames names) {
    String text = SihReportWriter.of(contents.view(), "clew " + Version.CURRENT);
    file("sih", names.sih(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @return whether it was written
  public boolean file(String what, Path path, OutputFile.Content content) {
    return written(what, path, () -> OutputFile.write(path, content));
  }

  private void named(String what, Path path, OutputFile.Content content) {
    written(what, path, () -> NamedFile.write(path, content));
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  private boolean written(String what, Path path, Write write) {
    try {
      write.run();
      files.put(what, path);
      return true;
    } catch (IOException e) {
      problems.add(path + " could not be written: " + reason(e));
      return false;
    }
  }

  public static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
