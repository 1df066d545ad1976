package dev.clew.workflow.yaml;

import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.yaml.YamlNode.Entry;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import dev.clew.workflow.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Typed access to the keys of one mapping. Unknown keys are reported when it is made; a value of
/// the wrong type is reported when it is asked for, and is then absent.
public final class Fields {
  /// A key and its text, both with places.
  public record Pair(Scalar key, Scalar value) {}

  private final Mapping mapping;
  private final String owner;
  private final Reading reading;

  /// @param owner what the mapping is, for messages, such as `stage 'issue-jwt'`
  public Fields(Mapping mapping, String owner, KeySet keys, Reading reading) {
    this.mapping = mapping;
    this.owner = owner;
    this.reading = reading;
    for (Entry entry : mapping.entries()) {
      check(entry.key(), keys);
    }
  }

  private void check(Scalar key, KeySet keys) {
    String name = key.text();
    if (keys.known().contains(name)) {
      return;
    }
    if (keys.later().contains(name)) {
      reading.complain(
          Rule.WORKFLOW_NOT_SUPPORTED_YET, key.at(), "key '" + name + "' is not supported yet");
      return;
    }
    String meant = Nearest.to(name, keys.known());
    if (meant == null) {
      meant = Nearest.to(name, keys.later());
    }
    reading.complain(
        reading.rules().unknownKey(), key.at(), "unknown key '" + name + "' in " + owner, meant);
  }

  public Position at() {
    return mapping.at();
  }

  public @Nullable YamlNode node(String key) {
    for (Entry entry : mapping.entries()) {
      if (entry.key().text().equals(key)) {
        return entry.value();
      }
    }
    return null;
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
    reading.wrongType(node.at(), "'" + key + "' in " + owner + " must be text, not " + node.what());
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

  public boolean flag(String key, boolean otherwise) {
    Scalar text = text(key);
    if (text == null) {
      return otherwise;
    }
    String word = text.text().toLowerCase(Locale.ROOT);
    if (!word.equals("true") && !word.equals("false")) {
      reading.wrongType(text.at(), "'" + key + "' in " + owner + " must be true or false");
      return otherwise;
    }
    return word.equals("true");
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

  /// Whether the key is there and has nothing, or a list of nothing.
  public boolean isEmptyList(String key) {
    YamlNode node = node(key);
    return node != null
        && (isNull(node) || (node instanceof Sequence sequence && sequence.items().isEmpty()));
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
    List<Pair> pairs = new ArrayList<>();
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
    List<Scalar> words = new ArrayList<>();
    for (YamlNode item : list(key)) {
      if (item instanceof Scalar scalar && !scalar.isNull()) {
        words.add(scalar);
      } else {
        reading.wrongType(
            item.at(),
            "an item of '" + key + "' in " + owner + " must be text, not " + item.what());
      }
    }
    return words;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof Scalar scalar && scalar.isNull();
  }
}
