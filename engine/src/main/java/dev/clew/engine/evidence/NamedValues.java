package dev.clew.engine.evidence;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named values that are being put together; one of the same name takes the place of the earlier,
/// ignoring case. For one thread.
public final class NamedValues {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  private record Entry(String name, @Nullable Json value, String missing, NamedValue evidence) {}

  /// A value that no template made.
  public void add(String name, Json value) {
    add(name, value, Json.EMPTY_OBJECT);
  }

  /// @param about more members of its evidence, such as its origin
  public void add(String name, Json value, Json.Obj about) {
    Json.Obj evidence =
        new Attributes()
            .with(NamedValue.NAME, name)
            .withAll(ValueEvidence.bounded(value).attributes())
            .withAll(about)
            .build();
    entries.put(key(name), new Entry(name, value, "", new NamedValue(evidence)));
  }

  public void addAll(OutputMapping mapping) {
    for (NamedValue one : mapping.evidence()) {
      String name = one.name();
      String missing = mapping.missing().getOrDefault(name, "");
      entries.put(key(name), new Entry(name, mapping.values().get(name), missing, one));
    }
    secrets.putAll(mapping.secrets());
  }

  public void addAll(NamedValues other) {
    entries.putAll(other.entries);
    secrets.putAll(other.secrets);
  }

  /// A value that is to be redacted wherever it occurs.
  public void hide(String name, String value) {
    secrets.put(name, value);
  }

  public boolean has(String name) {
    return entries.containsKey(key(name));
  }

  public Map<String, Json> values() {
    Map<String, Json> values = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }

  /// Why the others have none.
  public Map<String, String> missing() {
    Map<String, String> missing = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      if (entry.value() == null) {
        missing.put(entry.name(), entry.missing());
      }
    }
    return missing;
  }

  /// All of them, as an event says them.
  public List<NamedValue> evidence() {
    List<NamedValue> evidence = new ArrayList<>(entries.size());
    for (Entry entry : entries.values()) {
      evidence.add(entry.evidence());
    }
    return evidence;
  }

  /// All of them, whole: the limits are those of events.
  public Json.Obj toJson() {
    Json.Builder values = Json.object();
    for (Entry entry : entries.values()) {
      values.put(entry.name(), entry.value() == null ? Json.NULL : entry.value());
    }
    return values.build();
  }

  /// Before any of them is written.
  public void teach(Redactor redactor) {
    secrets.forEach(redactor::learn);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
