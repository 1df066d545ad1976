package dev.clew.yaml;

import dev.clew.core.Nearest;
import dev.clew.core.source.Position;
import dev.clew.yaml.YamlNode.Entry;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Typed access to the keys of one mapping. Unknown keys are reported when it is made; a value of
/// the wrong type is reported when it is asked for, and is then absent. What a value may be is
/// taken from the key, so that a reader can ask only for what the schema has.
public final class Fields {
  /// A key and its text, both with places.
  public record Pair(Scalar key, Scalar value) {}

  /// An entry of a mapping by name, and the keys below it.
  public record Named(Scalar name, Fields fields) {}

  private static final String ROOT = "the workflow";

  private final Mapping mapping;
  private final Map<String, Entry> entries;
  private final String owner;
  private final KeySet keys;
  private final FileReading reading;

  /// @param owner what the mapping is, for messages, such as `stage 'issue-jwt'`
  public Fields(Mapping mapping, String owner, KeySet keys, FileReading reading) {
    this(mapping, owner, keys, false, reading);
  }

  private Fields(Mapping mapping, String owner, KeySet keys, boolean open, FileReading reading) {
    this.mapping = mapping;
    this.owner = owner;
    this.keys = keys;
    this.reading = reading;
    this.entries = HashMap.newHashMap(mapping.entries().size());
    for (Entry entry : mapping.entries()) {
      entries.put(entry.key().text(), entry);
      if (!open) {
        check(entry.key());
      }
    }
  }

  private void check(Scalar key) {
    String name = key.text();
    if (keys.get(name) == null) {
      reading.complain(
          reading.rules().unknownKey(),
          key.at(),
          "unknown key '" + name + "' in " + owner,
          Nearest.to(name, keys.names()));
    }
  }

  private KeyType type(String key) {
    Key known = keys.get(key);
    if (known == null) {
      throw new IllegalStateException("no key '" + key + "' is declared for " + owner);
    }
    return known.type();
  }

  private static IllegalStateException otherwise(String key, KeyType type) {
    return new IllegalStateException("'" + key + "' is declared as " + type);
  }

  /// As messages call it.
  public String owner() {
    return owner;
  }

  public Mapping written() {
    return mapping;
  }

  public Position at() {
    return mapping.at();
  }

  /// The value as it is; null when the key is absent.
  public @Nullable YamlNode node(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.value();
  }

  /// The key as written; null when it is absent.
  public @Nullable Scalar key(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.key();
  }

  /// Whether the key has a value.
  public boolean has(String key) {
    YamlNode node = node(key);
    return node != null && !isNull(node);
  }

