package dev.clew.execution.vcs;

import org.jspecify.annotations.Nullable;

/// The address of a repository without what may be a credential.
final class RemoteUrl {
  /// Everybody's name on the hosts of many.
  private static final String PUBLIC_USER = "git@";

  private RemoteUrl() {}

  /// The address without user, password, query and fragment; null when it is not certain where
  /// these are in it.
  static @Nullable String withoutUser(String url) {
    if (url.isEmpty() || url.contains("::") || url.chars().anyMatch(unit -> unit <= ' ')) {
      return null;
    }
    int scheme = url.indexOf("://");
    return scheme >= 0 ? ofUrl(url, scheme + 3) : ofScp(url);
  }

  private static @Nullable String ofUrl(String url, int authority) {
    int path = url.indexOf('/', authority);
    int end = path < 0 ? url.length() : path;
    String host = url.substring(authority, end);
    String rest = url.substring(end);
    int at = host.lastIndexOf('@');
    if (at < 0 && rest.contains("@") && host.contains(":")) {
      // A password with a slash in it.
      return null;
    }
    return url.substring(0, authority) + withoutUser(host, at) + withoutQuery(rest);
  }

  private static String withoutQuery(String path) {
    for (int at = 0; at < path.length(); at++) {
      if (path.charAt(at) == '?' || path.charAt(at) == '#') {
        return path.substring(0, at);
      }
    }
    return path;
  }

  /// `user@host:path`, or a path on this machine.
  private static @Nullable String ofScp(String url) {
    int colon = url.indexOf(':');
    int slash = url.indexOf('/');
    if (colon < 0 || (slash >= 0 && slash < colon)) {
      return url;
    }
    int at = url.lastIndexOf('@', colon);
    if (at < 0 && url.contains("@")) {
      return null;
    }
    return withoutUser(url, at);
  }

  private static String withoutUser(String host, int at) {
    return at < 0 || host.substring(0, at + 1).equals(PUBLIC_USER) ? host : host.substring(at + 1);
  }
}
