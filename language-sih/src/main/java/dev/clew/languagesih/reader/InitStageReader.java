package dev.clew.languagesih.reader;

import dev.clew.core.Nearest;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.InputSpec;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `initStage`.
final class InitStageReader {
  private static final List<String> COMMON = List.of("name", "type", "secret");

  /// The keys of each type besides those of all, by its word.
  private static final Map<String, List<String>> KEYS_BY_TYPE = new LinkedHashMap<>();

  static {
    KEYS_BY_TYPE.put("Fixed", List.of("value"));
    KEYS_BY_TYPE.put("Number", List.of("min", "max", "padding"));
    KEYS_BY_TYPE.put("Text", List.of("length", "characterSet"));
    KEYS_BY_TYPE.put("Guid", List.of());
    KEYS_BY_TYPE.put("Ulid", List.of());
    KEYS_BY_TYPE.put("DateTime", List.of("fromDateTime", "toDateTime", "format"));
    KEYS_BY_TYPE.put("Date", List.of("fromDate", "toDate", "format"));
    KEYS_BY_TYPE.put("Time", List.of("fromTime", "toTime", "format"));
    KEYS_BY_TYPE.put("Sequence", List.of("start", "step", "padding"));
  }

  private static final KeySet VARIABLE_KEYS =
      KeySet.of(
          Key.text("name", "What tokens call the variable: {{global.NAME}}.").needed(),
          Key.of(
                  "type",
                  KeyType.oneOf("a type of a variable", List.copyOf(KEYS_BY_TYPE.keySet())),
                  "How the value is made.")
              .needed(),
          Key.of("secret", KeyType.FLAG, "Whether the value must never be shown or stored."),
          Key.text("value", "Fixed: the value, with tokens."),
          Key.of("min", KeyType.NUMBER, "Number: the least; 1 when not written."),
          Key.of("max", KeyType.NUMBER, "Number: the most, which is drawn too; 100 otherwise."),
          Key.of("padding", KeyType.NUMBER, "Number and Sequence: digits, with zeros in front."),
          Key.of("length", KeyType.NUMBER, "Text: how many characters; 16 when not written."),
          Key.of(
              "characterSet",
              KeyType.oneOf("a character set", CharacterSet.words()),
              "Text: which characters; alnum when not written."),
          Key.text("fromDateTime", "DateTime: the earliest; a month ago when not written."),
          Key.text("toDateTime", "DateTime: the latest; in a month when not written."),
          Key.text("fromDate", "Date: the earliest; a month ago when not written."),
          Key.text("toDate", "Date: the latest; in a month when not written."),
          Key.text("fromTime", "Time: the earliest; 00:00 when not written."),
          Key.text("toTime", "Time: the latest; the end of the day when not written."),
          Key.text("format", "DateTime, Date and Time: a .NET format string."),
          Key.of("start", KeyType.NUMBER, "Sequence: the value; 1 when not written."),
          Key.of("step", KeyType.NUMBER, "Sequence: the distance of values."));

  static final KeySet KEYS =
      KeySet.of(
          Key.of(
              "variables",
              KeyType.groups(VARIABLE_KEYS),
              "Globals that are computed or drawn once a run, in this order."),
          Key.of(
              "context",
              KeyType.TEXT_BY_NAME,
              "Entries of the shared context, where nobody has set them."));

  private final FileReading reading;
  private final List<InputSpec> inputs;

  InitStageReader(FileReading reading, List<InputSpec> inputs) {
    this.reading = reading;
    this.inputs = inputs;
  }

  InitStage read(@Nullable Fields fields) {
    if (fields == null) {
      return InitStage.NONE;
    }
    List<InitVariable> variables = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("variable", reading);
    for (YamlNode item : fields.list("variables")) {
      if (item instanceof Mapping one) {
        InitVariable variable = variable(one, names);
        if (variable != null) {
          variables.add(variable);
        }
      } else {
        reading.wrongType(item.at(), "a variable must be a mapping, not " + item.what());
      }
    }
    return new InitStage(variables, context(fields));
  }

  private List<NamedExpression> context(Fields fields) {
    List<NamedExpression> context = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("context entry", reading);
    for (Fields.Pair pair : fields.texts("context")) {
      names.addAddressable(pair.key());
      Template template =
          TemplateParser.parse(pair.value().text(), pair.value(), reading.diagnostics());
      context.add(new NamedExpression(pair.key().text(), TemplateExpression.text(template)));
    }
    return context;
  }

