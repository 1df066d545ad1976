package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.StageKind;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.YamlNode.Scalar;

/// Which keys mean something in which kind of stage. What would be ignored is warned of; what
/// somebody would rely on, such as a retry of a whole child workflow, is refused.
record StageKinds(FileReading reading) {
  /// @param word a known kind as the language writes it; empty for an unknown one
  static StageKind of(String word) {
    return switch (word) {
      case "" -> StageKind.UNKNOWN;
      case "Endpoint", "Http" -> StageKind.ENDPOINT;
      case "Workflow" -> StageKind.WORKFLOW;
      default -> StageKind.PLUGIN;
    };
  }

  void check(Fields stage, StageKind kind, String word) {
    switch (kind) {
      case ENDPOINT -> warn(stage, WorkflowCallReader.KEYS, word);
      case WORKFLOW -> {
        refuse(stage, HandlingReader.KEYS, word);
        warn(stage, EndpointReader.KEYS, word);
        warn(stage, HandlingReader.EXPECTED_KEYS, word);
        warn(stage, "config", word);
      }
      case PLUGIN -> warn(stage, WorkflowCallReader.KEYS, word);
      case UNKNOWN -> {}
    }
  }

  private void refuse(Fields stage, KeySet keys, String word) {
    for (Key each : keys.keys()) {
      Scalar key = stage.key(each.name());
      if (key != null) {
        reading.complain(
            SihRule.WORKFLOW_MISPLACED_KEY,
            key.at(),
            "key '" + key.text() + "' cannot stand in a stage of kind " + word);
      }
    }
  }

  private void warn(Fields stage, KeySet keys, String word) {
    for (Key each : keys.keys()) {
      warn(stage, each.name(), word);
    }
  }

  private void warn(Fields stage, String name, String word) {
    Scalar key = stage.key(name);
    if (key != null) {
      reading.complain(
          SihRule.WORKFLOW_UNUSED_KEY,
          key.at(),
          "key '" + name + "' means nothing in a stage of kind " + word);
    }
  }
}
