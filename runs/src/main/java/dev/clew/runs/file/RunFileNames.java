package dev.clew.runs.file;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.StagePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The files of one run: `NAME.KEY[-n].workflow.` and what it is.
public record RunFileNames(Path folder, String stem) {
  private static final String LEDGER = ".workflow.ledger";
  private static final String OUTPUT = ".workflow.output";

  /// File systems allow 255 bytes for the whole name.
  private static final int MAX_CHILD_CHARS = 120;

  /// Of the digest that ends the name of a path that is longer.
  private static final int DIGITS = 16;

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
    return folder.resolve(stem + OUTPUT);
  }

  /// Of a child workflow: `NAME.KEY.onboard[3].token.workflow.output`. Two stages never have the
  /// same file.
  public Path output(StagePath child) {
    StringBuilder name = new StringBuilder();
    for (byte unit : child.toString().getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (unit & 0xff);
      if (letter == '/') {
        name.append('.');
      } else if (letter < 0x80
          && (Character.isLetterOrDigit(letter) || "-_[]~".indexOf(letter) >= 0)) {
        name.append(letter);
      } else {
        name.append(String.format(Locale.ROOT, "%%%02X", (int) letter));
      }
    }
    if (name.length() > MAX_CHILD_CHARS) {
      byte[] whole = name.toString().getBytes(StandardCharsets.UTF_8);
      name.setLength(MAX_CHILD_CHARS - DIGITS);
      name.append(Digest.sha256(whole).hex(), 0, DIGITS);
    }
    return folder.resolve(stem + "." + name + OUTPUT);
  }
}
