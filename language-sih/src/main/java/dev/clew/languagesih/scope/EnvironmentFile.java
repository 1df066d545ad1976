package dev.clew.languagesih.scope;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.input.VarsFile;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.template.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A `.env` file: lines `NAME=value`, with or without `export` in front. A line that starts with
/// `#` is a comment; quotes around a value are taken off; a `#` in a value is a part of it. A value
/// may have tokens `{{env:OTHER}}`, of this file, of the files above it, or of the process.
///
/// @param variables what holds for the workflow: the files above, then this one, then the process
/// @param keys the names in this file, in its order; a recording has these and never the values
public record EnvironmentFile(EnvironmentOverlay variables, List<String> keys) {
  /// `environment.depth`: how many values may lead to each other.
  static final int MAX_DEPTH = 50;

  private static final String EXPORT = "export";

  public EnvironmentFile {
    keys = List.copyOf(keys);
  }

  /// A value that needs itself is an error; one that needs a variable that is not set is warned of
  /// and is not set either.
  ///
  /// @param above the variables of the parent's file, which win, and of the process
  public static EnvironmentFile read(
      SourceFile source, EnvironmentOverlay above, Diagnostics diagnostics) {
    Reader reader = new Reader(source, above, diagnostics);
    reader.lines();
    Map<String, String> values = new LinkedHashMap<>(above.values());
    List<String> keys = new ArrayList<>();
    for (Entry entry : reader.entries.values()) {
      keys.add(entry.name());
      String value = reader.value(entry);
      if (value != null && above.inFiles(entry.name()) == null) {
        values.put(entry.name(), value);
      }
    }
    return new EnvironmentFile(new EnvironmentOverlay(values, above.process()), keys);
  }

  private record Entry(String name, Template value) {}

  private static final class Reader {
    private final SourceFile source;
    private final EnvironmentOverlay above;
    private final Diagnostics diagnostics;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, @Nullable String> done = new LinkedHashMap<>();
    private final List<String> chain = new ArrayList<>();

    Reader(SourceFile source, EnvironmentOverlay above, Diagnostics diagnostics) {
      this.source = source;
      this.above = above;
      this.diagnostics = diagnostics;
    }

    void lines() {
      int number = 0;
      for (String line : source.text().split("\r\n|\r|\n", -1)) {
        number++;
        String shown = number == 1 && line.startsWith("\ufeff") ? " " + line.substring(1) : line;
        String stripped = shown.strip();
        if (!stripped.isEmpty() && !stripped.startsWith("#")) {
          line(shown, number);
        }
      }
    }

    private void line(String line, int number) {
      int start = afterExport(line, skipSpace(line, 0));
      int equals = line.indexOf('=', start);
      if (equals < 0) {
        complain(number, line, start, "expected NAME=value, found no '='", null);
        return;
      }
      String name = line.substring(start, equals).strip();
      int fault = nameFault(name);
      if (fault >= 0) {
        String what =
            name.isEmpty()
                ? "expected NAME=value, found no name"
                : "the name of a variable has letters, digits, '_', '.' and '-', not '"
                    + Character.toString(name.codePointAt(fault))
                    + "'";
        complain(number, line, start + fault, what, null);
        return;
      }
      int from = skipSpace(line, equals + 1);
      String written = line.substring(from).strip();
      String value = VarsFile.unquoted(written);
      int valueAt = from + (value.length() < written.length() ? 1 : 0);
      add(name, value, new LinePlace(source.logicalName(), line, number, valueAt), start);
    }

    private void add(String name, String value, LinePlace place, int nameAt) {
      int before = diagnostics.size();
      Template template = TemplateParser.parse(value, place, diagnostics);
      if (diagnostics.size() == before) {
        checkTokens(template);
      }
      Entry entry = new Entry(name, template);
      if (entries.put(name, entry) != null) {
        diagnostics.add(
            SihRule.ENVIRONMENT_GIVEN_TWICE,
            source.logicalName(),
            place.inLine(nameAt),
            "variable '" + name + "' is given twice; this one holds");
      }
      ignoringCase.put(name, entry);
    }

