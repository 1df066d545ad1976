package dev.clew.redaction;

import dev.clew.core.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What one pass over an event redacted. Written into the event as `redactions`, sorted, and
/// `redactions_more` for those that did not fit.
final class Findings {
  static final int MAX_RECORDED = 200;
  private static final String MEMBER = "redactions";
  private static final String MORE = "redactions_more";
  private final Set<Finding> found = new LinkedHashSet<>();

  void add(Finding finding) {
    found.add(finding);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Finding> all() {
    return List.copyOf(found);
  }

  /// Whether that member of the attributes is what an earlier redaction has recorded. Its places
  /// are made of names that were cleaned one by one, so together they must not be judged by their
  /// looks.
  static boolean isRecord(String name, Json value) {
    return name.equals(MEMBER)
        && value instanceof Json.Arr array
        && array.items().stream().allMatch(Findings::isEntry);
  }

  private static boolean isEntry(Json item) {
    return item instanceof Json.Obj entry
        && entry.members().keySet().equals(Set.of("where", "name", "rule", "len"))
        && entry.text("where") != null
        && entry.text("name") != null
        && entry.text("rule") != null
        && entry.get("len") instanceof Json.Num;
  }

  /// The attributes with what was found, together with what an earlier redaction has recorded
  /// there.
  Json.Obj recordIn(Json.Obj attributes) {
    Map<String, Json> all = new TreeMap<>();
    attributes.list(MEMBER).forEach(earlier -> all.put(earlier.toString(), earlier));
    for (Finding finding : found) {
      Json.Obj entry = finding.json();
      all.put(entry.toString(), entry);
    }
    List<Json> kept = all.values().stream().limit(MAX_RECORDED).toList();
    Long before = attributes.whole(MORE);
    long more = (before == null ? 0 : before) + all.size() - kept.size();
    Json.Obj recorded = attributes.with(MEMBER, new Json.Arr(kept));
    return more == 0 ? recorded : recorded.with(MORE, Json.of(more));
  }
}
