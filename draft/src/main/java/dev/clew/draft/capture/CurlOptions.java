package dev.clew.draft.capture;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The options of curl, as `curl --help all` of 8.x lists them: which take a value, and which of
/// them a workflow has no use for.
final class CurlOptions {
  /// Short options by their long names.
  static final Map<Character, String> SHORT =
      Map.ofEntries(
          Map.entry('X', "request"),
          Map.entry('H', "header"),
          Map.entry('d', "data"),
          Map.entry('u', "user"),
          Map.entry('b', "cookie"),
          Map.entry('G', "get"),
          Map.entry('A', "user-agent"),
          Map.entry('e', "referer"),
          Map.entry('F', "form"),
          Map.entry('T', "upload-file"),
          Map.entry('I', "head"),
          Map.entry('K', "config"),
          Map.entry('r', "range"),
          Map.entry('k', "insecure"),
          Map.entry('L', "location"),
          Map.entry('s', "silent"),
          Map.entry('S', "show-error"),
          Map.entry('i', "include"),
          Map.entry('v', "verbose"),
          Map.entry('f', "fail"),
          Map.entry('g', "globoff"),
          Map.entry('N', "no-buffer"),
          Map.entry('#', "progress-bar"),
          Map.entry('O', "remote-name"),
          Map.entry('J', "remote-header-name"),
          Map.entry('j', "junk-session-cookies"),
          Map.entry('n', "netrc"),
          Map.entry('q', "disable"),
          Map.entry('R', "remote-time"),
          Map.entry('0', "http1.0"),
          Map.entry('1', "tlsv1"),
          Map.entry('2', "sslv2"),
          Map.entry('3', "sslv3"),
          Map.entry('4', "ipv4"),
          Map.entry('6', "ipv6"),
          Map.entry('o', "output"),
          Map.entry('w', "write-out"),
          Map.entry('m', "max-time"),
          Map.entry('x', "proxy"),
          Map.entry('U', "proxy-user"),
          Map.entry('E', "cert"),
          Map.entry('c', "cookie-jar"),
          Map.entry('D', "dump-header"),
          Map.entry('y', "speed-time"),
          Map.entry('Y', "speed-limit"),
          Map.entry('z', "time-cond"),
          Map.entry('C', "continue-at"),
          Map.entry(':', "next"));

  /// Options with a value that say how and not what.
  private static final Set<String> IGNORED_WITH_VALUE =
      Set.of(
          "output",
          "output-dir",
          "write-out",
          "max-time",
          "connect-timeout",
          "retry",
          "retry-delay",
          "retry-max-time",
          "proxy",
          "proxy-user",
          "noproxy",
          "cacert",
          "capath",
          "cert",
          "cert-type",
          "key",
          "key-type",
          "pass",
          "resolve",
          "connect-to",
          "cookie-jar",
          "dump-header",
          "speed-time",
          "speed-limit",
          "time-cond",
          "continue-at",
          "limit-rate",
          "rate",
          "interface",
          "ciphers",
          "tls13-ciphers",
          "tls-max",
          "curves",
          "stderr",
          "trace",
          "trace-ascii",
          "max-redirs",
          "max-filesize",
          "proto",
          "proto-default",
          "proto-redir",
          "dns-servers",
          "doh-url",
          "keepalive-time",
          "unix-socket",
          "socks5",
          "socks5-hostname",
          "pinnedpubkey",
          "local-port",
          "alt-svc",
          "hsts",
          "expect100-timeout",
          "happy-eyeballs-timeout-ms",
          "parallel-max",
          "netrc-file");

  private static final Set<String> IGNORED =
      Set.of(
          "insecure",
          "location",
          "location-trusted",
          "silent",
          "show-error",
          "include",
          "show-headers",
          "verbose",
          "fail",
          "fail-with-body",
          "fail-early",
          "globoff",
          "no-buffer",
          "progress-bar",
          "no-progress-meter",
          "remote-name",
          "remote-name-all",
          "remote-header-name",
          "junk-session-cookies",
          "netrc",
          "netrc-optional",
          "disable",
          "remote-time",
          "http0.9",
          "http1.0",
          "http1.1",
          "http2",
          "http2-prior-knowledge",
          "http3",
          "http3-only",
          "tlsv1",
          "tlsv1.0",
          "tlsv1.1",
          "tlsv1.2",
          "tlsv1.3",
          "sslv2",
          "sslv3",
          "ssl-no-revoke",
          "ipv4",
          "ipv6",
          "compressed",
          "path-as-is",
          "tcp-nodelay",
          "tcp-fastopen",
          "no-keepalive",
          "no-alpn",
          "no-sessionid",
          "raw",
          "tr-encoding",
          "retry-all-errors",
          "retry-connrefused",
          "create-dirs",
          "parallel",
          "post301",
          "post302",
          "post303",
          "proxy-insecure",
          "styled-output",
          "trace-time",
          "basic",
          "anyauth");

  private static final Set<String> WITH_VALUE =
      Set.of(
          "request",
          "header",
          "data",
          "data-raw",
          "data-ascii",
          "data-binary",
          "data-urlencode",
          "json",
          "url",
          "url-query",
          "user",
          "oauth2-bearer",
          "cookie",
          "user-agent",
          "referer",
          "form",
          "form-string",
          "upload-file",
          "config",
          "range");

  private static final Set<String> FLAGS = Set.of("get", "head", "next");

  private CurlOptions() {}

  static boolean isIgnored(String name) {
    return IGNORED.contains(name) || IGNORED_WITH_VALUE.contains(name);
  }

  static boolean takesValue(String name) {
    return WITH_VALUE.contains(name) || IGNORED_WITH_VALUE.contains(name);
  }

  static boolean isKnown(String name) {
    return FLAGS.contains(name) || isIgnored(name) || takesValue(name);
  }

  static Set<String> names() {
    Set<String> names = new TreeSet<>(FLAGS);
    names.addAll(IGNORED);
    names.addAll(IGNORED_WITH_VALUE);
    names.addAll(WITH_VALUE);
    return names;
  }
}
