package dev.clew.cli.run;

import dev.clew.cli.Version;
import dev.clew.cli.source.RunSource;
import dev.clew.core.event.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.PageLimit;
import dev.clew.document.ReportDocument;
import dev.clew.report.html.HtmlReport;
import dev.clew.report.junit.JUnitReport;
import dev.clew.report.sih.SihReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  void addAll(Reports others) {
    files.putAll(others.files());
    problems.addAll(others.problems());
  }

  /// Which are wanted.
  ///
  /// @param limit of the JSON and of the page
  /// @param junit null for none
  public record Choice(RunRequest.ReportFormat format, PageLimit limit, @Nullable Path junit) {}

  public static Reports write(
      RunSource.Contents contents, RunFileNames names, Choice choice, boolean strict) {
    Reports reports = none();
    RunRequest.ReportFormat format = choice.format();
    Path junit = choice.junit();
    if (format != RunRequest.ReportFormat.NONE) {
      Json.Obj document =
          ReportDocument.of(contents.rows(), contents.ledger(), contents.writer(), choice.limit());
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

  /// The bytes of an `.output` file.
  public static byte[] outputBytes(Json.Obj output) {
    Json.Builder values = Json.object();
    output.members().forEach((name, value) -> values.put(name, inLedgerOrder(value)));
    return (JsonWriter.pretty(values.build()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// A ledger does not keep the order of members: what is written while the run is going on is to
  /// be what is written from its ledger later.
  private static Json inLedgerOrder(Json value) {
    return switch (Json.interoperable(value)) {
      case Json.Obj object -> {
        Json.Builder sorted = Json.object();
        new TreeMap<>(object.members())
            .forEach((name, member) -> sorted.put(name, inLedgerOrder(member)));
        yield sorted.build();
      }
      case Json.Arr array ->
          new Json.Arr(array.items().stream().map(Reports::inLedgerOrder).toList());
      case Json scalar -> scalar;
    };
  }

  /// Writes the output of a run that is read back, as `clew run` wrote it. Nothing when the run
  /// gave none, or when the ledger does not have all of it: then the file that is there is better.
  public void output(RunSource.Contents contents, RunFileNames names) {
    Json.Builder values = Json.object();
    for (NamedValue value : contents.view().attempt().output()) {
      if (value.missing() != null && "over_limit".equals(value.missing().text("code"))) {
        return;
      }
      values.put(value.name(), value.value());
    }
    if (!values.isEmpty()) {
      byte[] bytes = outputBytes(OutputForm.asCalled().of(values.build(), true));
      file("output", names.output(), out -> out.write(bytes));
    }
  }

  /// Writes the run as SIH would report it.
  public void sih(RunSource.Contents contents, RunFileNames names) {
    String text = SihReport.of(contents.view(), "clew " + Version.CURRENT);
    file("sih", names.sih(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @return whether it was written
  private boolean file(String what, Path path, OutputFile.Content content) {
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

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
