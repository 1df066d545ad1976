package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.expression.ConditionParser;
import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `stages`.
final class StageReader {
  private static final KeySet KEYS =
      KeySet.of(
              "name",
              "kind",
              "runIf",
              "message",
              "output",
              "secretOutputs",
              "config",
              "apiRef",
              "endpoint",
              "httpVerb",
              "headers",
              "query",
              "body",
              "expectedStatus",
              "expectedStatuses")
          .later(
              "bodyFile",
              "delaySeconds",
              "debug",
              "set",
              "context",
              "assertions",
              "onSkip",
              "forEach",
              "forEachSequential",
              "itemName",
              "indexName",
              "dataFile",
              "mock",
              "onStatus",
              "jumpOnStatus",
              "ensure",
              "retry",
              "circuitBreaker",
              "workflowRef",
              "inputs",
              "allowVersion");

  private static final List<String> KINDS = List.of("Endpoint", "Http");
  private static final List<String> LATER_KINDS = List.of("workflow", "llm", "openai");

  private final Reading reading;

  StageReader(Reading reading) {
    this.reading = reading;
  }

  List<StageDefinition> read(List<YamlNode> items) {
    List<StageDefinition> stages = new ArrayList<>();
    Names names = new Names("stage", reading);
    for (YamlNode item : items) {
      if (item instanceof Mapping mapping) {
        stages.add(stage(mapping, names));
      } else {
        reading.wrongType(item.at(), "a stage must be a mapping, not " + item.what());
      }
    }
    return stages;
  }

  private StageDefinition stage(Mapping mapping, Names names) {
    String owner = owner(mapping);
    Scalar kind = kind(mapping);
    if (kind != null && LATER_KINDS.contains(kind.text().toLowerCase(Locale.ROOT))) {
      return later(mapping, kind, owner);
    }
    Fields fields = new Fields(mapping, owner, KEYS, reading);
    Scalar name = fields.required("name");
    if (name != null) {
      names.addAddressable(name);
    }
    Scalar stated = fields.required("kind");
    String known = stated == null ? "" : known(stated);
    EndpointCall call = new EndpointReader(reading).read(fields, owner);
    Condition runIf = runIf(fields.text("runIf"));
    Scalar message = fields.text("message");
    Outputs outputs = new OutputsReader(reading).read(fields);
    return new StageDefinition(
        name == null ? "" : name.text(),
        known,
        call,
        runIf,
        Duration.ZERO,
        null,
        List.of(),
        message == null ? null : template(message),
        outputs,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        name == null ? mapping.at() : name.at());
  }

  /// One diagnostic for the kind; the keys of such a stage are not looked at.
  private StageDefinition later(Mapping mapping, Scalar kind, String owner) {
    reading.complain(
        Rule.WORKFLOW_NOT_SUPPORTED_YET,
        kind.at(),
        "kind '" + kind.text() + "' of " + owner + " is not supported yet");
    Scalar name = text(mapping, "name");
    return new StageDefinition(
        name == null ? "" : name.text(),
        kind.text(),
        null,
        null,
        Duration.ZERO,
        null,
        List.of(),
        null,
        Outputs.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        mapping.at());
  }

  private String known(Scalar kind) {
    for (String known : KINDS) {
      if (known.equalsIgnoreCase(kind.text())) {
        return known;
      }
    }
    reading.complain(
        Rule.WORKFLOW_UNKNOWN_KIND,
        kind.at(),
        "unknown stage kind '" + kind.text() + "'",
        Nearest.to(kind.text(), KINDS));
    return "";
  }

  private @Nullable Condition runIf(@Nullable Scalar scalar) {
    return scalar == null
        ? null
        : ConditionParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  private Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  private static String owner(Mapping mapping) {
    Scalar name = text(mapping, "name");
    return name == null ? "the stage" : "stage '" + name.text() + "'";
  }

  private static @Nullable Scalar kind(Mapping mapping) {
    return text(mapping, "kind");
  }

  private static @Nullable Scalar text(Mapping mapping, String key) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().equals(key) && entry.value() instanceof Scalar scalar) {
        return scalar;
      }
    }
    return null;
  }
}