    private void checkTokens(Template template) {
      for (Template.Part part : template.parts()) {
        if (part instanceof Template.Part.Insert insert
            && !(insert.token() instanceof Reference.Environment)) {
          diagnostics.add(
              SihRule.ENVIRONMENT_SYNTAX,
              template.place(),
              insert.token().written().offset(),
              insert.token().display()
                  + " cannot stand here; an environment file has only"
                  + " {{env:NAME}}",
              null);
        }
      }
    }

    /// Null when the value cannot be had; then a diagnostic says why.
    @Nullable String value(Entry entry) {
      if (done.containsKey(entry.name())) {
        return done.get(entry.name());
      }
      chain.add(entry.name());
      StringBuilder out = new StringBuilder();
      boolean complete = true;
      for (Template.Part part : entry.value().parts()) {
        switch (part) {
          case Template.Part.Literal literal -> out.append(literal.text());
          case Template.Part.Insert insert -> {
            String value = token(insert.token(), entry);
            complete &= value != null;
            out.append(value);
          }
        }
      }
      chain.removeLast();
      String value = complete ? out.toString() : null;
      done.put(entry.name(), value);
      return value;
    }

    private @Nullable String token(Token token, Entry entry) {
      if (!(token instanceof Reference.Environment other)) {
        return null; // was reported when it was read
      }
      String name = other.name();
      String inherited = above.inFiles(name);
      if (inherited != null) {
        return inherited;
      }
      Entry own = entries.containsKey(name) ? entries.get(name) : ignoringCase.get(name);
      if (own != null) {
        return mayFollow(own, other, entry) ? value(own) : null;
      }
      String value = above.process().get(name);
      if (value == null && !other.optional()) {
        complain(
            SihRule.ENVIRONMENT_NOT_SET,
            other,
            entry,
            "environment variable '" + name + "' is not set, and so '" + entry.name() + "' is not");
      }
      return value == null && other.optional() ? "" : value;
    }

    private boolean mayFollow(Entry own, Reference.Environment other, Entry entry) {
      if (chain.contains(own.name())) {
        List<String> circle =
            new ArrayList<>(chain.subList(chain.indexOf(own.name()), chain.size()));
        circle.add(own.name());
        complain(
            SihRule.ENVIRONMENT_CIRCULAR,
            other,
            entry,
            "environment variable '"
                + own.name()
                + "' has a circular reference: "
                + String.join(" -> ", circle));
        return false;
      }
      if (chain.size() >= MAX_DEPTH) {
        complain(
            SihRule.ENVIRONMENT_CIRCULAR,
            other,
            entry,
            "environment variables lead to each other over environment.depth = " + MAX_DEPTH);
        return false;
      }
      return true;
    }

    private void complain(Rule rule, Reference token, Entry entry, String message) {
      diagnostics.add(rule, entry.value().place(), token.written().offset(), message, null);
    }

    private void complain(
        int number, String line, int at, String message, @Nullable String suggestion) {
      diagnostics.add(
          SihRule.ENVIRONMENT_SYNTAX,
          new LinePlace(source.logicalName(), line, number, at),
          0,
          message,
          suggestion);
    }

    private static int skipSpace(String line, int from) {
      int at = from;
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return at;
    }

    private static int afterExport(String line, int from) {
      int end = from + EXPORT.length();
      boolean is =
          line.regionMatches(true, from, EXPORT, 0, EXPORT.length())
              && end < line.length()
              && Character.isWhitespace(line.charAt(end));
      return is ? skipSpace(line, end) : from;
    }

    /// The offset of the first character that no name has; negative when all is well.
    private static int nameFault(String name) {
      for (int at = 0; at < name.length(); at++) {
        char unit = name.charAt(at);
        boolean good =
            (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || unit == '_'
                || unit == '.'
                || unit == '-';
        if (!good) {
          return at;
        }
      }
      return name.isEmpty() ? 0 : -1;
    }
  }

  /// @param from the offset in the line where the text starts
  private record LinePlace(String file, String line, int number, int from) implements Place {
    @Override
    public Position at(int offset) {
      return inLine(from + offset);
    }

    Position inLine(int offset) {
      return new Position(number, 1 + line.codePointCount(0, Math.min(offset, line.length())));
    }
  }
}
