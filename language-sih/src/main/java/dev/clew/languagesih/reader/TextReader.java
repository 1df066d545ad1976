package dev.clew.languagesih.reader;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.languagesih.condition.ConditionParser;
import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a workflow as what they are: templates, conditions, trees of templates.
public record TextReader(FileReading reading) {
  Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  Expression expression(Scalar scalar) {
    return TemplateExpression.text(template(scalar));
  }

  @Nullable Expression optional(@Nullable Scalar scalar) {
    return scalar == null ? null : expression(scalar);
  }

  /// Null when there is none, or it is wrong.
  @Nullable ConditionTree condition(@Nullable Scalar scalar) {
    return scalar == null
        ? null
        : ConditionParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  /// The templates of a mapping whose names can be in tokens.
  ///
  /// @param noun what an entry is, for messages, such as `output`
  List<NamedExpression> named(Fields fields, String key, String noun) {
    List<Fields.Pair> pairs = fields.texts(key);
    if (pairs.isEmpty()) {
      return List.of();
    }
    List<NamedExpression> all = new ArrayList<>(pairs.size());
    DeclaredNames names = new DeclaredNames(noun, reading);
    for (Fields.Pair pair : pairs) {
      NamedExpression named = new NamedExpression(pair.key().text(), expression(pair.value()));
      if (names.addAddressable(pair.key())) {
        all.add(named);
      }
    }
    return all;
  }

  /// As [#named], for names that no token has.
  List<NamedExpression> labelled(Fields fields, String key) {
    List<NamedExpression> all = new ArrayList<>();
    for (Fields.Pair pair : fields.texts(key)) {
      all.add(new NamedExpression(pair.key().text(), expression(pair.value())));
    }
    return all;
  }

  /// The entries of a mapping of any depth, every text of which is a template.
  public List<TemplateTree.Member> members(YamlNode.Mapping mapping) {
    List<TemplateTree.Member> members = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      members.add(
          new TemplateTree.Member(entry.key().text(), tree(entry.value()), entry.key().at()));
    }
    return members;
  }

  TemplateTree tree(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> {
        List<TemplateTree> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
          items.add(tree(item));
        }
        yield new TemplateTree.Items(items);
      }
      case YamlNode.Mapping mapping -> new TemplateTree.Members(members(mapping));
    };
  }

  /// What YAML's own schema calls a number, a Boolean or null is one here too, unless it is quoted.
  private TemplateTree scalar(Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return new TemplateTree.Literal(Json.NULL);
    }
    if (scalar.style() == YamlNode.Style.PLAIN) {
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return new TemplateTree.Literal(Json.of(text.equalsIgnoreCase("true")));
      }
      if (text.length() <= JsonText.MAX_NUMBER_CHARS && Json.isNumber(text)) {
        return new TemplateTree.Literal(new Json.Num(text));
      }
    }
    return new TemplateTree.Text(template(scalar));
  }
}
