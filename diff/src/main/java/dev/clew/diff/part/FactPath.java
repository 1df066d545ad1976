package dev.clew.diff.part;

import dev.clew.diff.mask.Mask;

/// Where a fact is: names joined by `/`, as in `stages/create-account/calls/1.1/response/body/id`.
/// The characters `~` and `/` in a member's name are `~0` and `~1`, as in a JSON pointer (RFC 6901
/// §3); a stage that is nested keeps the slashes of its own path.
public final class FactPath {
  private FactPath() {}

  public static String join(String parent, String name) {
    String step = name;
    if (step.indexOf('~') >= 0 || step.indexOf('/') >= 0) {
      step = step.replace("~", "~0").replace("/", "~1");
    }
    return parent.isEmpty() ? step : parent + "/" + step;
  }

  public static String of(SnapshotPart part, String pointer) {
    String head =
        part.name().isEmpty() ? part.topic().wire() : part.topic().wire() + "/" + part.name();
    return pointer.isEmpty() ? head : head + "/" + pointer;
  }

  /// The last name of a path: `id`.
  public static String leaf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The name that says what a value is: of its member, of its header, of the list that it is an
  /// item of.
  public static String nameOf(String path) {
    String rest = path;
    while (true) {
      String leaf = leaf(rest);
      int slash = rest.lastIndexOf('/');
      boolean isItem = leaf.equals("*") || leaf.chars().allMatch(unit -> Mask.isDigit((char) unit));
      if (!isItem || slash < 0) {
        return leaf;
      }
      rest = rest.substring(0, slash);
    }
  }
}