  private @Nullable Entry entry(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      type(key);
    }
    return entry;
  }

  /// The text of a key; null when it is absent, empty or not text.
  public @Nullable Scalar text(String key) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    if (node instanceof Scalar scalar) {
      return scalar.isNull() ? null : scalar;
    }
    reading.wrongType(
        node.at(),
        "'"
            + key
            + "' in "
            + owner
            + " must be "
            + KeyType.inWords(type(key))
            + ", not "
            + node.what());
    return null;
  }

  /// As [#text], and an absent or blank text is reported.
  public @Nullable Scalar required(String key) {
    YamlNode node = node(key);
    Scalar text = text(key);
    boolean blank = text != null && text.text().isBlank();
    if (blank || (text == null && (node == null || node instanceof Scalar))) {
      missing(node == null ? mapping.at() : node.at(), key);
    }
    return blank ? null : text;
  }

  public void missing(Position at, String key) {
    reading.complain(reading.rules().missingKey(), at, owner + " has no '" + key + "'");
  }

  /// Reports every key that has no value.
  public void requireAll(String... names) {
    for (String key : names) {
      YamlNode node = node(key);
      if (node == null || isNull(node)) {
        missing(node == null ? mapping.at() : node.at(), key);
      }
    }
  }

  public boolean flag(String key, boolean otherwise) {
    Scalar text = text(key);
    if (text == null) {
      return otherwise;
    }
    Boolean flag = Flags.of(text.text());
    if (flag == null) {
      reading.wrongType(text.at(), "'" + key + "' in " + owner + " must be true or false");
      return otherwise;
    }
    return flag;
  }

  /// The items of a list; empty when it is absent or not a list.
  public List<YamlNode> list(String key) {
    YamlNode node = node(key);
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    if (node != null && !isNull(node)) {
      reading.wrongType(
          node.at(), "'" + key + "' in " + owner + " must be a list, not " + node.what());
    }
    return List.of();
  }

  /// Reports a list that is absent or has no items.
  public void requireItems(String key) {
    YamlNode node = node(key);
    boolean isEmpty =
        node == null
            || isNull(node)
            || (node instanceof Sequence sequence && sequence.items().isEmpty());
    if (isEmpty) {
      missing(node == null ? mapping.at() : node.at(), key);
    }
  }

  public @Nullable Mapping mapping(String key) {
    YamlNode node = node(key);
    if (node instanceof Mapping found) {
      return found;
    }
    if (node != null && !isNull(node)) {
      reading.wrongType(
          node.at(), "'" + key + "' in " + owner + " must be a mapping, not " + node.what());
    }
    return null;
  }

  /// The pairs of a mapping of text, an absent value as empty text; values of other types are
  /// reported and left out.
  public List<Pair> texts(String key) {
    Mapping found = mapping(key);
    if (found == null) {
      return List.of();
    }
    List<Pair> pairs = new ArrayList<>(found.entries().size());
    for (Entry entry : found.entries()) {
      if (entry.value() instanceof Scalar value) {
        pairs.add(new Pair(entry.key(), value.isNull() ? value.blank() : value));
      } else {
        reading.wrongType(
            entry.value().at(),
            "'"
                + key
                + "."
                + entry.key().text()
                + "' in "
                + owner
                + " must be text, not "
                + entry.value().what());
      }
    }
    return pairs;
  }

  /// The texts of a list of text; items of other types are reported and left out.
  public List<Scalar> words(String key) {
    List<YamlNode> items = list(key);
    List<Scalar> words = new ArrayList<>(items.size());
    for (YamlNode item : items) {
      if (item instanceof Scalar scalar && !scalar.isNull()) {
        words.add(scalar);
      } else {
        reading.wrongType(
            item.at(),
            "an item of '"
                + key
                + "' in "
                + owner
                + " must be "
                + KeyType.inWords(type(key))
                + ", not "
                + item.what());
      }
    }
    return words;
  }

  /// A whole number within the key's bounds; null when it is absent or wrong.
  public @Nullable Integer whole(String key) {
    Scalar text = text(key);
    if (text == null) {
      return null;
    }
    if (!(type(key) instanceof KeyType.Whole bounds)) {
      throw otherwise(key, type(key));
    }
    Integer number = WrittenNumbers.whole(text.text());
    if (number == null || number < bounds.min() || number > bounds.max()) {
      String range =
          bounds.max() == Integer.MAX_VALUE
              ? "of at least " + bounds.min()
              : "from " + bounds.min() + " to " + bounds.max();
      reading.wrongValue(
          text.at(), "'" + key + "' in " + owner + " must be a whole number " + range, null);
      return null;
    }
    return number;
  }

  /// The milliseconds of a number of seconds with decimals; null when it is absent or wrong.
  public @Nullable Long millis(String key) {
    Scalar text = text(key);
    if (text == null) {
      return null;
    }
    if (!(type(key) instanceof KeyType.Decimal bounds)) {
      throw otherwise(key, type(key));
    }
    Long millis = WrittenNumbers.millis(text.text(), bounds.max());
    if (millis == null) {
      reading.wrongValue(
          text.at(),
          "'" + key + "' in " + owner + " must be a number above 0 and at most " + bounds.max(),
          null);
    }
    return millis;
  }

  /// One of the key's words as the language writes it; null when it is absent or none of them.
  public @Nullable String word(String key) {
    Scalar text = text(key);
    if (text == null) {
      return null;
    }
    if (!(type(key) instanceof KeyType.OneOf choice)) {
      throw otherwise(key, type(key));
    }
    for (String word : choice.words()) {
      if (word.equalsIgnoreCase(text.text())) {
        return word;
      }
    }
    reading.wrongValue(
        text.at(),
        "'" + text.text() + "' is not " + choice.noun(),
        Nearest.to(text.text(), choice.words()));
    return null;
  }

  /// One HTTP status; null when it is absent or wrong.
  public @Nullable Integer status(String key) {
    Scalar text = text(key);
    return text == null ? null : status(text);
  }

  /// A list of HTTP statuses, each once.
  public List<Integer> statuses(String key) {
    List<Integer> statuses = new ArrayList<>();
    for (Scalar item : words(key)) {
      Integer status = status(item);
      if (status != null && !statuses.contains(status)) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /// Null when the text is not an HTTP status; that is reported.
  public @Nullable Integer status(Scalar text) {
    Integer status = WrittenNumbers.status(text.text());
    if (status == null) {
      reading.wrongValue(
          text.at(), "'" + text.text() + "' is not an HTTP status (100 to 599)", null);
      return null;
    }
    return status;
  }

  /// The keys below a key; null when it is absent or not a mapping.
  public @Nullable Fields group(String key) {
    Mapping found = mapping(key);
    if (found == null) {
      return null;
    }
    if (!(type(key) instanceof KeyType.Group group)) {
      throw otherwise(key, type(key));
    }
    return new Fields(found, below(key), group.keys(), group.open(), reading);
  }

  /// The mappings of a list; other items are reported and left out.
  ///
  /// @param noun what an item is, such as `input`
  public List<Fields> groups(String key, String noun) {
    if (!(type(key) instanceof KeyType.ListOf list && list.item() instanceof KeyType.Group group)) {
      throw otherwise(key, type(key));
    }
    List<Fields> groups = new ArrayList<>();
    for (YamlNode item : list(key)) {
      if (item instanceof Mapping each) {
        groups.add(new Fields(each, "the " + noun, group.keys(), group.open(), reading));
      } else {
        String article = "aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ";
        reading.wrongType(item.at(), article + noun + " must be a mapping, not " + item.what());
      }
    }
    return groups;
  }

  /// The mappings of a mapping by name; one without a value has no keys. Other values are reported
  /// and left out.
  public List<Named> named(String key) {
    if (!(type(key) instanceof KeyType.MapOf map && map.value() instanceof KeyType.Group group)) {
      throw otherwise(key, type(key));
    }
    Mapping found = mapping(key);
    if (found == null) {
      return List.of();
    }
    List<Named> all = new ArrayList<>();
    for (Entry entry : found.entries()) {
      String what = below(key + "." + entry.key().text());
      YamlNode value = entry.value();
      if (value instanceof Mapping || isNull(value)) {
        Mapping each = value instanceof Mapping one ? one : new Mapping(List.of(), value.at());
        all.add(new Named(entry.key(), new Fields(each, what, group.keys(), false, reading)));
      } else {
        reading.wrongType(value.at(), what + " must be a mapping, not " + value.what());
      }
    }
    return all;
  }

  private String below(String key) {
    return owner.equals(ROOT) ? "'" + key + "'" : "'" + key + "' of " + owner;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof Scalar scalar && scalar.isNull();
  }
}
