package dev.clew.draft.capture;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.draft.text.ShellWords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Reads curl commands, as browsers copy them or as people write them.
public final class CurlCapture {
  private final String where;
  private final List<CapturedRequest> requests = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> ignored = new TreeSet<>();
  private int noise;

  private CurlCapture(String where) {
    this.where = where;
  }

  /// @param where the text comes from, for messages
  public static CapturedRequests read(String text, String where) {
    return new CurlCapture(where).capture(text);
  }

  private CapturedRequests capture(String text) {
    if (text.contains("^\"") || text.contains("curl.exe ^")) {
      throw Refusal.invalid(
          where
              + ": this is \"Copy as cURL (cmd)\"; choose \"Copy as cURL (bash)\" in the browser");
    }
    ShellWords shell = new ShellWords(text, where);
    List<List<String>> commands = shell.commands();
    notes.addAll(shell.notes());
    List<String> others = new ArrayList<>();
    boolean found = false;
    for (List<String> words : commands) {
      Deque<String> rest = new ArrayDeque<>(words);
      while (!rest.isEmpty()
          && (rest.peekFirst().equals("$") || rest.peekFirst().matches("[A-Za-z_]\\w*=.*"))) {
        rest.removeFirst();
      }
      if (rest.isEmpty()) {
        continue;
      }
      if (isCurl(rest.removeFirst())) {
        found = true;
        command(rest);
      } else {
        others.add(words.getFirst());
      }
    }
    if (!found) {
      throw Refusal.invalid(where + ": this is not a curl command; it should start with 'curl'");
    }
    if (!others.isEmpty()) {
      notes.add("left out " + CaptureDraft.count(others.size(), "command") + " that is not curl");
    }
    if (!ignored.isEmpty()) {
      notes.add("curl options without an effect here: " + String.join(", ", ignored));
    }
    return new CapturedRequests(requests, new ArrayList<>(notes), noise);
  }

  private static boolean isCurl(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.equals("curl") || name.equals("curl.exe");
  }

  private void command(Deque<String> words) {
    CurlRequest request = new CurlRequest(where, notes);
    boolean options = true;
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      if (options && word.equals("--")) {
        options = false;
      } else if (options && word.startsWith("--")) {
        String name = word.substring(2);
        String value = CurlOptions.takesValue(name) ? value(words, word) : "";
        request = option(request, name, value, word);
      } else if (options && word.startsWith("-") && word.length() > 1) {
        request = cluster(request, word, words);
      } else {
        request.url(word);
      }
    }
    add(request);
  }

  private void add(CurlRequest request) {
    requests.addAll(request.requests());
    noise += request.noise();
  }

  /// `-sSL`, `-XPOST`, `-H 'a: b'`.
  private CurlRequest cluster(CurlRequest first, String word, Deque<String> words) {
    CurlRequest request = first;
    for (int at = 1; at < word.length(); at++) {
      String shown = "-" + word.charAt(at);
      String name = CurlOptions.SHORT.getOrDefault(word.charAt(at), "");
      if (CurlOptions.takesValue(name)) {
        String value = at + 1 < word.length() ? word.substring(at + 1) : value(words, shown);
        return option(request, name, value, shown);
      }
      request = option(request, name, "", shown);
    }
    return request;
  }

  private String value(Deque<String> words, String option) {
    String value = words.pollFirst();
    if (value == null) {
      throw Refusal.invalid(where + ": curl's " + option + " has no value behind it");
    }
    return value;
  }

  private CurlRequest option(CurlRequest request, String name, String value, String shown) {
    if (CurlOptions.isIgnored(name) || name.startsWith("no-")) {
      ignored.add(shown);
      return request;
    }
    if (!CurlOptions.isKnown(name)) {
      String meant = Nearest.to(name, CurlOptions.names());
      throw Refusal.invalid(
          where
              + ": curl's option "
              + shown
              + " is not known here; leave it out"
              + (meant == null ? "" : "; did you mean --" + meant + "?"));
    }
    if (name.equals("next")) {
      add(request);
      return new CurlRequest(where, notes);
    }
    request.option(name, value, shown);
    return request;
  }
}
