package dev.clew.redaction.scan;

import dev.clew.redaction.name.NameLists;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.References;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.text.TemplateText;
import dev.clew.redaction.value.CommonValues;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A secret that goes on in the lines below its name: a block of YAML, the `value:` of an entry
/// that is named, the members of a Kubernetes secret, an element of XML or a tree of JSON over
/// several lines. Is shown one line after the other, also of a stream.
public final class SecretBlock {
  /// `block.lines`: what has not ended by then is no block.
  private static final int MAX_LINES = 200;

  /// The tag of a list whose items are kept when they are names ([NameLists]).
  static final String NAMES = "names";

  private static final String ENCODED = "encoded";
  private static final int MAX_INDENT = 200;
  private static final int ENTRY_LINES = 4;
  private static final int MIN_BASE64_CHARS = 8;

  enum Form {
    /// `password: |`: every line that is indented more.
    SCALAR,
    /// `credentials:`: the values of the lines that are indented more.
    TREE,
    /// `- name: DB_PASSWORD`: what a line below says is its value.
    ENTRY,
    /// `kind: Secret`: everything below `data` and `stringData`.
    MANIFEST,
    /// `data:` of a manifest that has not said its kind yet: what is text in base64.
    DATA,
    /// `<credentials>`: all text up to its end.
    ELEMENT,
    /// `"credentials": {`: all strings up to its end.
    BRACES
  }

  private final Form form;
  private final String name;
  private final int indent;

  /// Of an element; else how its values are judged.
  private final String tag;

  private int lines;
  private int depth;
  private @Nullable SecretBlock inner;

  /// Where the last line ends that was looked at.
  private int end;

  SecretBlock(Form form, String name, int indent, String tag) {
    this.form = form;
    this.name = name;
    this.indent = indent;
    this.tag = tag;
    this.depth = form == Form.BRACES ? 1 : 0;
  }

  /// Of `"data": {`: text in base64, because the manifest has not said its kind yet.
  static SecretBlock encoded(String name) {
    return new SecretBlock(Form.BRACES, name, 0, ENCODED);
  }

  private SecretBlock(SecretBlock other) {
    this(other.form, other.name, other.indent, other.tag);
    lines = other.lines;
    depth = other.depth;
    inner = other.inner == null ? null : other.inner.copy();
  }

  /// As it is now; to follow a text changes it.
  SecretBlock copy() {
    return new SecretBlock(this);
  }

  /// Where in the last text it has looked.
  int end() {
    return end;
  }

  /// Whether it looks at all lines up to its end, so that none of them begins another.
  boolean takesAll() {
    return form != Form.ENTRY;
  }

