package dev.clew.languagesih.reader;

import dev.clew.core.Nearest;
import dev.clew.languagesih.definition.InitVariable.Value;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.RandomArguments;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.Moments;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/// Reads what a variable of `initStage` is: the keys that its type has.
final class InitValueReader {
  /// `initStage.padding`: the most digits that a number is padded to.
  static final int MAX_PADDING = 100;

  private static final long DEFAULT_START = 1;
  private static final long DEFAULT_STEP = 1;

  private final Fields fields;
  private final String owner;
  private final FileReading reading;

  InitValueReader(Fields fields, String owner, FileReading reading) {
    this.fields = fields;
    this.owner = owner;
    this.reading = reading;
  }

  /// Null when nothing can be made of it; then a diagnostic says why.
  @Nullable Value read(String type) {
    return switch (type) {
      case "Fixed" -> fixed();
      case "Number" ->
          new Value.Whole(
              whole("min", RandomArguments.DEFAULT_MIN, Long.MIN_VALUE, Long.MAX_VALUE),
              whole("max", RandomArguments.DEFAULT_MAX, Long.MIN_VALUE, Long.MAX_VALUE),
              padding());
      case "Text" ->
          new Value.Text(
              (int)
                  whole(
                      "length",
                      RandomArguments.DEFAULT_TEXT_CHARS,
                      0,
                      RandomArguments.MAX_TEXT_CHARS),
              characters());
      case "Guid" -> new Value.Guid();
      case "Ulid" -> new Value.Ulid();
      case "DateTime" -> moment(TimeKind.DATE_TIME);
      case "Date" -> moment(TimeKind.DATE);
      case "Time" -> moment(TimeKind.TIME);
      case "Sequence" ->
          new Value.Sequence(
              whole("start", DEFAULT_START, Long.MIN_VALUE, Long.MAX_VALUE),
              whole("step", DEFAULT_STEP, 1, Long.MAX_VALUE),
              padding());
      default -> throw new IllegalArgumentException(type);
    };
  }

  private @Nullable Value fixed() {
    Scalar value = fields.required("value");
    return value == null ? null : new Value.Fixed(template(value));
  }

  private CharacterSet characters() {
    Scalar word = fields.text("characterSet");
    if (word == null) {
      return CharacterSet.ALNUM;
    }
    CharacterSet set = CharacterSet.of(word.text().strip());
    if (set == null) {
      reading.wrongValue(
          word.at(),
          "'" + word.text() + "' is not a character set",
          Nearest.to(word.text(), CharacterSet.words()));
      return CharacterSet.ALNUM;
    }
    return set;
  }

  private Value moment(TimeKind kind) {
    return new Value.Moment(
        kind, bound(kind, "from" + kind.word()), bound(kind, "to" + kind.word()), format(kind));
  }

  private @Nullable Template bound(TimeKind kind, String key) {
    Scalar written = fields.text(key);
    if (written == null || written.text().isBlank()) {
      return null;
    }
    int before = reading.diagnostics().size();
    Template template = template(written);
    boolean isLiteral = !template.hasTokens() && reading.diagnostics().size() == before;
    if (isLiteral && Moments.parse(kind, written.text()) == null) {
      reading.wrongValue(
          written.at(),
          "'" + key + "' of " + owner + " is not a " + kind.token() + " such as " + kind.example(),
          null);
    }
    return template;
  }

  private DateFormat format(TimeKind kind) {
    Scalar written = fields.text("format");
    if (written == null) {
      return DateFormat.of(kind);
    }
    return switch (DateFormat.parse(written.text(), kind)) {
      case DateFormat.Parsed.Format parsed -> parsed.format();
      case DateFormat.Parsed.Fault fault -> {
        reading.complain(
            SihRule.TEMPLATE_ARGUMENT,
            written.at(fault.offset()),
            "'" + written.text() + "' is not a .NET format: " + fault.what(),
            fault.suggestion());
        yield DateFormat.of(kind);
      }
    };
  }

  private int padding() {
    return (int) whole("padding", 0, 0, MAX_PADDING);
  }

  private long whole(String key, long otherwise, long least, long most) {
    Scalar written = fields.text(key);
    if (written == null) {
      return otherwise;
    }
    Long number = RandomArguments.whole(written.text());
    if (number == null || number < least || number > most) {
      String range =
          most == Long.MAX_VALUE
              ? least == Long.MIN_VALUE ? "" : " from " + least
              : " from " + least + " to " + most;
      reading.wrongValue(
          written.at(), "'" + key + "' of " + owner + " must be a whole number" + range, null);
      return otherwise;
    }
    return number;
  }

  private Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }
}
