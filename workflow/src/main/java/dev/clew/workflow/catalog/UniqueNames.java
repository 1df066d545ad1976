package dev.clew.workflow.catalog;

import dev.clew.workflow.source.Position;
import dev.clew.workflow.yaml.Reading;
import java.util.Set;
import java.util.TreeSet;

/// The names of one kind of thing, each of which is given once.
final class UniqueNames {
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final String what;
  private final Reading reading;

  UniqueNames(String what, Reading reading) {
    this.what = what;
    this.reading = reading;
  }

  /// Reports a name that was there before.
  boolean isNew(String name, Position at) {
    if (names.add(name)) {
      return true;
    }
    reading.complain(
        reading.rules().duplicateName(),
        at,
        what + " '" + name + "' is given twice; names ignore case");
    return false;
  }
}
