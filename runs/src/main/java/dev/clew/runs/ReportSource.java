package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.document.ReportReader;
import dev.clew.report.html.HtmlPage;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/// A run in a report: the JSON document, or the HTML page that holds it; or in a report or snapshot
/// of SIH.
public record ReportSource(Path path) implements RunSource {
  /// A larger one would not fit into the memory that clew has.
  public static final WholeFile.Limit LIMIT = new WholeFile.Limit("report.bytes", 160 << 20);

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public Contents read() {
    try {
      byte[] bytes = document();
      Json document = JsonText.parse(bytes);
      if (SihRows.are(document)) {
        return SihRows.read(bytes, path);
      }
      ReportReader report = ReportReader.read(document);
      return new Contents(report.rows(), report.ledger(), report.writer());
    } catch (IOException e) {
      throw Refusal.invalid("cannot read " + path + ": " + DiskFault.reason(e));
    } catch (JsonText.Malformed e) {
      throw Refusal.invalid(
          path + ":" + e.line() + ":" + e.column() + ": not JSON: " + e.getMessage());
    } catch (ReportReader.Unreadable e) {
      throw Refusal.invalid(path + ": " + e.getMessage());
    }
  }

  private byte[] document() throws IOException {
    byte[] bytes = WholeFile.read(path, LIMIT);
    if (!path.getFileName().toString().endsWith(".html")) {
      return bytes;
    }
    HtmlPage page = HtmlPage.of(bytes);
    if (page == null) {
      throw Refusal.invalid(path + ": this page holds no clew document");
    }
    return page.document().bytes();
  }
}
