package dev.clew.diff;

import dev.clew.diff.part.Topic;
import java.util.List;

/// A set of facts by their paths: names joined by `/`; `*` stands for any characters within a name,
/// `**` for any number of names. What is below a fact that matches, matches.
public record PathPattern(String text) {
  /// `ignore.path_chars`
  public static final int MAX_CHARS = 1_000;

  /// @throws IllegalArgumentException with what is wrong with it, in one line
  public PathPattern {
    text = text.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path is empty");
    }
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("a path is longer than ignore.path_chars = " + MAX_CHARS);
    }
    if (text.startsWith("/")) {
      text = text.substring(1);
    }
    List<String> names = names(text);
    for (String name : names) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("the path " + text + " has an empty name");
      }
    }
    String head = names.getFirst();
    if (head.indexOf('*') < 0 && Topic.of(head) == null) {
      throw new IllegalArgumentException(
          "the path "
              + text
              + " begins with "
              + head
              + "; paths begin with inputs, definition, configuration, environment, secrets, stages,"
              + " artifacts, logs, windows, run or **");
    }
  }

  private static List<String> names(String text) {
    return List.of(text.split("/", -1));
  }

  boolean matches(String path) {
    List<String> wanted = names(text);
    List<String> names = names(path);
    // reached[i]: the first i names of the pattern match the names so far.
    boolean[] reached = new boolean[wanted.size() + 1];
    reached[0] = true;
    skipStars(wanted, reached);
    for (String name : names) {
      if (reached[wanted.size()]) {
        return true;
      }
      boolean[] next = new boolean[wanted.size() + 1];
      for (int at = 0; at < wanted.size(); at++) {
        if (!reached[at]) {
          continue;
        }
        if (wanted.get(at).equals("**")) {
          next[at] = true;
        } else if (globs(wanted.get(at), name)) {
          next[at + 1] = true;
        }
      }
      skipStars(wanted, next);
      reached = next;
    }
    return reached[wanted.size()];
  }

  private static void skipStars(List<String> wanted, boolean[] reached) {
    for (int at = 0; at < wanted.size(); at++) {
      if (reached[at] && wanted.get(at).equals("**")) {
        reached[at + 1] = true;
      }
    }
  }

  /// Linear in the product of the lengths at worst: it remembers only the last star.
  private static boolean globs(String glob, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < glob.length() && glob.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }
}
