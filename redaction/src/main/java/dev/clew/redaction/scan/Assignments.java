package dev.clew.redaction.scan;

import dev.clew.redaction.name.NameLists;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.References;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.text.TemplateText;
import dev.clew.redaction.value.CommonValues;
import dev.clew.redaction.value.Messages;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A secret name and its value in free text: `password=…`, `"token": "…"` in JSON that does not
/// parse, `<secret>…</secret>`, `name="csrf" value="…"`, `Cookie: …`, `--api-key …`. By hand and
/// not by an expression, because the name is judged by [SecretNames].
public final class Assignments {
  static final RedactionReason RULE = RedactionReason.pattern("assignment");

  /// Longer runs are data, such as base64 whose last letters happen to be `Pin`.
  public static final int MAX_NAME_CHARS = 40;

  private static final int MAX_GAP_CHARS = 200;
  private static final int MAX_SPACES = 8;

  /// After these, the value is the rest of the line.
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private static final Set<String> SCHEMES =
      Set.of(
          "bearer",
          "basic",
          "token",
          "digest",
          "negotiate",
          "apikey",
          "ntlm",
          "oauth",
          "hawk",
          "signature",
          "ssws",
          "dpop",
          "mac",
          "aws",
          "aws4-hmac-sha256",
          "googlelogin",
          "key",
          "sharedkey",
          "sharedkeylite",
          "genie_key",
          "vapid",
          "hmac");

  private static final String ENDS = " \t\r\n,;&\"'<>)}]|\\";

  private final String text;
  private final Captures captures;
  private final Spans spans;
  private int nameEnd;
  private int coveredTo;

  /// Up to where a message about a header goes, so that a text of such names is read once.
  private int saidTo;

  private int nameStart;
  private boolean isContent;
  private boolean isMessage;
  private @Nullable SecretBlock opened;
  private int openedAt;

  Assignments(String text, Captures captures, Spans spans) {
    this.text = text;
    this.captures = captures;
    this.spans = spans;
  }

  /// @param hit inside a part of a name that may be secret
  void at(int hit) {
    if (hit < nameEnd) {
      return;
    }
    int start = hit;
    while (start > 0 && hit - start < MAX_NAME_CHARS && isName(text.charAt(start - 1))) {
      start--;
    }
    int end = hit;
    while (end < text.length() && end - hit < MAX_NAME_CHARS && isName(text.charAt(end))) {
      end++;
    }
    nameEnd = end;
    nameStart = start;
    isContent = false;
    isMessage = false;
    String name = text.substring(start, end);
    if (name.length() > MAX_NAME_CHARS || !SecretNames.isSecret(name)) {
      return;
    }
    int label = NamedRecords.labelBefore(text, start);
    if (label >= 0 && record(name, label, end)) {
      return;
    }
    int value = valueAfter(start, end);
    if (value >= coveredTo && (isContent || value < text.length())) {
      value(name, value);
    } else if (value >= coveredTo) {
      below(SecretBlock.Form.TREE, name, end);
    }
  }

  /// The block that the last name has begun; null when none. To be asked once.
  @Nullable SecretBlock takeOpened() {
    SecretBlock block = opened;
    opened = null;
    return block;
  }

  /// Where the lines of that block begin.
  int openedAt() {
    return openedAt;
  }

  /// `name="csrf" value="…"`, and the other way round; and `name: DB_PASSWORD`, whose value stands
  /// in another line.
  ///
  /// @return whether the name is a value itself
  private boolean record(String name, int label, int end) {
    int after = NamedRecords.valueAfter(text, end);
    if (after >= 0 && after < text.length()) {
      if (after >= coveredTo) {
        value(name, after);
      }
      return true;
    }
    int before = NamedRecords.valueBefore(text, label);
    if (before >= 0) {
      value(name, before);
      return true;
    }
    int close = end;
    while (close < text.length() && "\"',".indexOf(text.charAt(close)) >= 0) {
      close++;
    }
    if (isLineEnd(close)) {
      if (name.equals("Secret")
          && Characters.lower(text.substring(Math.max(0, label - 4), end)).contains("kind")) {
        return true;
      }
      opened =
          new SecretBlock(
              SecretBlock.Form.ENTRY, shown(name), SecretBlock.indentAt(text, label), "");
      openedAt = next(close);
      return true;
    }
    return false;
  }

  /// `"sensitive": true`: what stands beside it is a secret, whatever it is called.
  ///
  /// @param end of the name of the flag, with its quote
  void flagAt(int end) {
    int sign = skipSpaces(end);
    if (sign >= text.length() || text.charAt(sign) != ':') {
      return;
    }
    int said = skipSpaces(sign + 1);
    if (!text.startsWith("true", said)) {
      return;
    }
    nameStart = end;
    nameEnd = end;
    isMessage = false;
    isContent = false;
    int after = NamedRecords.valueAfter(text, said);
    int value = after >= 0 ? after : NamedRecords.valueBefore(text, end);
    if (value >= 0 && value < text.length()) {
      value("secret", value);
    } else if (isLineEnd(said + 4) || (text.startsWith(",", said + 4) && isLineEnd(said + 5))) {
      opened =
          new SecretBlock(SecretBlock.Form.ENTRY, "secret", SecretBlock.indentAt(text, end), "");
      openedAt = next(text.startsWith(",", said + 4) ? said + 5 : said + 4);
    }
  }

