package dev.clew.cli.run;

import java.nio.file.Path;
import java.util.List;

/// The files of one run: `NAME.KEY[-n].workflow.` and what it is.
public record RunFileNames(Path folder, String stem) {
  private static final String LEDGER = ".workflow.ledger";

  /// By the ledger, whose creation claimed the name. A ledger that is called otherwise keeps its
  /// whole name as the stem.
  public static RunFileNames of(Path ledger) {
    String name = ledger.getFileName().toString();
    String stem = name.endsWith(LEDGER) ? name.substring(0, name.length() - LEDGER.length()) : name;
    Path folder = ledger.getParent();
    return new RunFileNames(folder == null ? Path.of("") : folder, stem);
  }

  /// By any file of the run.
  public static RunFileNames ofAny(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".json") || name.endsWith(".html") ? ofReport(file) : of(file);
  }

  public Path ledger() {
    return folder.resolve(stem + LEDGER);
  }

  /// By a report of the run, JSON or HTML.
  public static RunFileNames ofReport(Path report) {
    String name = report.getFileName().toString();
    for (String suffix :
        List.of(".workflow.report.json", ".workflow.report.html", ".json", ".html")) {
      if (name.endsWith(suffix)) {
        name = name.substring(0, name.length() - suffix.length());
        break;
      }
    }
    Path folder = report.getParent();
    return new RunFileNames(folder == null ? Path.of("") : folder, name);
  }

  public Path json() {
    return folder.resolve(stem + ".workflow.report.json");
  }

  public Path html() {
    return folder.resolve(stem + ".workflow.report.html");
  }

  /// The signature over the run.
  public Path signature() {
    return folder.resolve(stem + ".workflow.sig.json");
  }

  /// The run in the shape of SIH's report.
  public Path sih() {
    return folder.resolve(stem + ".workflow.sih.json");
  }

  public Path output() {
    return folder.resolve(stem + ".workflow.output");
  }
}
