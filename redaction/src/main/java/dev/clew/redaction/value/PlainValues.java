package dev.clew.redaction.value;

import com.google.re2j.Pattern;
import dev.clew.redaction.name.SecretVariables;
import dev.clew.redaction.text.Characters;
import java.util.Set;

/// What a value looks like that tells nobody anything: a switch, a small number, a version, a path,
/// a locale, a host or URL without credentials, a short plain word, or a list of such.
///
/// Everything else may be a secret, whatever it is called.
public final class PlainValues {
  private static final int MAX_CHARS = 4096;
  private static final int MAX_WORD_CHARS = 40;
  private static final int MAX_PART_CHARS = 16;
  private static final int MIN_RANDOM_CHARS = 16;

  private static final Set<String> FLAGS =
      Set.of(
          "true",
          "false",
          "yes",
          "no",
          "on",
          "off",
          "y",
          "n",
          "none",
          "null",
          "auto",
          "always",
          "never",
          "default",
          "enabled",
          "disabled");

  /// Parts of words that are no words: architectures, encodings, terminals.
  private static final Set<String> TERMS =
      Set.of(
          "amd64",
          "arm64",
          "aarch64",
          "i386",
          "i686",
          "x64",
          "win32",
          "win64",
          "utf8",
          "utf16",
          "ipv4",
          "ipv6",
          "256color",
          "truecolor",
          "iso8859",
          "http2",
          "sha256",
          "k8s",
          "ec2",
          "s3",
          "x11",
          "base64",
          "py3",
          "gcc",
          "jdk",
          "jre",
          "npm");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?[0-9]{1,6}(?:\\.[0-9]{1,3})?(?:%|[kKmMgGtT]i?[bB]?|ms|s|sec|m|min|h|d|w)?");
  private static final Pattern VERSION =
      Pattern.compile("[vV]?[0-9]{1,5}(?:\\.[0-9]{1,6}){1,3}(?:[-+.][a-z]{1,10}[.-]?[0-9]{0,4})?");
  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,18}(?:Z|[+-][0-9:]{4,5})?)?");
  private static final Pattern LOCALE =
      Pattern.compile("(?:C|POSIX|[a-z]{2,3}(?:_[A-Z]{2})?)(?:\\.[A-Za-z0-9-]{3,12})?(?:@[a-z]+)?");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?:/[0-9]{1,2})?|\\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\\]?");
  private static final Pattern LABEL = Pattern.compile("\\*|[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern SCHEME =
      Pattern.compile("[a-z][a-z0-9+.-]{1,20}(?::[a-z0-9]{1,20})?");
  private static final Pattern SEGMENT = Pattern.compile("[\\w.@+~ %,=-]*");
  private static final Pattern OPTION =
      Pattern.compile(
          "-(?:[A-Za-z]|O[0-3sg]|W[a-z,-]+|f[a-z-]+|m[a-z]+|XX:[+-][A-Za-z]+|X[a-z]{2,4}[0-9]{1,6}[kmgKMG]?)");

  private PlainValues() {}

  public static boolean isPlain(String value) {
    return value.length() <= MAX_CHARS
        && (isPlainItem(value) || isList(value, ',') || isList(value, ';') || isOptions(value));
  }

  /// Not a word: a switch, a path and the like are not looked for in output even below the name of
  /// a secret. A password is often a word.
  public static boolean isPlainStructure(String value) {
    return value.length() <= MAX_CHARS
        && (FLAGS.contains(Characters.lower(value))
            || isPath(value)
            || isPathList(value)
            || isUrl(value));
  }

  /// `/usr/lib`, `~/x`, `./x`, `C:\x`. A key in base64 may begin with `/` too, so no part of it may
  /// look random.
  static boolean isPath(String value) {
    String path = value.replace('\\', '/');
    boolean begins =
        path.startsWith("/")
            || path.startsWith("./")
            || path.startsWith("../")
            || path.startsWith("~/")
            || (path.length() > 2 && path.startsWith(":/", 1));
    if (!begins || path.length() > MAX_CHARS) {
      return false;
    }
    String rest = path.startsWith(":/", 1) ? path.substring(2) : path;
    for (String segment : rest.split("/", -1)) {
      if (!SEGMENT.matches(segment) || looksRandom(segment)) {
        return false;
      }
    }
    return true;
  }

  /// Whether people would not write it and a machine would: long, of letters in both cases and
  /// digits, or of very many of one kind.
  public static boolean looksRandom(String text) {
    int run = 0;
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    for (int at = 0; at <= text.length(); at++) {
      char unit = at < text.length() ? text.charAt(at) : ' ';
      if (Characters.isLetterOrDigit(unit) || "+/=_".indexOf(unit) >= 0) {
        run++;
        upper |= Characters.isUpper(unit);
        digit |= Characters.isDigit(unit);
        lower |= unit >= 'a' && unit <= 'z';
        continue;
      }
      if (run >= MIN_RANDOM_CHARS && upper && lower && digit) {
        return true;
      }
      run = 0;
      upper = false;
      lower = false;
      digit = false;
    }
    return false;
  }

  private static boolean isPlainItem(String value) {
    return value.isEmpty()
        || FLAGS.contains(Characters.lower(value))
        || NUMBER.matches(value)
        || VERSION.matches(value)
        || MOMENT.matches(value)
        || LOCALE.matches(value)
        || ADDRESS.matches(value)
        || isPath(value)
        || isPathList(value)
        || isWord(value)
        || isHost(value)
        || isUrl(value);
  }

  private static boolean isList(String value, char separator) {
    if (value.indexOf(separator) < 0) {
      return false;
    }
    for (String item : value.split(String.valueOf(separator), -1)) {
      if (!isPlainItem(item.strip())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPathList(String value) {
    if (value.indexOf(':') < 0 || value.contains("://")) {
      return false;
    }
    for (String item : value.split(":", -1)) {
      if (!item.isEmpty() && !isPath(item)) {
        return false;
      }
    }
    return true;
  }

  /// `linux`, `en-GB`, `xterm-256color`, `eu-west-1`: words and short numbers, and no digits inside
  /// of words.
  public static boolean isWord(String value) {
    if (value.isEmpty() || value.length() > MAX_WORD_CHARS) {
      return false;
    }
    boolean hasLetters = false;
    for (String part : value.split("[-_.+/]", -1)) {
      boolean letters = isLetters(part);
      hasLetters |= letters;
      if (!letters && !isShortNumber(part) && !TERMS.contains(Characters.lower(part))) {
        return false;
      }
    }
    return hasLetters || TERMS.contains(Characters.lower(value));
  }

  /// An architecture, an encoding, a version.
  static boolean isTerm(String value) {
    return TERMS.contains(value) || VERSION.matches(value);
  }

  private static boolean isLetters(String part) {
    return !part.isEmpty()
        && part.length() <= MAX_PART_CHARS
        && part.chars().allMatch(unit -> (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z')
        && CommonValues.isPlainWords(part);
  }

  /// `1`, `22`, `1a`, `x86`, `v2`.
  private static boolean isShortNumber(String part) {
    int digits = 0;
    int letters = 0;
    for (int at = 0; at < part.length(); at++) {
      if (Characters.isDigit(part.charAt(at))) {
        digits++;
      } else {
        letters++;
      }
    }
    return digits > 0 && digits <= 3 && letters <= 1;
  }

  private static boolean isHost(String value) {
    int colon = value.lastIndexOf(':');
    String host = colon < 0 ? value : value.substring(0, colon);
    if (colon >= 0 && !PORT.matches(value.substring(colon + 1))) {
      return false;
    }
    if (ADDRESS.matches(host)) {
      return true;
    }
    String[] labels = (host.startsWith(".") ? host.substring(1) : host).split("\\.", -1);
    if (labels.length == 1) {
      return colon >= 0 && (isWord(host) && host.equals(Characters.lower(host)));
    }
    for (String label : labels) {
      if (!LABEL.matches(label)) {
        return false;
      }
    }
    String last = labels[labels.length - 1];
    return last.chars().allMatch(unit -> unit >= 'a' && unit <= 'z') && last.length() <= 12;
  }

  /// Without user information, and with nothing in path and query that looks like more than words.
  private static boolean isUrl(String value) {
    int slashes = value.indexOf("://");
    if (slashes < 0 || !SCHEME.matches(value.substring(0, slashes))) {
      return false;
    }
    String rest = value.substring(slashes + 3);
    int path = rest.length();
    for (int at = 0; at < rest.length() && path == rest.length(); at++) {
      path = "/?#".indexOf(rest.charAt(at)) >= 0 ? at : path;
    }
    String authority = rest.substring(0, path);
    boolean isLocal = authority.isEmpty() && rest.startsWith("/");
    if (!isLocal && !isHost(authority) && !isWord(authority)) {
      return false;
    }
    for (String part : rest.substring(path).split("[/?&=#]", -1)) {
      boolean isPlain =
          part.isEmpty()
              || isWord(part)
              || isShortNumber(part)
              || NUMBER.matches(part)
              || VERSION.matches(part);
      if (!isPlain) {
        return false;
      }
    }
    return true;
  }

  /// Of a compiler or a virtual machine: `-O2 -Wall -Xmx512m`.
  private static boolean isOptions(String value) {
    if (!value.startsWith("-")) {
      return false;
    }
    for (String word : value.strip().split("\\s+", -1)) {
      if (!OPTION.matches(word) && !isLongOption(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLongOption(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    boolean begins = name.startsWith("--") || name.startsWith("-D") || name.startsWith("-XX:");
    String bare = name.substring(Math.min(name.length(), name.startsWith("-XX:") ? 4 : 2));
    return begins
        && isWord(bare)
        && !SecretVariables.hasSecretWord(bare)
        && (equals < 0 || isPlainItem(word.substring(equals + 1)));
  }
}
