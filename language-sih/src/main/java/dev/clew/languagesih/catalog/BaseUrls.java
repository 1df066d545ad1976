package dev.clew.languagesih.catalog;

import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.scope.EnvironmentVariables;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A base URL: absolute, http or https, with nothing behind its path.
final class BaseUrls {
  private BaseUrls() {}

  /// What is wrong with it; null when nothing is.
  static @Nullable String fault(String url) {
    String fault = faultOfAny(url);
    if (fault != null) {
      return fault;
    }
    URI uri = URI.create(url);
    return uri.getRawQuery() != null || uri.getRawFragment() != null
        ? "it has a query or a fragment"
        : null;
  }

  /// As [#fault], of a URL that may have a query.
  static @Nullable String faultOfAny(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "it is not a URL";
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return "it does not start with http:// or https://";
    }
    if (uri.getHost() == null) {
      return "it has no host";
    }
    return uri.getRawUserInfo() == null ? null : "it has a user name in it; use a header";
  }

  /// The text of a base URL with its environment variables; null when one is not set.
  ///
  /// @param missing is told each variable that is not set
  static @Nullable String text(
      Template url, EnvironmentVariables variables, Consumer<Template.Part.Insert> missing) {
    StringBuilder out = new StringBuilder();
    boolean complete = true;
    for (Template.Part part : url.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> out.append(literal.text());
        case Template.Part.Insert insert -> {
          String value =
              insert.token() instanceof Reference.Environment variable
                  ? variables.get(variable.name())
                  : null;
          complete &= value != null;
          out.append(value == null ? "" : value);
          if (value == null) {
            missing.accept(insert);
          }
        }
      }
    }
    return complete ? out.toString() : null;
  }

  /// Without `/` at the end, and with that port when there is one.
  static String normal(String url, @Nullable Integer port) {
    String trimmed = trimmed(url);
    if (port == null) {
      return trimmed;
    }
    Host host = Host.of(trimmed);
    return trimmed.substring(0, host.end()) + ":" + port + trimmed.substring(host.path());
  }

  static String withoutPort(String url) {
    Host host = Host.of(url);
    return url.substring(0, host.end()) + url.substring(host.path());
  }

  /// Null when it names none.
  static @Nullable String port(String url) {
    Host host = Host.of(url);
    return host.end() == host.path() ? null : url.substring(host.end() + 1, host.path());
  }

  /// Up to its last `/`, to which what is relative is relative: as in a browser, and in the
  /// original.
  static String folder(String url) {
    int path = Host.of(url).path();
    int slash = url.lastIndexOf('/');
    return slash < path ? url + "/" : url.substring(0, slash + 1);
  }

  /// @param end where the host ends, and the port begins with its colon
  /// @param path where that ends
  private record Host(int end, int path) {
    static Host of(String url) {
      int host = url.indexOf("://") + 3;
      int slash = url.indexOf('/', host);
      int path = slash < 0 ? url.length() : slash;
      int colon = url.lastIndexOf(':', path - 1);
      int bracket = url.lastIndexOf(']', path - 1);
      return new Host(colon >= host && colon > bracket ? colon : path, path);
    }
  }

  static String trimmed(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }
}