  /// How far the line is indented that a place is in; the dash of a list counts.
  static int indentAt(String text, int at) {
    int start = at;
    while (start > 0 && at - start < MAX_INDENT && "\n\r".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    int first = start;
    while (first < text.length()
        && (text.charAt(first) == ' ' || text.charAt(first) == '-' || text.charAt(first) == '\t')) {
      first++;
    }
    return first - start;
  }

  /// Takes the secrets out of the lines from there on.
  ///
  /// @return itself when it has not ended with the text
  @Nullable SecretBlock follow(String text, int from, Captures captures, Spans spans) {
    int at = from;
    while (at <= text.length()) {
      end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      if (!line(text, at, end, captures, spans)) {
        return null;
      }
      at = end + 1;
      if (end < text.length() && text.charAt(end) == '\r' && text.startsWith("\n", at)) {
        at++;
      }
      if (at >= text.length()) {
        return this;
      }
    }
    return this;
  }

  /// @return whether it goes on
  private boolean line(String text, int from, int to, Captures captures, Spans spans) {
    if (++lines > MAX_LINES) {
      return false;
    }
    if (inner != null) {
      if (inner.line(text, from, to, captures, spans)) {
        return true;
      }
      inner = null;
    }
    return switch (form) {
      case ELEMENT -> element(text, from, to, captures, spans);
      case BRACES -> braces(text, from, to, captures, spans);
      case SCALAR, TREE, ENTRY, MANIFEST, DATA -> yaml(text, from, to, captures, spans);
    };
  }

  private boolean yaml(String text, int from, int to, Captures captures, Spans spans) {
    int first = from;
    while (first < to && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
      first++;
    }
    if (first == to) {
      return true;
    }
    boolean isItem = text.startsWith("- ", first);
    int depthOfLine = first - from;
    if (form == Form.SCALAR) {
      if (depthOfLine <= indent) {
        return false;
      }
      add(text, first, to, captures, spans);
      return true;
    }
    int key = first;
    while (text.startsWith("- ", key)) {
      key += 2;
    }
    int keyEnd = key;
    while (keyEnd < to && isKey(text.charAt(keyEnd))) {
      keyEnd++;
    }
    String word = text.substring(key, keyEnd).replace("\"", "").replace("'", "").strip();
    boolean hasKey = keyEnd < to && ":=".indexOf(text.charAt(keyEnd)) >= 0;
    int value = hasKey ? keyEnd + 1 : key;
    while (value < to && text.charAt(value) == ' ') {
      value++;
    }
    int columns = key - from;
    return switch (form) {
      case ENTRY -> {
        if (isItem || columns < indent || lines > ENTRY_LINES || text.startsWith("}", first)) {
          yield false;
        }
        if (hasKey && NamedRecords.isValueLabel(word)) {
          value(text, columns, value, to, captures, spans);
          yield inner != null;
        }
        yield true;
      }
      case MANIFEST -> {
        if (text.startsWith("---", first) || columns < indent) {
          yield false;
        }
        if (columns == indent && (word.equals("data") || word.equals("stringData"))) {
          inner = new SecretBlock(Form.TREE, name, columns, Form.MANIFEST.name());
        }
        yield true;
      }
      case TREE, DATA -> {
        if (columns <= indent && !(isItem && depthOfLine >= indent - 2 && !hasKey)) {
          yield false;
        }
        if (!hasKey && !isItem) {
          yield true;
        }
        boolean isKept =
            form == Form.DATA
                ? !isEncodedText(text.substring(value, to))
                : isListedName(isItem && !hasKey, text, value, to)
                    || (SecretNames.isAbout(word) && (tag.isEmpty() || tag.equals(NAMES)));
        if (!isKept) {
          value(text, columns, value, to, captures, spans);
        }
        yield true;
      }
      case SCALAR, ELEMENT, BRACES -> false;
    };
  }

  private void value(String text, int columns, int from, int to, Captures captures, Spans spans) {
    if (from >= to) {
      return;
    }
    char first = text.charAt(from);
    if (first == '|' || first == '>') {
      inner = new SecretBlock(Form.SCALAR, name, columns, "");
      return;
    }
    if (first == '{' || first == '[' || first == '&' || first == '!') {
      return;
    }
    int end = to;
    if (text.charAt(end - 1) == ',') {
      end--;
    }
    boolean isQuoted =
        end - from > 1 && (first == '"' || first == '\'') && text.charAt(end - 1) == first;
    add(text, isQuoted ? from + 1 : from, isQuoted ? end - 1 : end, captures, spans);
  }

  private boolean element(String text, int from, int to, Captures captures, Spans spans) {
    String close = "</" + tag + ">";
    int end = text.indexOf(close, from);
    boolean isOver = end >= 0 && end < to;
    int at = from;
    int limit = isOver ? end : to;
    while (at < limit) {
      if (text.charAt(at) == '<') {
        int tagEnd = text.indexOf('>', at);
        at = tagEnd < 0 || tagEnd >= limit ? limit : tagEnd + 1;
        continue;
      }
      int next = text.indexOf('<', at);
      int content = next < 0 || next > limit ? limit : next;
      add(text, at, content, captures, spans);
      at = content;
    }
    return !isOver;
  }

  private boolean braces(String text, int from, int to, Captures captures, Spans spans) {
    int at = from;
    while (at < to) {
      char unit = text.charAt(at);
      if (unit == '"') {
        int close = at + 1;
        while (close < to && text.charAt(close) != '"') {
          close += text.charAt(close) == '\\' ? 2 : 1;
        }
        int after = Math.min(close + 1, to);
        while (after < to && text.charAt(after) == ' ') {
          after++;
        }
        boolean isName = after < to && text.charAt(after) == ':';
        if (!isName
            && !isListedName(depth == 1, text, at + 1, Math.min(close, to))
            && (!tag.equals(ENCODED)
                || isEncodedText(text.substring(at + 1, Math.min(close, to))))) {
          add(text, at + 1, Math.min(close, to), captures, spans);
        }
        at = Math.max(after, at + 1);
        continue;
      }
      depth += unit == '{' || unit == '[' ? 1 : unit == '}' || unit == ']' ? -1 : 0;
      if (depth <= 0) {
        return false;
      }
      at++;
    }
    return true;
  }

  /// @param isItem whether it stands in the list itself
  private boolean isListedName(boolean isItem, String text, int from, int to) {
    if (!isItem || form == Form.ELEMENT || !tag.equals(NAMES)) {
      return false;
    }
    String item = text.substring(from, to).strip();
    boolean isQuoted =
        item.length() > 1
            && "\"'".indexOf(item.charAt(0)) >= 0
            && item.charAt(0) == item.charAt(item.length() - 1);
    return NameLists.isName(isQuoted ? item.substring(1, item.length() - 1) : item);
  }

  private void add(String text, int from, int to, Captures captures, Spans spans) {
    int begin = from;
    int end = to;
    while (begin < end && text.charAt(begin) <= ' ') {
      begin++;
    }
    while (end > begin && text.charAt(end - 1) <= ' ') {
      end--;
    }
    String value = text.substring(begin, end);
    if (value.isEmpty()
        || Placeholder.endAt(value, 0) > 0
        || CommonValues.isLiteral(value)
        || CommonValues.isMasked(value)
        || References.isReference(value)
        || TemplateText.isOnlyReferences(value, Set.of())) {
      return;
    }
    captures.capture(name, value);
    spans.add(new Span(begin, end, name, end - begin, Assignments.RULE));
  }

  /// Text in base64 is text again when it is decoded; words are not.
  private static boolean isEncodedText(String value) {
    String text = value.strip();
    if (text.length() < MIN_BASE64_CHARS || text.length() % 4 != 0) {
      return false;
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return decoded.chars().allMatch(unit -> (unit >= ' ' && unit < 0x7F) || unit == '\n');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isKey(char unit) {
    return Characters.isLetterOrDigit(unit) || "_-./\"'".indexOf(unit) >= 0;
  }
}
