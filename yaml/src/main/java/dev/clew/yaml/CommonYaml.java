package dev.clew.yaml;

import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.yaml.CommonScalars.Unsure;
import dev.clew.yaml.YamlNode.Entry;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the YAML that people write: lists, mappings and flow collections, scalars on one line,
/// blocks and comments. On any doubt it gives up and the engine reads the text from its start. So
/// every mistake and everything rare is the engine's, and what is read here is what the engine
/// would have read: `CommonYamlTest` compares the two. It needs a quarter of the engine's time and
/// a tenth of its memory (bench/README.md).
final class CommonYaml {
  /// Up to this many keys are searched one by one for a key that is given twice.
  private static final int FEW_KEYS = 16;

  /// What most collections have at most.
  private static final int FEW = 4;

  private final CommonScalars text;
  private int nodes;

  private CommonYaml(CommonScalars text) {
    this.text = text;
  }

  /// The document's root, of which nothing is wrong; null when the engine has to read it.
  static @Nullable YamlNode read(SourceFile source) {
    CommonScalars text = CommonScalars.of(source);
    if (text == null) {
      return null;
    }
    try {
      return new CommonYaml(text).document();
    } catch (Unsure unsure) {
      return null;
    }
  }

  private YamlNode document() throws Unsure {
    text.skip();
    YamlNode root = value(-1, true, 0);
    text.skip();
    if (root instanceof Scalar || !text.isAtEnd()) {
      throw text.unsure();
    }
    return root;
  }

  /// What stands at the next token of a collection that begins in the column `indent`.
  ///
  /// @param mayStart whether a list or a mapping may start here, which the line of its key forbids
  private YamlNode value(int indent, boolean mayStart, int depth) throws Unsure {
    count();
    if (text.isAtDash()) {
      if (!mayStart) {
        throw text.unsure();
      }
      return sequence(text.column(), depth + 1);
    }
    char next = text.peek();
    if (next == '{' || next == '[') {
      YamlNode flow = flow(depth + 1);
      text.endLine();
      return flow;
    }
    if (next == '|' || next == '>') {
      return text.block(indent);
    }
    int column = text.column();
    int start = text.at();
    Scalar scalar = text.scalar(false);
    if (!text.isAtColon(start, false)) {
      text.endLine();
      return scalar;
    }
    if (!mayStart) {
      throw text.unsure();
    }
    count();
    return mapping(scalar, column, depth + 1);
  }

  /// The value of a key or of an item of a list, from the end of its `:` or `-`.
  private YamlNode after(int indent, boolean isKey, int depth) throws Unsure {
    int line = text.line();
    int column = text.placeColumn();
    boolean isBelow = text.skip();
    boolean isAbsent =
        text.isAtEnd()
            || (isBelow
                && text.column() <= indent
                && !(isKey && text.column() == indent && text.isAtDash()));
    if (isAbsent) {
      count();
      return text.absent(line, column);
    }
    return value(indent, isBelow || !isKey, depth);
  }

  /// A list, from its first `-`. Where its column is that of a mapping around it, a key ends it.
  private YamlNode sequence(int column, int depth) throws Unsure {
    checkDepth(depth);
    Position place = text.place();
    List<YamlNode> items = new ArrayList<>(FEW);
    do {
      text.forward();
      checkEntries(items.size());
      items.add(after(column, false, depth));
    } while (isNext(column) && text.isAtDash());
    return new Sequence(List.copyOf(items), place);
  }

  /// A mapping, from the `:` of its first key.
  private YamlNode mapping(Scalar first, int column, int depth) throws Unsure {
    checkDepth(depth);
    Entries entries = new Entries();
    Scalar key = first;
    while (true) {
      text.forward();
      entries.add(key, after(column, true, depth));
      if (!isNext(column)) {
        return entries.mapping(first.at());
      }
      count();
      key = key(false);
    }
  }

  /// Whether the collection of that column goes on.
  private boolean isNext(int column) throws Unsure {
    text.skip();
    if (text.isAtEnd() || text.column() < column) {
      return false;
    }
    if (text.column() > column) {
      throw text.unsure();
    }
    return true;
  }

  private Scalar key(boolean inFlow) throws Unsure {
    int start = text.at();
    Scalar key = text.scalar(inFlow);
    if (!text.isAtColon(start, inFlow)) {
      throw text.unsure();
    }
    return key;
  }

  private YamlNode flow(int depth) throws Unsure {
    checkDepth(depth);
    return text.peek() == '{' ? flowMapping(depth) : flowSequence(depth);
  }

  private YamlNode flowMapping(int depth) throws Unsure {
    Position place = text.place();
    Entries entries = new Entries();
    for (startFlow(); text.peek() != '}'; nextInFlow('}')) {
      count();
      Scalar key = key(true);
      text.forward();
      text.skip();
      entries.add(key, flowValue(depth));
    }
    text.forward();
    return entries.mapping(place);
  }

  private YamlNode flowSequence(int depth) throws Unsure {
    Position place = text.place();
    List<YamlNode> items = new ArrayList<>(FEW);
    for (startFlow(); text.peek() != ']'; nextInFlow(']')) {
      checkEntries(items.size());
      items.add(flowValue(depth));
    }
    text.forward();
    return new Sequence(List.copyOf(items), place);
  }

  private void startFlow() throws Unsure {
    text.forward();
    text.skip();
  }

  /// To what stands behind a comma, or to the end of the collection.
  private void nextInFlow(char close) throws Unsure {
    text.skip();
    if (text.peek() == ',') {
      startFlow();
    } else if (text.peek() != close) {
      throw text.unsure();
    }
  }

  private YamlNode flowValue(int depth) throws Unsure {
    count();
    char next = text.peek();
    return next == '{' || next == '[' ? flow(depth + 1) : text.scalar(true);
  }

  private void count() throws Unsure {
    if (++nodes > YamlLimits.MAX_NODES) {
      throw text.unsure();
    }
  }

  private void checkEntries(int already) throws Unsure {
    if (already >= YamlLimits.MAX_ENTRIES) {
      throw text.unsure();
    }
  }

  private void checkDepth(int depth) throws Unsure {
    if (depth > YamlLimits.MAX_DEPTH) {
      throw text.unsure();
    }
  }

  /// The keys of one mapping with their values.
  private final class Entries {
    private final List<Entry> entries = new ArrayList<>(FEW);

    /// Null while there are few.
    private @Nullable Set<String> names;

    void add(Scalar key, YamlNode value) throws Unsure {
      checkEntries(entries.size());
      String name = key.text();
      boolean isNew = entries.size() < FEW_KEYS ? isNewOfFew(name) : names().add(name);
      if (!isNew) {
        throw text.unsure();
      }
      entries.add(new Entry(key, value));
    }

    private boolean isNewOfFew(String name) {
      for (int index = 0; index < entries.size(); index++) {
        if (entries.get(index).key().text().equals(name)) {
          return false;
        }
      }
      return true;
    }

    private Set<String> names() {
      Set<String> known = names;
      if (known == null) {
        known = new HashSet<>();
        for (Entry entry : entries) {
          known.add(entry.key().text());
        }
        names = known;
      }
      return known;
    }

    Mapping mapping(Position place) {
      return new Mapping(List.copyOf(entries), place);
    }
  }
}