  /// A name that stands alone in its line, before the lines of its value.
  private void below(SecretBlock.Form form, String name, int end) {
    int lineStart = nameStart;
    while (lineStart > 0 && " -\t\"'".indexOf(text.charAt(lineStart - 1)) >= 0) {
      lineStart--;
    }
    boolean isAlone = lineStart == 0 || "\n\r".indexOf(text.charAt(lineStart - 1)) >= 0;
    boolean isScalar = form == SecretBlock.Form.SCALAR;
    if (isScalar
        || (isAlone
            && (form != SecretBlock.Form.TREE
                || text.startsWith(":", end)
                || text.startsWith("\":", end)))) {
      int lineEnd = end;
      while (!isLineEnd(lineEnd)) {
        lineEnd++;
      }
      String kept = isTreeOfNames(form, name) ? SecretBlock.NAMES : "";
      opened = new SecretBlock(form, shown(name), SecretBlock.indentAt(text, nameStart), kept);
      openedAt = next(lineEnd);
    }
  }

  private static boolean isTreeOfNames(SecretBlock.Form form, String name) {
    return form == SecretBlock.Form.TREE && NameLists.isKey(name);
  }

  private boolean isLineEnd(int at) {
    return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private int next(int lineEnd) {
    int at = Math.min(lineEnd, text.length());
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '\n' ? at + 1 : at;
  }

  private static String shown(String name) {
    return SecretNames.shown(name);
  }

  /// Where the value starts; -1 when nothing is assigned.
  private int valueAfter(int start, int end) {
    int at = end;
    while (at < text.length() && "]\"'\\".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (end < text.length() && start > 0 && isTag(start)) {
      isContent = true;
      return contentAfter(end);
    }
    int sign = skipSpaces(at);
    if (sign < text.length()) {
      if (text.charAt(sign) == '=') {
        return afterSign(sign);
      }
      if (text.charAt(sign) == ':'
          && !text.startsWith("://", sign)
          && !text.startsWith("::", sign)) {
        isMessage = true;
        return afterSign(sign);
      }
    }
    isMessage = true;
    boolean isOption = text.startsWith("--", start) && sign == end + 1 && sign < text.length();
    return isOption && text.charAt(sign) != '-' ? sign : -1;
  }

  private int afterSign(int sign) {
    int at = sign + 1;
    while (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == '>')) {
      at++;
    }
    return skipSpaces(at);
  }

  private boolean isTag(int start) {
    char before = text.charAt(start - 1);
    if (before == '<') {
      return true;
    }
    int at = start - 1;
    if (before != ':') {
      return false;
    }
    while (at > 0 && start - at < MAX_NAME_CHARS && isName(text.charAt(at - 1))) {
      at--;
    }
    return at > 0 && text.charAt(at - 1) == '<';
  }

  private int contentAfter(int end) {
    int at = end;
    while (at < text.length() && at - end < MAX_GAP_CHARS && text.charAt(at) != '>') {
      if (text.charAt(at) == '<') {
        return -1;
      }
      at++;
    }
    return at < text.length() && text.charAt(at) == '>' && text.charAt(at - 1) != '/' ? at + 1 : -1;
  }

  private void value(String name, int start) {
    if (isContent) {
      content(name, start);
      return;
    }
    if (isLineEnd(start)) {
      below(SecretBlock.Form.TREE, name, nameEnd);
      return;
    }
    int open = start;
    while (open < text.length() && text.charAt(open) == '\\') {
      open++;
    }
    char quote = open < text.length() ? text.charAt(open) : 0;
    if (quote == '"' || quote == '\'' || quote == '`') {
      quoted(name, open + 1, text.substring(start, open + 1));
    } else if (HEADERS.contains(Characters.lower(name)) && quote != '[' && quote != '{') {
      header(name, start);
    } else if (quote == '|' || quote == '>') {
      if (isScalarSign(start)) {
        below(SecretBlock.Form.SCALAR, name, nameEnd);
      }
    } else if ((quote == '{' || quote == '[') && isLineEnd(start + 1)) {
      String kept = quote == '[' && NameLists.isKey(name) ? SecretBlock.NAMES : "";
      opened = new SecretBlock(SecretBlock.Form.BRACES, shown(name), 0, kept);
      openedAt = next(start + 1);
    } else {
      unquoted(name, start);
    }
  }

  /// `|`, `>-`, `|2`.
  private boolean isScalarSign(int start) {
    int at = start + 1;
    while (at < text.length() && "+-0123456789 ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return isLineEnd(at);
  }

  /// The rest of the line, or up to the quote that the header began with.
  private void header(String name, int start) {
    if (start < saidTo) {
      return;
    }
    int line = endOf(start, "\r\n");
    String value = text.substring(start, line);
    char before = nameStart > 0 ? text.charAt(nameStart - 1) : ' ';
    int close = before == '"' || before == '\'' ? value.indexOf(before) : -1;
    boolean isClosed = close > 0 && value.charAt(close - 1) != '=';
    int end =
        isClosed
            ? start + close
            : value.contains("=\"") ? line : Math.min(line, endOf(start, "\r\n\"'"));
    if (isAboutHeader(name, text.substring(start, end))) {
      saidTo = end;
    } else {
      add(name, start, end, false);
    }
  }

  /// `Authorization: failed because …`, `Cookie: not set`.
  private static boolean isAboutHeader(String name, String value) {
    if (Characters.lower(name).endsWith("cookie")) {
      return value.indexOf('=') < 0 && value.indexOf(' ') > 0;
    }
    int space = value.indexOf(' ');
    String first = space < 0 ? value : value.substring(0, space);
    return !SCHEMES.contains(Characters.lower(first))
        && (space < 0 ? Messages.isWord(first) : CommonValues.isPlainWords(first));
  }

  /// The text of an element, and of those inside it.
  private void content(String name, int start) {
    boolean isCdata = text.startsWith("<![CDATA[", start);
    int from = isCdata ? start + 9 : start;
    int to = text.indexOf(isCdata ? "]]>" : "<", from);
    int end = to < 0 ? text.length() : to;
    boolean isEmpty = text.substring(from, end).isBlank();
    if (!isCdata && ((to < 0 && isEmpty) || (isEmpty && !text.startsWith("</", end)))) {
      opened = new SecretBlock(SecretBlock.Form.ELEMENT, shown(name), 0, tag());
      openedAt = start;
      return;
    }
    boolean isCut = to < 0 && !Character.isLetterOrDigit(text.charAt(from));
    if (!isCut && !Messages.isWord(text.substring(from, end).strip())) {
      add(name, from, end, false);
    }
  }

  /// The name of the element with its prefix.
  private String tag() {
    int from = nameStart;
    while (from > 0 && text.charAt(from - 1) != '<') {
      from--;
    }
    return text.substring(from, nameEnd);
  }

  private void quoted(String name, int from, String quote) {
    int to = from;
    while (to < text.length() && !text.startsWith(quote, to)) {
      to += quote.length() == 1 && text.charAt(to) == '\\' ? 2 : 1;
    }
    add(name, from, Math.min(to, text.length()), true);
  }

  private void unquoted(String name, int start) {
    int reference = References.endAt(text, start);
    if (reference > 0
        && (reference == text.length() || ENDS.indexOf(text.charAt(reference)) >= 0)) {
      return;
    }
    int end = endOf(start, ENDS);
    String value = text.substring(start, end);
    int next = skipSpaces(end);
    if (next > end && SCHEMES.contains(Characters.lower(value))) {
      if (!Messages.is(text, nameStart, name, start, end)
          && !CommonValues.isPlainWords(text.substring(next, endOf(next, ENDS)))) {
        add(name, start, endOf(next, ENDS), false);
      }
    } else if (!isHarmless(name, start, end, value)) {
      add(name, start, end, false);
    }
  }

  /// A literal or the start of a message, a template or the start of a nested value, and what
  /// something else has masked.
  private boolean isHarmless(String name, int start, int end, String value) {
    return value.isEmpty()
        || CommonValues.isLiteral(value)
        || (isMessage && Messages.is(text, nameStart, name, start, end))
        || "{[(".indexOf(value.charAt(0)) >= 0
        || SecretNames.isCount(name, value)
        || isFolder(name, value)
        || Messages.isFormat(value)
        || Messages.isOrdinary(name, value)
        || value.startsWith("***");
  }

  /// `PWD=/srv/app` is where a command runs.
  private static boolean isFolder(String name, String value) {
    return name.length() <= 6
        && Characters.lower(name).endsWith("pwd")
        && (value.startsWith("/") || value.startsWith("~"));
  }

  private void add(String name, int from, int to, boolean capture) {
    coveredTo = to;
    String value = text.substring(from, to);
    if (value.isBlank()
        || CommonValues.isMasked(value)
        || Messages.isSession(name, value)
        || Placeholder.endAt(text, from) > 0
        || isReference(value)
        || TemplateText.isOnlyReferences(value, SCHEMES)) {
      return;
    }
    String shown = SecretNames.shown(name);
    if (capture) {
      captures.capture(shown, value);
    }
    spans.add(new Span(from, to, shown, to - from, RULE));
  }

  private static boolean isReference(String value) {
    int space = value.indexOf(' ');
    boolean hasScheme = space > 0 && SCHEMES.contains(Characters.lower(value.substring(0, space)));
    return References.isReference(hasScheme ? value.substring(space + 1) : value);
  }

  private int endOf(int start, String stops) {
    int at = start;
    while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
      int skipped = Placeholder.endAt(text, at);
      at = skipped > 0 ? skipped : at + 1;
    }
    return at;
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < text.length()
        && at - from < MAX_SPACES
        && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  public static boolean isName(char unit) {
    return Characters.isLetterOrDigit(unit) || unit == '_' || unit == '-' || unit == '.';
  }
}
