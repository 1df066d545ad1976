package dev.clew.workflow.reader;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.expression.ConditionParser;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.template.TemplateTree;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a workflow as what they are: templates, conditions, trees of templates.
public record TextReader(Reading reading) {
  Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  @Nullable Template optional(@Nullable Scalar scalar) {
    return scalar == null ? null : template(scalar);
  }

  /// Null when there is none, or it is wrong.
  @Nullable Condition condition(@Nullable Scalar scalar) {
    return scalar == null
        ? null
        : ConditionParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  /// The templates of a mapping whose names can be in tokens.
  ///
  /// @param noun what an entry is, for messages, such as `output`
  List<NamedTemplate> named(Fields fields, String key, String noun) {
    List<Fields.Pair> pairs = fields.texts(key);
    if (pairs.isEmpty()) {
      return List.of();
    }
    List<NamedTemplate> all = new ArrayList<>(pairs.size());
    DeclaredNames names = new DeclaredNames(noun, reading);
    for (Fields.Pair pair : pairs) {
      NamedTemplate named = new NamedTemplate(pair.key().text(), template(pair.value()));
      if (names.addAddressable(pair.key())) {
        all.add(named);
      }
    }
    return all;
  }

  /// As [#named], for names that no token has.
  List<NamedTemplate> labelled(Fields fields, String key) {
    List<NamedTemplate> all = new ArrayList<>();
    for (Fields.Pair pair : fields.texts(key)) {
      all.add(new NamedTemplate(pair.key().text(), template(pair.value())));
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
