package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the child workflow of a Workflow stage.
final class WorkflowCallReader {
  static final KeySet KEYS =
      KeySet.of(
          Key.text("workflowRef", "The child workflow: a name of 'references.workflows'."),
          Key.of(
              "inputs",
              KeyType.byName(KeyType.ANYTHING),
              "The child's inputs by name: texts with tokens, lists and mappings of them."),
          Key.text("allowVersion", "The child's expected version; another one is warned of."));

  private final FileReading reading;

  WorkflowCallReader(FileReading reading) {
    this.reading = reading;
  }

  /// Null when no child is named.
  @Nullable WorkflowCall read(Fields stage) {
    Scalar ref = stage.required("workflowRef");
    Mapping mapping = stage.mapping("inputs");
    DeclaredNames names = new DeclaredNames("input", reading);
    if (mapping != null) {
      mapping.entries().forEach(entry -> names.add(entry.key()));
    }
    List<TemplateTree.Member> inputs =
        mapping == null ? List.of() : new TextReader(reading).members(mapping);
    Scalar version = stage.text("allowVersion");
    return ref == null
        ? null
        : new WorkflowCall(ref.text(), ref, inputs, version == null ? null : version.text());
  }
}
