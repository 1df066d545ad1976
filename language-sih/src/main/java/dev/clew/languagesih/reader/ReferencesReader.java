package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.ApiReference;
import dev.clew.languagesih.definition.ApiUse;
import dev.clew.languagesih.definition.WorkflowReference;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `references`.
final class ReferencesReader {
  private static final KeySet WORKFLOW_KEYS =
      KeySet.of(
          Key.text("name", "What stages call the child workflow.").needed(),
          Key.text("path", "The file, relative to this one; env: and input: tokens are allowed.")
              .needed());
  private static final KeySet API_KEYS =
      KeySet.of(
          Key.text("name", "What stages call the API.").needed(),
          Key.text("definition", "The name of a definition in the catalog.").needed());

  static final KeySet KEYS =
      KeySet.of(
          Key.of("workflows", KeyType.groups(WORKFLOW_KEYS), "The child workflows of this one."),
          Key.of(
              "apis",
              KeyType.groups(API_KEYS),
              "Other names for the catalog's definitions; an API that is not here is a definition."),
          Key.of(
              "latencyProfiles",
              KeyType.groups(LatencyProfilesReader.KEYS),
              "Names for durations; they win over the catalog's profiles of the same name."),
          Key.text("environmentFile", "A file of KEY=value lines, relative to this one."));

  private final FileReading reading;
  private final TextReader texts;

  ReferencesReader(FileReading reading) {
    this.reading = reading;
    this.texts = new TextReader(reading);
  }

  /// Everything is empty when nothing is written.
  record References(
      List<WorkflowReference> workflows,
      List<ApiReference> apis,
      List<LatencyProfile> latencyProfiles,
      @Nullable Template environmentFile) {}

  References read(@Nullable Fields fields) {
    if (fields == null) {
      return new References(List.of(), List.of(), List.of(), null);
    }
    Scalar environmentFile = fields.text("environmentFile");
    return new References(
        workflows(fields),
        apis(fields),
        new LatencyProfilesReader(reading)
            .read(fields.groups("latencyProfiles", "latency profile")),
        environmentFile == null ? null : texts.template(environmentFile));
  }

  private List<WorkflowReference> workflows(Fields references) {
    List<WorkflowReference> workflows = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("workflow", reading);
    for (Fields fields : references.groups("workflows", "workflow reference")) {
      Scalar name = fields.required("name");
      Scalar path = fields.required("path");
      if (name != null && names.add(name) && path != null) {
        workflows.add(new WorkflowReference(name.text(), texts.template(path), path));
      }
    }
    return workflows;
  }

  private List<ApiReference> apis(Fields references) {
    List<ApiReference> apis = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("api", reading);
    for (Fields fields : references.groups("apis", "api reference")) {
      Scalar name = fields.required("name");
      Scalar definition = fields.required("definition");
      if (name != null) {
        names.add(name);
      }
      if (name != null && definition != null) {
        apis.add(new ApiReference(name.text(), new ApiUse(definition.text(), definition)));
      }
    }
    return apis;
  }
}
