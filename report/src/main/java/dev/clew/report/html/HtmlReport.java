package dev.clew.report.html;

import dev.clew.core.ClewException;
import dev.clew.core.json.Json;
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
  private static final String DOCUMENT = "/*CLEW-DOCUMENT*/";
  private static final String TITLE = "/*CLEW-TITLE*/";

  private HtmlReport() {}

  /// @param bytes of the document, as [ReportDocument#bytes] makes them
  public static void write(Json.Obj document, byte[] bytes, OutputStream out) throws IOException {
    String page = page();
    int at = page.indexOf(DOCUMENT);
    if (at < 0) {
      throw new ClewException("the viewer's page has no place for the document: " + PAGE);
    }
    out.write(utf8(page.substring(0, at).replace(TITLE, title(document))));
    writeEscaped(bytes, out);
    out.write(utf8(page.substring(at + DOCUMENT.length())));
  }

  private static String title(Json.Obj document) {
    Json.Obj run = document.has("run") ? document.object("run") : document.object("after");
    String text = run.text("name", "run") + " · " + run.text("status", "").replace('_', ' ');
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

  /// Outside of strings, JSON has none of these characters; inside, the escapes mean the same
  /// characters. U+2028 and U+2029 are `E2 80 A8` and `E2 80 A9` in UTF-8.
  private static void writeEscaped(byte[] json, OutputStream out) throws IOException {
    int plain = 0;
    for (int at = 0; at < json.length; at++) {
      String escape =
          switch (json[at]) {
            case '<' -> "\\u003c";
            case '>' -> "\\u003e";
            case '&' -> "\\u0026";
            case (byte) 0xe2 -> separator(json, at);
            default -> "";
          };
      if (escape.isEmpty()) {
        continue;
      }
      out.write(json, plain, at - plain);
      out.write(utf8(escape));
      at += json[at] == (byte) 0xe2 ? 2 : 0;
      plain = at + 1;
    }
    out.write(json, plain, json.length - plain);
  }

  private static String separator(byte[] json, int at) {
    if (at + 2 >= json.length || json[at + 1] != (byte) 0x80) {
      return "";
    }
    return switch (json[at + 2]) {
      case (byte) 0xa8 -> "\\u2028";
      case (byte) 0xa9 -> "\\u2029";
      default -> "";
    };
  }

  private static String page() throws IOException {
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
