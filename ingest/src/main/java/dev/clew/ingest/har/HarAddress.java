package dev.clew.ingest.har;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// What of an address names a stage or a run. Browsers write characters into queries that a URI
/// does not have (`|`, `{`), so that is cut off first.
///
/// @param host null when it has none, as that of `data:`
/// @param path decoded; empty when it has none
record HarAddress(@Nullable String host, String path) {
  /// Null when it is none.
  static @Nullable HarAddress parse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
      end++;
    }
    try {
      URI address = new URI(text.substring(0, end));
      String path = address.getPath();
      return new HarAddress(address.getHost(), path == null ? "" : path);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
