package dev.clew.workflow.input;

import dev.clew.workflow.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `.wfvars` file: `key: value` lines that supply inputs. A key without a value opens the section
/// of an environment, or `global`; inside one, `version: 3.11` opens the part for that version of
/// the workflow. A value for the version wins over one for the environment, and that over a global
/// one. `#` begins a comment; quotes around a value are taken off; indents mean nothing.
///
/// @param inputs what holds for the environment and version that were asked for
/// @param problems `file:line:column: what`, for each line that is none of this
public record VarsFile(Map<String, Supplied> inputs, List<String> problems) {
  private static final String GLOBAL = "global";
  private static final String VERSION = "version";

  public VarsFile {
    inputs = Map.copyOf(inputs);
    problems = List.copyOf(problems);
  }

  public static VarsFile read(SourceFile source, String environment, String version) {
    Map<String, Supplied> global = new LinkedHashMap<>();
    Map<String, Supplied> ofEnvironment = new LinkedHashMap<>();
    Map<String, Supplied> ofVersion = new LinkedHashMap<>();
    Map<String, Supplied> elsewhere = new LinkedHashMap<>();
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
      String value = value(line.substring(colon + 1).strip());
      if (value.isEmpty()) {
        inEnvironment = key.equalsIgnoreCase(environment);
        inGlobal = key.equalsIgnoreCase(GLOBAL);
        section = inGlobal ? global : inEnvironment ? ofEnvironment : elsewhere;
      } else if (key.equals(VERSION) && !inGlobal) {
        section = inEnvironment && value.equals(version) ? ofVersion : elsewhere;
      } else {
        section.put(key, new Supplied.Text(value, source.logicalName() + ":" + number));
      }
    }
    Map<String, Supplied> inputs = new LinkedHashMap<>(global);
    inputs.putAll(ofEnvironment);
    inputs.putAll(ofVersion);
    return new VarsFile(inputs, problems);
  }

  private static String value(String text) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      return unquoted(text);
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
