package dev.clew.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of one kind of mapping: the one model from which files are read and their schema is
/// made.
public final class KeySet {
  private final Map<String, Key> byName = new LinkedHashMap<>();
  private final List<Key> keys;

  private KeySet(List<Key> keys) {
    this.keys = List.copyOf(keys);
    for (Key key : keys) {
      if (byName.put(key.name(), key) != null) {
        throw new IllegalArgumentException("two keys '" + key.name() + "'");
      }
    }
  }

  public static KeySet of(Key... keys) {
    return new KeySet(List.of(keys));
  }

  /// Keys of which nothing is known but their names.
  public static KeySet of(String... names) {
    List<Key> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(Key.of(name, KeyType.ANYTHING, ""));
    }
    return new KeySet(keys);
  }

  /// These keys and more.
  public KeySet and(Key... more) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(List.of(more));
    return new KeySet(all);
  }

  public KeySet and(KeySet more) {
    return and(more.keys().toArray(new Key[0]));
  }

  public List<Key> keys() {
    return keys;
  }

  /// Null when there is no such key; names are case-sensitive.
  public @Nullable Key get(String name) {
    return byName.get(name);
  }

  public Iterable<String> names() {
    return byName.keySet();
  }
}
