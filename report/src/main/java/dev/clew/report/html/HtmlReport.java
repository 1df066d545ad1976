package dev.clew.report.html;

import dev.clew.core.ClewException;
import dev.clew.core.json.Json;
import dev.clew.document.ReportDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A report, or a comparison, as one HTML file that opens from disk with no network: the viewer's
/// page with the document in it.
///
/// The document is data, never markup: it stands in a block of `application/json`, with every
/// character escaped that could end the block or begin another (ASVS 5.0, 1.2.1).
public final class HtmlReport {
  private static final String PAGE = "/dev/clew/viewer/report.html";
  static final String DOCUMENT = "/*CLEW-DOCUMENT*/";
  static final String TITLE = "/*CLEW-TITLE*/";

  private HtmlReport() {}

  /// Writes the document, as [ReportDocument#write] does it.
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public static void write(Json.Obj document, OutputStream out) throws IOException {
    write(document, json -> ReportDocument.write(document, json), out);
  }

  /// @param content of the document, for who has it written already
  public static void write(Json.Obj document, Content content, OutputStream out)
      throws IOException {
    String page = page();
    int at = page.indexOf(DOCUMENT);
    if (at < 0) {
      throw new ClewException("the viewer's page has no place for the document: " + PAGE);
    }
    out.write(utf8(page.substring(0, at).replace(TITLE, title(document))));
    EscapedJson escaped = new EscapedJson(out);
    content.writeTo(escaped);
    escaped.end();
    out.write(utf8(page.substring(at + DOCUMENT.length())));
  }

  private static String title(Json.Obj document) {
    Json.Obj run = document.has("run") ? document.object("run") : document.object("after");
    return escaped(run.text("name", "run") + " · " + run.text("status", "").replace('_', ' '));
  }

  /// As the text of an element.
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      switch (unit) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        default -> out.append(unit < 0x20 ? ' ' : unit);
      }
    }
    return out.toString();
  }

  static String page() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(PAGE)) {
      if (in == null) {
        throw new ClewException("the viewer's page is not on the class path: " + PAGE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
