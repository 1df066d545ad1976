package dev.clew.workflow.definition;

import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import dev.clew.workflow.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a `.workflow` file.
public final class WorkflowReader {
  private static final KeySet KEYS =
      KeySet.of(
              "version",
              "id",
              "name",
              "description",
              "output",
              "references",
              "input",
              "initStage",
              "vars",
              "stages",
              "endStage")
          .later("resilience");
  private static final KeySet REFERENCE_KEYS =
      KeySet.of("apis").later("workflows", "latencyProfiles", "environmentFile");
  private static final KeySet API_KEYS = KeySet.of("name", "definition");
  private static final KeySet END_KEYS =
      KeySet.of("output", "secretOutputs").later("outputJson", "context", "assertions", "result");

  private final Reading reading;

  private WorkflowReader(Reading reading) {
    this.reading = reading;
  }

  /// Null when nothing could be read; then a diagnostic says why.
  public static @Nullable WorkflowDefinition read(SourceFile source, Diagnostics diagnostics) {
    return new WorkflowReader(new Reading(source, diagnostics, Reading.WORKFLOW)).workflow();
  }

  private @Nullable WorkflowDefinition workflow() {
    YamlNode root = YamlText.read(reading.source(), reading.diagnostics());
    if (root == null) {
      return null;
    }
    if (!(root instanceof Mapping mapping)) {
      reading.complain(
          Rule.WORKFLOW_NOT_A_MAPPING,
          root.at(),
          "a workflow is a mapping of keys ('version: …'), not " + root.what());
      return null;
    }
    Fields fields = new Fields(mapping, "the workflow", KEYS, reading);
    Scalar version = fields.required("version");
    Scalar id = fields.text("id");
    Scalar name = fields.required("name");
    Scalar description = fields.text("description");
    boolean writesOutput = fields.flag("output", false);
    List<ApiReference> apis = apis(fields.mapping("references"));
    var inputs = new InputsReader(reading).read(fields.list("input"));
    InitStage init = new InitStageReader(reading, inputs).read(fields.mapping("initStage"));
    List<NamedTemplate> variables = variables(fields);
    List<YamlNode> stageNodes = fields.list("stages");
    var stages = new StageReader(reading).read(stageNodes);
    if (fields.node("stages") == null || fields.isEmptyList("stages")) {
      fields.missing(mapping.at(), "stages");
    }
    EndStage end = endStage(fields.mapping("endStage"));
    Place start = Place.fixed(reading.source().logicalName(), mapping.at());
    return new WorkflowDefinition(
        reading.source(),
        version == null ? "" : version.text(),
        version == null ? start : version,
        id == null ? null : id.text(),
        name == null ? "" : name.text(),
        description == null ? null : description.text(),
        writesOutput,
        List.of(),
        apis,
        List.of(),
        null,
        inputs,
        init,
        variables,
        stages,
        end);
  }

  private List<ApiReference> apis(@Nullable Mapping references) {
    List<ApiReference> apis = new ArrayList<>();
    if (references == null) {
      return apis;
    }
    Names names = new Names("api", reading);
    Fields fields = new Fields(references, "'references'", REFERENCE_KEYS, reading);
    for (YamlNode item : fields.list("apis")) {
      if (!(item instanceof Mapping mapping)) {
        reading.wrongType(item.at(), "an api reference must be a mapping, not " + item.what());
        continue;
      }
      Fields api = new Fields(mapping, "the api reference", API_KEYS, reading);
      Scalar name = api.required("name");
      Scalar definition = api.required("definition");
      if (name != null) {
        names.add(name);
      }
      if (name != null && definition != null) {
        apis.add(new ApiReference(name.text(), new ApiUse(definition.text(), definition)));
      }
    }
    return apis;
  }

  private List<NamedTemplate> variables(Fields fields) {
    List<NamedTemplate> variables = new ArrayList<>();
    Names names = new Names("var", reading);
    for (Fields.Pair pair : fields.texts("vars")) {
      if (names.addAddressable(pair.key())) {
        variables.add(
            new NamedTemplate(
                pair.key().text(),
                TemplateParser.parse(pair.value().text(), pair.value(), reading.diagnostics())));
      }
    }
    return variables;
  }

  private EndStage endStage(@Nullable Mapping mapping) {
    if (mapping == null) {
      return EndStage.NONE;
    }
    Fields fields = new Fields(mapping, "'endStage'", END_KEYS, reading);
    return new EndStage(new OutputsReader(reading).read(fields), true, List.of(), List.of(), null);
  }
}
