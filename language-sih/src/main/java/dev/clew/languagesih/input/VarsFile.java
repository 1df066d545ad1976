package dev.clew.languagesih.input;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.input.Supplied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A `.wfvars` file: `key: value` lines that supply inputs. A key without a value opens the section
/// of an environment, or `global`; inside one, `version: 3.11` opens the part for that version of
/// the workflow. A value for the version wins over one for the environment, and that over a global
/// one. A line that starts with `#` is a comment; quotes around a value are taken off; indents mean
/// nothing. Names of inputs, environments and `version` are compared ignoring case; the last of two
/// values for one name in one part wins.
public final class VarsFile {
  private static final String GLOBAL = "global";
  private static final String VERSION = "version";

  private VarsFile() {}

  /// What holds for one environment and version; a problem is a line that is none of this.
  public static InputsFile read(SourceFile source, String environment, String version) {
    Map<String, Supplied> global = byName();
    Map<String, Supplied> ofEnvironment = byName();
    Map<String, Supplied> ofVersion = byName();
    Map<String, Supplied> elsewhere = byName();
    Set<String> environments = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<String> problems = new ArrayList<>();
    Map<String, Supplied> section = global;
    boolean inEnvironment = false;
    boolean inGlobal = true;
    int number = 0;
    for (String raw : source.text().split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        problems.add(
            source.logicalName() + ":" + number + ":1: expected 'key: value', found no key");
        continue;
      }
      String key = unquoted(line.substring(0, colon).strip());
      String value = line.substring(colon + 1).strip();
      if (key.equalsIgnoreCase(VERSION) && !inGlobal) {
        boolean any = value.isEmpty();
        Map<String, Supplied> part = any ? ofEnvironment : ofVersion;
        boolean fits = inEnvironment && (any || unquoted(value).equals(version));
        section = fits ? part : elsewhere;
      } else if (value.isEmpty()) {
        inEnvironment = key.equalsIgnoreCase(environment);
        inGlobal = key.equalsIgnoreCase(GLOBAL);
        if (!inGlobal) {
          environments.add(key);
        }
        section = inGlobal ? global : inEnvironment ? ofEnvironment : elsewhere;
      } else {
        section.put(key, new Supplied.Text(unquoted(value), source.logicalName() + ":" + number));
      }
    }
    if (global.isEmpty() && !environments.isEmpty() && !environments.contains(environment)) {
      problems.add(
          source.logicalName()
              + ":1:1: there is nothing for environment '"
              + environment
              + "', only for "
              + String.join(", ", environments)
              + ", and nothing global");
    }
    Map<String, Supplied> inputs = byName();
    inputs.putAll(global);
    inputs.putAll(ofEnvironment);
    inputs.putAll(ofVersion);
    return new InputsFile(inputs, problems);
  }

  /// The file with only these values of it, each on its line.
  public static SourceFile only(SourceFile source, Map<String, Supplied> inputs) {
    SortedMap<Integer, String> byLine = new TreeMap<>();
    inputs.forEach((name, supplied) -> {
      if (supplied instanceof Supplied.Text text) {
        int line = Integer.parseInt(text.source().substring(text.source().lastIndexOf(':') + 1));
        byLine.put(line, name + ": \"" + text.text() + "\"");
      }
    });
    StringBuilder out = new StringBuilder();
    int number = 1;
    for (Map.Entry<Integer, String> entry : byLine.entrySet()) {
      out.repeat("\n", entry.getKey() - number).append(entry.getValue());
      number = entry.getKey();
    }
    return new SourceFile(source.logicalName(), out.append("\n").toString());
  }

  private static Map<String, Supplied> byName() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  public static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
