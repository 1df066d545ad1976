package dev.clew.redaction.scan;

import dev.clew.redaction.text.Automaton;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Spans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for secrets by their looks: one pass of an automaton over the text finds the words that a
/// secret can begin with, and only there is anything more looked at.
public final class TextScan implements Automaton.Hits {
  private static final List<String> PARTS_OF_NAMES =
      List.of(
          "pass",
          "pwd",
          "secret",
          "token",
          "key",
          "cred",
          "authorization",
          "cookie",
          "jwt",
          "sess",
          "csrf",
          "xsrf",
          "otp",
          "pin",
          "ssn",
          "cvv",
          "cvc",
          "csc",
          "pan",
          "bearer",
          "auth",
          "card",
          "security",
          "code",
          "connection",
          "assertion",
          "pw",
          "_pat",
          "\"pat\"",
          "-pat");

  public static final RedactionReason COMMAND = RedactionReason.pattern("command");
  private static final String GO_NETWORK = "@tcp(";
  private static final String SCHEME_END = "://";
  private static final String JSON_DATA = "\"data\": {";
  private static final String JSON_MANIFEST = "\"kind\":\"secret\"";
  private static final String JSON_MANIFEST_SPACED = "\"kind\": \"secret\"";
  private static final String MASKED = "masked\"";
  private static final String SENSITIVE = "sensitive\"";
  private static final String MANIFEST = "kind: secret";
  private static final String MANIFEST_DATA = "data:";
  private static final String QUERY = "?";
  private static final String FRAGMENT = "#";

  private static final List<String> KEYWORDS = new ArrayList<>();
  private static final List<TokenPattern> PATTERNS = new ArrayList<>();
  private static final Automaton AUTOMATON;
  private static final List<String> TOOLS;

  /// Apart, because with all their first letters the other would look at every character twice.
  private static final Automaton COMMANDS;

  static {
    for (TokenPattern pattern : TokenPattern.ALL) {
      for (String keyword : pattern.keywords()) {
        KEYWORDS.add(keyword);
        PATTERNS.add(pattern);
      }
    }
    KEYWORDS.addAll(PARTS_OF_NAMES);
    KEYWORDS.addAll(
        List.of(
            SCHEME_END,
            QUERY,
            FRAGMENT,
            MANIFEST,
            MANIFEST_DATA,
            MASKED,
            SENSITIVE,
            JSON_DATA,
            JSON_MANIFEST,
            JSON_MANIFEST_SPACED,
            GO_NETWORK));
    AUTOMATON = new Automaton(KEYWORDS);
    List<String> tools = new ArrayList<>();
    ToolOptions.inText().forEach(tool -> tools.add(tool + " "));
    TOOLS = List.copyOf(tools);
    COMMANDS = new Automaton(TOOLS);
  }

  /// What a hit on one of [#words] takes to be more than a word.
  public enum Hit {
    /// That no letter and no digit stands before it.
    TOKEN_ALONE,
    /// That it is part of a secret's name.
    NAME,
    /// That a parameter follows.
    QUERY,
    /// That user information follows.
    AUTHORITY,
    /// That it begins a word.
    COMMAND,
    OTHER
  }

  /// All that a secret can begin with, but for card numbers.
  public static List<String> words() {
    List<String> words = new ArrayList<>(KEYWORDS);
    words.addAll(TOOLS);
    return words;
  }

  /// @param word its place in [#words]
  public static Hit kind(int word) {
    if (word >= KEYWORDS.size()) {
      return Hit.COMMAND;
    }
    if (word < PATTERNS.size()) {
      return PATTERNS.get(word).standsAlone() ? Hit.TOKEN_ALONE : Hit.OTHER;
    }
    if (word < PATTERNS.size() + PARTS_OF_NAMES.size()) {
      return Hit.NAME;
    }
    return switch (KEYWORDS.get(word)) {
      case SCHEME_END -> Hit.AUTHORITY;
      case QUERY, FRAGMENT -> Hit.QUERY;
      default -> Hit.OTHER;
    };
  }

  private final String text;
  private final Spans spans;
  private final Captures captures;

  /// Null until there is a hit that they are for: in most texts there is none.
  private @Nullable Assignments assignments;

  private @Nullable Urls urls;
  private int @Nullable [] matchedTo;
  private int commandEnd;
  private int blockEnd;
  private boolean hasMembers;
  private @Nullable SecretBlock blockAtEnd;

  private TextScan(String text, Captures captures, Spans spans) {
    this.text = text;
    this.spans = spans;
    this.captures = captures;
  }

  /// @param captures is told of values in URLs and below quoted names
  public static void find(String text, Captures captures, Spans spans) {
    find(text, null, captures, spans);
  }

