package dev.clew.languagesih.definition;

import dev.clew.languagesih.template.Template;
import org.jspecify.annotations.Nullable;

/// The literal text of an endpoint: what RFC 3986 allows in a path and a query, so that a bad
/// character is found when the workflow is read and not when the request is sent.
public final class EndpointSyntax {
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?%";

  private EndpointSyntax() {}

  public static boolean isAbsolute(String endpoint) {
    return endpoint.regionMatches(true, 0, "http://", 0, 7)
        || endpoint.regionMatches(true, 0, "https://", 0, 8);
  }

  /// What is wrong with it; null when nothing is.
  public static @Nullable String fault(Template endpoint) {
    if (isAbsolute(endpoint.text())) {
      String host = hostFault(endpoint);
      if (host != null) {
        return host;
      }
    }
    StringBuilder path = new StringBuilder();
    for (Template.Part part : endpoint.parts()) {
      if (part instanceof Template.Part.Literal literal) {
        String fault = characterFault(literal.text());
        if (fault != null) {
          return fault;
        }
        path.append(literal.text());
      } else {
        path.append('x');
      }
    }
    return hasDotSegment(path)
        ? "a path segment '.' or '..' is not allowed in an endpoint"
        : scheme(path);
  }

  private static @Nullable String hostFault(Template endpoint) {
    String first =
        endpoint.parts().getFirst() instanceof Template.Part.Literal literal ? literal.text() : "";
    int start = first.indexOf("://") + 3;
    int end = start;
    while (end < first.length() && first.charAt(end) != '/' && first.charAt(end) != '?') {
      end++;
    }
    if (end == first.length() && endpoint.parts().size() > 1) {
      return "the host of an endpoint must be literal; put '/' before the token";
    }
    if (end == start) {
      return "the endpoint has no host";
    }
    return first.substring(start, end).indexOf('@') >= 0
        ? "an endpoint cannot have a user name in it; use a header"
        : null;
  }

  private static @Nullable String characterFault(String literal) {
    for (int at = 0; at < literal.length(); at++) {
      char unit = literal.charAt(at);
      boolean plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || ALLOWED.indexOf(unit) >= 0;
      if (unit == '{' || unit == '}') {
        return "'" + unit + "' is not allowed in an endpoint; a token is written {{…}}";
      }
      if (unit == '\n' || unit == '\r') {
        return "a line break is not allowed in an endpoint";
      }
      if (!plain) {
        return "'"
            + Character.toString(literal.codePointAt(at))
            + "' is not allowed in an endpoint; percent-encode it";
      }
      if (unit == '%' && !isEscape(literal, at)) {
        return "'%' is not followed by two hex digits";
      }
    }
    return null;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /// Whether the path in front of the query has a segment that a server would resolve against its
  /// parents, once it has read escapes and left parameters (`..;a`) out.
  public static boolean hasDotSegment(CharSequence target) {
    String text = target.toString();
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    String read =
        path.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c", "/").replaceAll("(?i)%3b", ";");
    for (String segment : read.split("/", -1)) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String scheme(CharSequence path) {
    String text = path.toString();
    int colon = text.indexOf("://");
    int slash = text.indexOf('/');
    return !isAbsolute(text) && colon > 0 && slash > colon && text.indexOf('?') < 0
        ? "only http:// and https:// URLs can be called"
        : null;
  }
}
