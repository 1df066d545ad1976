package dev.clew.report.html;

import dev.clew.core.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The document in a page that [HtmlReport] wrote, or that somebody changed since.
///
/// @param document its bytes as they stand in the page: JSON in UTF-8, with more escapes than it
///   needs
/// @param from where they begin in the page
public record HtmlPage(Payload document, int from) {
  private static final String OPEN = "<script type=\"application/json\" id=\"clew-document\">";
  private static final String CLOSE = "</script>";

  /// The first block that is marked as a document. A browser may show another one, if the page is
  /// not as clew wrote it.
  ///
  /// @return null when there is none
  public static @Nullable HtmlPage of(byte[] page) {
    // One character for each byte, so that places in the text are places in the file.
    String text = new String(page, StandardCharsets.ISO_8859_1);
    int open = text.indexOf(OPEN);
    int close = open < 0 ? -1 : text.indexOf(CLOSE, open);
    if (close < 0) {
      return null;
    }
    int from = open + OPEN.length();
    return new HtmlPage(Payload.of(Arrays.copyOfRange(page, from, close)), from);
  }

  /// Where the document ends in the page.
  public int to() {
    return from + document.sizeBytes();
  }
}
