package dev.clew.report.html;

import dev.clew.core.ClewException;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The viewer's page for a browser that has a server to ask: the same script as in a file, with a
/// document in it that only says where the real one is.
///
/// The policy of a file stands in its first lines and forbids every request. Of this page it is a
/// header, in which the page may ask where it came from.
///
/// @param policy the value of `Content-Security-Policy`
public record LivePage(String policy, String html) {
  private static final String OPEN =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"";
  private static final String CLOSE = "\">\n";
  private static final String FORMAT = "clew.live";
  private static final int VERSION = 1;

  /// @param title as text
  /// @param places where what is shown comes from: addresses without a host
  public static LivePage of(String title, Json.Obj places) {
    try {
      String page = HtmlReport.page();
      int from = page.indexOf(OPEN);
      int to = page.indexOf(CLOSE, from);
      if (from < 0 || to < 0) {
        throw new ClewException("the viewer's page has no policy");
      }
      String policy = page.substring(from + OPEN.length(), to);
      String rest = page.substring(0, from) + page.substring(to + CLOSE.length());
      return new LivePage(
          policy + "; connect-src 'self'; frame-ancestors 'none'",
          // The title last: whatever it says, nothing is put into it.
          rest.replace(HtmlReport.DOCUMENT, embedded(places))
              .replace(HtmlReport.TITLE, HtmlReport.escaped(title)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String embedded(Json.Obj places) throws IOException {
    Json.Obj document =
        Json.object().put("format", FORMAT).put("format_version", VERSION).putAll(places).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EscapedJson escaped = new EscapedJson(bytes)) {
      escaped.write(JsonWriter.compact(document).getBytes(StandardCharsets.UTF_8));
      escaped.end();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
