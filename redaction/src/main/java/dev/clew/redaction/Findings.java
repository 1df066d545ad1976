package dev.clew.redaction;

import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.part.Redacted;
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

  /// What each of them says.
  private static final Set<String> MEMBERS =
      Set.of(
          Redacted.WHERE.name(), Redacted.NAME.name(), Redacted.RULE.name(), Redacted.LEN.name());

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
    return name.equals(AnyEvent.REDACTIONS.name())
        && value instanceof Json.Arr array
        && array.items().stream().allMatch(Findings::isEntry);
  }

  private static boolean isEntry(Json item) {
    return item instanceof Json.Obj entry
        && entry.members().keySet().equals(MEMBERS)
        && Redacted.WHERE.in(entry) != null
        && Redacted.NAME.in(entry) != null
        && Redacted.RULE.in(entry) != null
        && entry.get(Redacted.LEN.name()) instanceof Json.Num;
  }

  /// The attributes with what was found, together with what an earlier redaction has recorded
  /// there.
  Json.Obj recordIn(Json.Obj attributes) {
    Map<String, Json> all = new TreeMap<>();
    attributes
        .list(AnyEvent.REDACTIONS.name())
        .forEach(earlier -> all.put(earlier.toString(), earlier));
    for (Finding finding : found) {
      Json.Obj entry = finding.toRedacted().attributes();
      all.put(entry.toString(), entry);
    }
    List<Json> kept = all.values().stream().limit(MAX_RECORDED).toList();
    Long before = AnyEvent.REDACTIONS_MORE.in(attributes);
    long more = (before == null ? 0 : before) + all.size() - kept.size();
    Json.Obj recorded = attributes.with(AnyEvent.REDACTIONS.name(), new Json.Arr(kept));
    return more == 0 ? recorded : recorded.with(AnyEvent.REDACTIONS_MORE.name(), Json.of(more));
  }
}
