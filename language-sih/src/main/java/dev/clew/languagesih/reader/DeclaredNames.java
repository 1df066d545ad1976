package dev.clew.languagesih.reader;

import dev.clew.core.source.Position;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.Set;
import java.util.TreeSet;

/// The names of one kind in one list: they must differ, ignoring case, and a token should be able
/// to name those of a workflow. Not thread-safe.
public final class DeclaredNames {
  private final String what;
  private final FileReading reading;
  private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  public DeclaredNames(String what, FileReading reading) {
    this.what = what;
    this.reading = reading;
  }

  /// Whether the name is new; one that was there before is reported.
  public boolean add(String name, Position at) {
    boolean isNew = taken.add(name);
    if (!isNew) {
      reading.complain(
          reading.rules().duplicateName(),
          at,
          what + " '" + name + "' is given twice; names ignore case");
    }
    return isNew;
  }

  boolean add(Scalar name) {
    return add(name.text(), name.at());
  }

  boolean addAddressable(Scalar name) {
    boolean isNew = add(name);
    String text = name.text();
    for (int at = 0; at < text.length(); at++) {
      if (".:?{}()[],|'\"".indexOf(text.charAt(at)) >= 0) {
        reading.complain(
            SihRule.WORKFLOW_UNADDRESSABLE_NAME,
            name.at(),
            what
                + " '"
                + text
                + "' has a '"
                + text.charAt(at)
                + "' in it, so that no token can name it");
        break;
      }
    }
    return isNew;
  }
}
