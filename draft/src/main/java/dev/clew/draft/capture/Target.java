package dev.clew.draft.capture;

import dev.clew.core.Refusal;
import dev.clew.draft.text.PercentText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A URL in the parts that a workflow and a catalog write down.
///
/// @param origin `scheme://host[:port]` in lower case
/// @param user `user:password` of the URL, percent-decoded; absent for none
/// @param path raw, starts with `/`, without dot segments
/// @param query raw, without its `?`; absent for none
public record Target(String origin, @Nullable String user, String path, @Nullable String query) {

  /// @throws Refusal when it is not the URL of an HTTP request
  public static Target of(String url, String where) {
    String text = url.strip();
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      text = "http://" + text;
      scheme = 4;
    }
    String protocol = text.substring(0, scheme).toLowerCase(Locale.ROOT);
    if (!protocol.equals("http") && !protocol.equals("https")) {
      throw Refusal.invalid(
          where + ": only http:// and https:// can be called, not " + protocol + "://");
    }
    int start = scheme + 3;
    int hash = text.indexOf('#', start);
    String rest = hash < 0 ? text.substring(start) : text.substring(start, hash);
    int end = end(rest);
    String authority = rest.substring(0, end);
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1).toLowerCase(Locale.ROOT);
    if (!isHost(host)) {
      throw Refusal.invalid(where + ": the URL has no host that can be called");
    }
    String target = rest.substring(end);
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String port = protocol.equals("http") ? ":80" : ":443";
    String bare = host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    return new Target(
        protocol + "://" + bare,
        at < 0 ? null : PercentText.decode(authority.substring(0, at)),
        withoutDots(path),
        mark < 0 || mark + 1 == target.length() ? null : target.substring(mark + 1));
  }

  /// The host with its port, without brackets.
  public String host() {
    return origin.substring(origin.indexOf("://") + 3).replace("[", "").replace("]", "");
  }

  private static int end(String rest) {
    int at = 0;
    while (at < rest.length() && rest.charAt(at) != '/' && rest.charAt(at) != '?') {
      at++;
    }
    return at;
  }

  private static boolean isHost(String host) {
    try {
      return new java.net.URI("http://" + host).getHost() != null;
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  /// RFC 3986 §5.2.4, which curl and browsers apply before they send.
  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = (path.isEmpty() ? "/" : path).substring(1).split("/", -1);
    for (int index = 0; index < segments.length; index++) {
      String segment = segments[index];
      boolean last = index + 1 == segments.length;
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
        continue;
      }
      if (last) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
