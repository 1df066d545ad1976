package dev.clew.logs.rules;

import com.google.re2j.PatternSyntaxException;
import dev.clew.core.event.Severity;
import dev.clew.core.pattern.PatternLimits;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlRule;
import dev.clew.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a file of rules: YAML 1.2 with one key `rules`, a list. `docs/logs.md` has the keys.
public final class RuleFile {
  public static final int MAX_FILE_CHARS = 1024 * 1024;

  private static final int MAX_PATTERN_CHARS = 1_000;
  private static final int MAX_LITERAL_CHARS = 200;
  private static final int MIN_LITERAL_CHARS = 2;
  private static final int MAX_WHOLE_DIGITS = 6;
  private static final List<String> KEYS =
      List.of(
          "id",
          "version",
          "tier",
          "literal",
          "pattern",
          "trace",
          "stream",
          "at_least",
          "http_status",
          "specificity",
          "severity",
          "kind",
          "cause",
          "code");
  private static final List<String> TIERS = List.of("attribute", "template", "text");
  private static final List<String> STREAMS = List.of("stdout", "stderr");
  private static final List<String> SEVERITIES =
      List.of("trace", "debug", "info", "warn", "error", "fatal");

  private final String file;
  private final boolean isTested;

  private RuleFile(String file, boolean isTested) {
    this.file = file;
    this.isTested = isTested;
  }

  /// @param file the name to say in messages
  /// @throws RuleFileException with `file:line:column` when there is anything wrong with it
  public static List<LogRule> read(String file, String text) {
    return new RuleFile(file, false).read(text);
  }

  /// Of clew's own, whose patterns a test compiles: here they are compiled when they are needed.
  static List<LogRule> readTested(String file, String text) {
    return new RuleFile(file, true).read(text);
  }

  private List<LogRule> read(String text) {
    if (text.length() > MAX_FILE_CHARS) {
      throw bad(Position.START, "longer than " + MAX_FILE_CHARS + " characters; split it");
    }
    Diagnostics diagnostics = new Diagnostics();
    YamlNode root = YamlText.read(new SourceFile(file, text), diagnostics);
    if (root == null || diagnostics.size() > 0) {
      Diagnostic first = diagnostics.inOrder().getFirst();
      Position at = new Position(first.line(), first.column());
      throw switch (first.rule()) {
        case YamlRule.YAML_EMPTY -> bad(at, "empty; begin with 'rules:'");
        case YamlRule.YAML_DUPLICATE_KEY -> bad(at, first.message().split(";", 2)[0]);
        default -> new RuleFileException(first.render());
      };
    }
    return rules(root);
  }

  private List<LogRule> rules(YamlNode root) {
    Map<String, YamlNode> top = members(root, "the file", List.of("rules"));
    if (!(top.get("rules") instanceof YamlNode.Sequence items)) {
      throw bad(root, "the file has a key 'rules' with a list");
    }
    List<LogRule> rules = new ArrayList<>();
    Map<String, Position> places = new HashMap<>();
    for (YamlNode item : items.items()) {
      Map<String, YamlNode> keys = members(item, "a rule", KEYS);
      LogRule rule = rule(item, keys);
      YamlNode id = value(keys, "id");
      Position first = places.putIfAbsent(rule.id(), id.at());
      if (first != null) {
        throw bad(
            id,
            "id '"
                + rule.id()
                + "' is already taken at "
                + file
                + ":"
                + first.line()
                + ":"
                + first.column()
                + "; use another");
      }
      rules.add(rule);
    }
    return rules;
  }