  /// Null when it has no name of its own or no type.
  private @Nullable InitVariable variable(Mapping mapping, DeclaredNames names) {
    Fields fields = new Fields(mapping, owner(mapping), VARIABLE_KEYS, reading);
    Scalar name = fields.required("name");
    Scalar written = fields.required("type");
    boolean secret = fields.flag("secret", false);
    boolean isNew = name != null && names.addAddressable(name) && isNoInput(name);
    String type = written == null ? null : type(written);
    if (type == null) {
      return null;
    }
    keysFit(mapping, type, owner(mapping));
    InitVariable.Value value = new InitValueReader(fields, owner(mapping), reading).read(type);
    return name == null || !isNew || value == null
        ? null
        : new InitVariable(name.text(), value, secret, name.at());
  }

  private boolean isNoInput(Scalar name) {
    for (InputSpec input : inputs) {
      if (input.name().equalsIgnoreCase(name.text())) {
        reading.complain(
            reading.rules().duplicateName(),
            name.at(),
            "variable '" + name.text() + "' has the name of an input; rename one of them");
        return false;
      }
    }
    return true;
  }

  /// The word as the language writes it; null when there is no such type.
  private @Nullable String type(Scalar written) {
    for (String word : KEYS_BY_TYPE.keySet()) {
      if (word.equalsIgnoreCase(written.text())) {
        return word;
      }
    }
    boolean structured =
        written.text().equalsIgnoreCase("Object") || written.text().equalsIgnoreCase("Array");
    reading.wrongValue(
        written.at(),
        structured
            ? "a variable cannot be of type '"
                + written.text()
                + "'; write the JSON as the value of a Fixed one"
            : "'" + written.text() + "' is not a type of a variable",
        structured ? null : Nearest.to(written.text(), KEYS_BY_TYPE.keySet()));
    return null;
  }

  /// A value excludes everything that says how to draw one. Other keys that the type does not have
  /// are without effect.
  private void keysFit(Mapping mapping, String type, String owner) {
    List<Scalar> keys = ownKeys(mapping);
    Scalar value = null;
    Scalar other = null;
    for (Scalar key : keys) {
      if (key.text().equals("value")) {
        value = key;
      } else if (other == null) {
        other = key;
      }
    }
    boolean isMoment = type.equals("DateTime") || type.equals("Date") || type.equals("Time");
    if (value != null && isMoment) {
      reading.complain(
          SihRule.INIT_CONFLICT,
          value.at(),
          owner + " must be of type 'Fixed' when it has a value, not '" + type + "'");
    } else if (value != null && other != null) {
      reading.complain(
          SihRule.INIT_CONFLICT,
          other.at(),
          owner
              + " has a value, so that '"
              + other.text()
              + "' has nothing to draw; leave one of them out");
    } else {
      unusedKeys(keys, type, owner);
    }
  }

  private void unusedKeys(List<Scalar> keys, String type, String owner) {
    List<String> own = KEYS_BY_TYPE.getOrDefault(type, List.of());
    for (Scalar key : keys) {
      if (!own.contains(key.text())) {
        reading.complain(
            SihRule.INIT_UNUSED_KEY,
            key.at(),
            "'" + key.text() + "' has no effect in " + owner + " of type " + type + takes(own));
      }
    }
  }

  /// The keys that are there with something in them, but for those that every variable has.
  private static List<Scalar> ownKeys(Mapping mapping) {
    List<Scalar> keys = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (VARIABLE_KEYS.get(key) != null && !COMMON.contains(key) && !isBlank(entry.value())) {
        keys.add(entry.key());
      }
    }
    return keys;
  }

  private static String takes(List<String> own) {
    return own.isEmpty() ? "" : "; it takes " + String.join(", ", own);
  }

  private static boolean isBlank(YamlNode node) {
    return node instanceof Scalar scalar && (scalar.isNull() || scalar.text().isBlank());
  }

  private static String owner(Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().equals("name") && entry.value() instanceof Scalar name) {
        return "variable '" + name.text() + "'";
      }
    }
    return "the variable";
  }
}
