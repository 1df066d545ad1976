package dev.clew.report.terminal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recorded command line from which secrets were taken out, as somebody types it who knows them:
/// each secret is left open as a word in capitals, `PASSWORD`.
record OpenSecrets(String command, Set<String> names) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[redacted:([^\\]]{1,80}) len=[0-9]{1,9}\\]");

  private static final Pattern NO_NAME = Pattern.compile("[^A-Z0-9]+");

  static OpenSecrets of(List<String> words) {
    Set<String> names = new LinkedHashSet<>();
    StringBuilder command = new StringBuilder();
    for (String word : words) {
      StringBuilder open = new StringBuilder();
      Matcher placeholder = PLACEHOLDER.matcher(word);
      while (placeholder.find()) {
        String name = name(placeholder.group(1));
        names.add(name);
        placeholder.appendReplacement(open, name);
      }
      placeholder.appendTail(open);
      command.append(command.isEmpty() ? "" : " ").append(ShellWord.of(open.toString()));
    }
    return new OpenSecrets(command.toString(), names);
  }

  private static String name(String shown) {
    String name = NO_NAME.matcher(shown.toUpperCase(Locale.ROOT)).replaceAll("_");
    return name.matches("_*") ? "SECRET" : name;
  }
}
