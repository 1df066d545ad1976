package dev.clew.languagesih.reader;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.EndSpec;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlText;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a `.workflow` file.
public final class WorkflowReader {
  public static final KeySet KEYS =
      KeySet.of(
          Key.text("version", "Selects the catalog's version.").needed(),
          Key.text("id", "An identifier of the workflow."),
          Key.text("name", "The workflow's name.").needed(),
          Key.text("description", "What the workflow is for."),
          Key.of("output", KeyType.FLAG, "Whether a run writes its output into a file."),
          Key.of(
              "references",
              KeyType.group(ReferencesReader.KEYS),
              "The files and APIs that the workflow uses."),
          Key.of("input", KeyType.groups(InputsReader.KEYS), "What a run is given."),
          Key.of(
              "initStage",
              KeyType.group(InitStageReader.KEYS),
              "What is drawn and set before the first stage."),
          Key.of(
              "resilience",
              KeyType.group(ResilienceReader.KEYS),
              "Named policies for retries and circuit breakers."),
          Key.of(
              "vars",
              KeyType.TEXT_BY_NAME,
              "Derived values by name, evaluated where {{var:…}} uses them."),
          Key.of("stages", KeyType.groups(StageReader.KEYS), "What the workflow does, in order."),
          Key.of(
              "endStage",
              KeyType.group(EndStageReader.KEYS),
              "What the workflow gives when its stages are through."));

  private final FileReading reading;
  private final Supplier<Set<String>> pluginKinds;

  private WorkflowReader(FileReading reading, Supplier<Set<String>> pluginKinds) {
    this.reading = reading;
    this.pluginKinds = pluginKinds;
  }

  /// Null when nothing could be read; then a diagnostic says why.
  public static @Nullable WorkflowDefinition read(SourceFile source, Diagnostics diagnostics) {
    return read(source, Set::of, diagnostics);
  }

  /// @param pluginKinds the kinds of stages that plug-ins execute; asked when a kind is no other
  public static @Nullable WorkflowDefinition read(
      SourceFile source, Supplier<Set<String>> pluginKinds, Diagnostics diagnostics) {
    FileReading reading = new FileReading(source, diagnostics, SihRule.IN_WORKFLOW);
    return new WorkflowReader(reading, pluginKinds).workflow();
  }

  private @Nullable WorkflowDefinition workflow() {
    YamlNode root = YamlText.read(reading.source(), reading.diagnostics());
    if (root == null) {
      return null;
    }
    if (!(root instanceof Mapping mapping)) {
      reading.complain(
          SihRule.WORKFLOW_NOT_A_MAPPING,
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
    var references = new ReferencesReader(reading).read(fields.group("references"));
    var inputs = new InputsReader(reading).read(fields.groups("input", "input"));
    Resilience resilience = new ResilienceReader(reading).read(fields.group("resilience"));
    InitStage init = new InitStageReader(reading, inputs).read(fields.group("initStage"));
    var variables = new TextReader(reading).named(fields, "vars", "var");
    List<YamlNode> stageNodes = fields.list("stages");
    var stages = new StageReader(reading, resilience, pluginKinds).read(stageNodes);
    EndSpec end = new EndStageReader(reading).read(fields.group("endStage"));
    if (writesOutput && end.outputs().all().isEmpty()) {
      YamlNode output = fields.node("output");
      reading.complain(
          SihRule.WORKFLOW_MISSING_KEY,
          output == null ? mapping.at() : output.at(),
          "'output' is true, and there is no 'endStage.output' to write");
    }
    Place start = Place.fixed(reading.source().logicalName(), mapping.at());
    return new WorkflowDefinition(
        reading.source(),
        version == null ? "" : version.text(),
        version == null ? start : version,
        id == null ? null : id.text(),
        name == null ? "" : name.text(),
        description == null ? null : description.text(),
        writesOutput,
        references.workflows(),
        references.apis(),
        references.latencyProfiles(),
        references.environmentFile(),
        inputs,
        init,
        variables,
        stages,
        end);
  }
}
