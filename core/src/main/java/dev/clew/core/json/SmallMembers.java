package dev.clew.core.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The members of a small object, in their order, in two arrays: a run keeps hundreds of thousands
/// of them, and a hash table of eight members takes four times the room. Immutable.
final class SmallMembers extends AbstractMap<String, Json> {
  /// Up to as many, to look at each name in turn is as good as hashing.
  private static final int SMALL = 16;

  private final String[] names;
  private final Json[] values;

  private SmallMembers(Map<String, Json> members) {
    names = new String[members.size()];
    values = new Json[names.length];
    int at = 0;
    for (Entry<String, Json> member : members.entrySet()) {
      names[at] = member.getKey();
      values[at++] = Objects.requireNonNull(member.getValue(), member.getKey());
    }
  }

  private SmallMembers(String[] names, Json[] values) {
    this.names = names;
    this.values = values;
  }

  /// @param names of which none occurs twice
  static Map<String, Json> of(String[] names, Json[] values) {
    SmallMembers members = new SmallMembers(names, values);
    return names.length <= SMALL
        ? members
        : Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// A copy that does not change, in the same order.
  static Map<String, Json> copyOf(Map<String, Json> members) {
    if (members instanceof SmallMembers) {
      return members;
    }
    if (members.size() <= SMALL) {
      return new SmallMembers(members);
    }
    for (Entry<String, Json> member : members.entrySet()) {
      Objects.requireNonNull(member.getValue(), member.getKey());
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// By hash first, which a text remembers.
  private int indexOf(@Nullable Object name) {
    int hash = name == null ? 0 : name.hashCode();
    for (int at = 0; at < names.length; at++) {
      if (names[at].hashCode() == hash && names[at].equals(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public @Nullable Json get(@Nullable Object name) {
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return indexOf(name) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Json> action) {
    for (int at = 0; at < names.length; at++) {
      action.accept(names[at], values[at]);
    }
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return new Entries();
  }

  /// The map would keep its views, in every object that somebody has looked at.
  @Override
  public Set<String> keySet() {
    return new Names();
  }

  @Override
  public Collection<Json> values() {
    return List.of(values);
  }

  /// The names of an object, in an array that belongs to the caller.
  static String[] namesOf(Map<String, Json> members) {
    return members instanceof SmallMembers small
        ? small.names.clone()
        : members.keySet().toArray(String[]::new);
  }

  private final class Names extends AbstractSet<String> {
    @Override
    public int size() {
      return names.length;
    }

    @Override
    public boolean contains(@Nullable Object name) {
      return containsKey(name);
    }

    @Override
    public Iterator<String> iterator() {
      return List.of(names).iterator();
    }
  }

  private final class Entries extends AbstractSet<Entry<String, Json>> {
    @Override
    public int size() {
      return names.length;
    }

    @Override
    public Iterator<Entry<String, Json>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < names.length;
        }

        @Override
        public Entry<String, Json> next() {
          if (next == names.length) {
            throw new NoSuchElementException();
          }
          return Map.entry(names[next], values[next++]);
        }
      };
    }
  }
}