  private Map<String, YamlNode> members(YamlNode node, String what, List<String> known) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw bad(node, what + " is a mapping of keys to values");
    }
    Map<String, YamlNode> members = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = text(entry.key(), "a key");
      if (!known.contains(key)) {
        throw bad(
            entry.key(), "unknown key '" + key + "' in " + what + "; " + Suggestion.of(key, known));
      }
      members.put(key, entry.value());
    }
    return members;
  }

  private LogRule rule(YamlNode node, Map<String, YamlNode> keys) {
    List<String> literals = literals(keys);
    List<Integer> statuses = statuses(keys);
    String id = required(node, keys, "id");
    if (!isId(id, true)) {
      throw bad(value(keys, "id"), "id '" + id + "' is not dotted snake_case, as in 'curl.dns'");
    }
    if (literals.isEmpty() && statuses.isEmpty()) {
      throw bad(
          node, "rule '" + id + "' has no 'literal'; give a text that every such message has");
    }
    int specificity = literals.stream().mapToInt(String::length).sum();
    String code = optional(keys, "code");
    if (code != null && !isId(code, false)) {
      throw bad(value(keys, "code"), "code '" + code + "' is not snake_case, as in 'disk_full'");
    }
    String kind = required(node, keys, "kind");
    if (!isId(kind, false)) {
      throw bad(value(keys, "kind"), "kind '" + kind + "' is not snake_case, as in 'error'");
    }
    return new LogRule(
        id,
        whole(keys, "version", required(node, keys, "version")),
        Tier.valueOf(
            oneOf(keys, "tier", required(node, keys, "tier"), TIERS).toUpperCase(Locale.ROOT)),
        literals,
        pattern(keys, "pattern"),
        pattern(keys, "trace"),
        choice(keys, "stream", STREAMS),
        severity(keys, "at_least"),
        statuses,
        keys.containsKey("specificity")
            ? whole(keys, "specificity", required(node, keys, "specificity"))
            : specificity,
        severity(keys, "severity"),
        kind,
        choice(keys, "cause", LogRule.CAUSES),
        code);
  }

  private List<String> literals(Map<String, YamlNode> keys) {
    List<String> literals = new ArrayList<>();
    for (YamlNode node : items(keys, "literal")) {
      String literal = text(node, "a literal");
      if (literal.length() < MIN_LITERAL_CHARS || literal.length() > MAX_LITERAL_CHARS) {
        throw bad(node, "a literal has 2 to " + MAX_LITERAL_CHARS + " characters");
      }
      literals.add(literal);
    }
    return literals;
  }

  private List<Integer> statuses(Map<String, YamlNode> keys) {
    List<Integer> statuses = new ArrayList<>();
    for (YamlNode node : items(keys, "http_status")) {
      String text = text(node, "an HTTP status");
      if (text.length() != 3 || !isWhole(text)) {
        throw bad(node, "'" + text + "' is no HTTP status, as 429 is");
      }
      statuses.add(Integer.valueOf(text));
    }
    return statuses;
  }

  private List<YamlNode> items(Map<String, YamlNode> keys, String key) {
    if (!keys.containsKey(key)) {
      return List.of();
    }
    YamlNode node = value(keys, key);
    return node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
  }

  private @Nullable LinePattern pattern(Map<String, YamlNode> keys, String key) {
    String pattern = optional(keys, key);
    if (pattern == null) {
      return null;
    }
    if (pattern.length() > MAX_PATTERN_CHARS) {
      throw bad(value(keys, key), "a pattern has at most " + MAX_PATTERN_CHARS + " characters");
    }
    String over = PatternLimits.fault(pattern);
    if (over != null) {
      throw bad(value(keys, key), "the pattern is too large: " + over);
    }
    try {
      LinePattern made = new LinePattern(pattern);
      if (!isTested) {
        made.compiled();
      }
      return made;
    } catch (PatternSyntaxException e) {
      throw bad(
          value(keys, key),
          "no RE2 pattern: "
              + e.getDescription()
              + (e.getPattern() == null ? "" : " in '" + e.getPattern() + "'"));
    }
  }

  private @Nullable Severity severity(Map<String, YamlNode> keys, String key) {
    String severity = choice(keys, key, SEVERITIES);
    return severity == null ? null : Severity.parse(severity);
  }

  private @Nullable String choice(Map<String, YamlNode> keys, String key, List<String> known) {
    String value = optional(keys, key);
    return value == null ? null : oneOf(keys, key, value, known);
  }

  private String oneOf(Map<String, YamlNode> keys, String key, String value, List<String> known) {
    if (!known.contains(value)) {
      throw bad(
          value(keys, key), "'" + value + "' is not a " + key + "; " + Suggestion.of(value, known));
    }
    return value;
  }

  private int whole(Map<String, YamlNode> keys, String key, String value) {
    if (!isWhole(value) || value.length() > MAX_WHOLE_DIGITS || Integer.parseInt(value) == 0) {
      throw bad(value(keys, key), key + " is a whole number from 1, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  private static boolean isWhole(String text) {
    return !text.isEmpty() && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
  }

  private static boolean isId(String text, boolean mayHaveDots) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(unit ->
                (unit >= 'a' && unit <= 'z')
                    || (unit >= '0' && unit <= '9')
                    || unit == '_'
                    || (mayHaveDots && unit == '.'));
  }

  private String required(YamlNode rule, Map<String, YamlNode> keys, String key) {
    String value = optional(keys, key);
    if (value == null) {
      throw bad(rule, "a rule has a key '" + key + "'");
    }
    return value;
  }

  private @Nullable String optional(Map<String, YamlNode> keys, String key) {
    return keys.containsKey(key) ? text(value(keys, key), "'" + key + "'") : null;
  }

  private static YamlNode value(Map<String, YamlNode> keys, String key) {
    return Objects.requireNonNull(keys.get(key));
  }

  private String text(YamlNode node, String what) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      throw bad(node, what + " is text, not a list or a mapping");
    }
    return scalar.text();
  }

  private RuleFileException bad(YamlNode node, String what) {
    return bad(node.at(), what);
  }

  private RuleFileException bad(Position at, String what) {
    return new RuleFileException(file + ":" + at.line() + ":" + at.column() + ": " + what);
  }
}