  /// @param before what a text before this one has begun and not ended; null when nothing
  /// @return what this one has begun or goes on with; null when nothing
  public static @Nullable SecretBlock find(
      String text, @Nullable SecretBlock before, Captures captures, Spans spans) {
    SecretBlock goesOn = before == null ? null : before.copy().follow(text, 0, captures, spans);
    char[] units = text.toCharArray();
    TextScan scan = new TextScan(text, captures, spans);
    AUTOMATON.scan(units, units.length, scan);
    if (mayHaveCommand(text)) {
      COMMANDS.scan(
          units, units.length, (tool, end) -> scan.command(end - TOOLS.get(tool).length()));
    }
    CardNumbers.find(text, spans);
    SecretBlock begun = scan.blockAtEnd;
    return begun == null || (goesOn != null && goesOn.takesAll()) ? goesOn : begun;
  }

  /// The lines of a Kubernetes manifest behind a line that is only that.
  private void manifest(SecretBlock.Form form, int start, int end) {
    int indent = SecretBlock.indentAt(text, start);
    int lineStart = start - indent;
    boolean isLine =
        text.substring(Math.max(0, lineStart), start).isBlank()
            && (lineStart == 0 || text.charAt(lineStart - 1) == '\n')
            && (end == text.length() || "\r\n".indexOf(text.charAt(end)) >= 0);
    if (isLine && !text.startsWith("secret", end - 6)) {
      follow(new SecretBlock(form, "secret", indent, ""), Math.min(end + 1, text.length()));
    }
  }

  /// The members of a manifest that stands in one line.
  private void members(String member) {
    int at = text.indexOf(member);
    int brace = at < 0 ? -1 : text.indexOf('{', at);
    if (brace >= 0 && text.substring(at + member.length(), brace).replace(":", "").isBlank()) {
      SecretBlock members = new SecretBlock(SecretBlock.Form.BRACES, "secret", 0, "");
      members.follow(text, brace + 1, captures, spans);
    }
  }

  /// The lines that belong to a name which was just met.
  private void block(Assignments names) {
    SecretBlock block = names.takeOpened();
    if (block != null) {
      follow(block, names.openedAt());
    }
  }

  private void follow(SecretBlock block, int from) {
    if (from < blockEnd) {
      return;
    }
    SecretBlock goesOn = from >= text.length() ? block : block.follow(text, from, captures, spans);
    blockEnd = block.end();
    blockAtEnd = goesOn == null ? blockAtEnd : goesOn;
  }

  @Override
  public void hit(int index, int end) {
    String keyword = KEYWORDS.get(index);
    if (index < PATTERNS.size()) {
      pattern(index, end - keyword.length());
      return;
    }
    switch (keyword) {
      case GO_NETWORK -> urls().passwordBefore(end - keyword.length());
      case SCHEME_END -> urls().userInfoAt(end);
      case QUERY, FRAGMENT -> urls().parametersAt(end);
      case MASKED, SENSITIVE -> {
        assignments().flagAt(end);
        block(assignments());
      }
      case JSON_DATA -> {
        if (end == text.length() || "\r\n".indexOf(text.charAt(end)) >= 0) {
          follow(SecretBlock.encoded("secret"), Math.min(end + 1, text.length()));
        }
      }
      case JSON_MANIFEST, JSON_MANIFEST_SPACED -> {
        if (!hasMembers) {
          hasMembers = true;
          members("\"data\"");
          members("\"stringData\"");
        }
      }
      case MANIFEST -> manifest(SecretBlock.Form.MANIFEST, end - keyword.length(), end);
      case MANIFEST_DATA -> manifest(SecretBlock.Form.DATA, end - keyword.length(), end);
      default -> {
        assignments().at(end - 1);
        block(assignments());
      }
    }
  }

  /// Whether there is an option, or a shell says what it runs.
  private static boolean mayHaveCommand(String text) {
    if (text.startsWith("+") || text.startsWith("$ ")) {
      return true;
    }
    int at = text.indexOf(" -");
    while (at >= 0 && at + 2 < text.length()) {
      char unit = text.charAt(at + 2);
      if (unit == '-' || Characters.isLetter(unit)) {
        return true;
      }
      at = text.indexOf(" -", at + 2);
    }
    return false;
  }

  /// A command in a script, in a trace of a shell or in a message.
  private void command(int start) {
    if (start < commandEnd || (start > 0 && !mayPrecedeCommand(text.charAt(start - 1)))) {
      return;
    }
    ShellText command = ShellText.of(text, start);
    commandEnd = command.end();
    CommandLineWords.find(
        command.words(),
        true,
        (word, from, to, name) -> spans.add(command.span(word, from, to, name, COMMAND)));
  }

  public static boolean mayPrecedeCommand(char unit) {
    return " \t\n/\"'`(|;&=+>[{".indexOf(unit) >= 0;
  }

  private void pattern(int index, int start) {
    if (matchedTo == null) {
      matchedTo = new int[PATTERNS.size()];
    }
    if (start >= matchedTo[index]) {
      matchedTo[index] = PATTERNS.get(index).findAt(text, start, spans);
    }
  }

  private Urls urls() {
    if (urls == null) {
      urls = new Urls(text, captures, spans);
    }
    return urls;
  }

  private Assignments assignments() {
    if (assignments == null) {
      assignments = new Assignments(text, captures, spans);
    }
    return assignments;
  }
}
