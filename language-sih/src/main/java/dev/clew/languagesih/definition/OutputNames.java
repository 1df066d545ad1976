package dev.clew.languagesih.definition;

import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.MockSpec;
import dev.clew.plan.stage.StatusAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outputs that a stage has without declaring them in `output`.
public final class OutputNames {
  private static final List<String> LOOP_OUTPUTS =
      List.of("foreach_count", "foreach_items", "foreach_success_count", "foreach_failed_count");

  private OutputNames() {}

  /// Of a stage; null when its kind does not say.
  public static @Nullable List<String> beside(StageDefinition stage) {
    return switch (stage.action()) {
      case null -> null;
      case EndpointCall call -> ofEndpoint(call.handling(), stage);
      case PluginCall call -> call.isModel() ? ofModel(call, stage) : null;
      case WorkflowCall call -> ofChild(stage);
    };
  }

  private static List<String> ofEndpoint(Handling handling, StageDefinition stage) {
    List<String> names = ofAnswer(handling, stage.settings().onSkip());
    if (stage.settings().loop() != null) {
      names.addAll(LOOP_OUTPUTS);
    }
    return names;
  }

  private static List<String> ofModel(PluginCall call, StageDefinition stage) {
    List<String> names = ofEndpoint(call.handling(), stage);
    names.addAll(PluginCall.MODEL_OUTPUTS);
    return names;
  }

  /// Without those of the child itself.
  private static List<String> ofChild(StageDefinition stage) {
    List<String> names = new ArrayList<>();
    add(stage.settings().onSkip(), names);
    if (stage.settings().mock() instanceof MockSpec.Outputs mock) {
      add(mock.outputs(), names);
    }
    if (stage.settings().loop() != null) {
      names.addAll(LOOP_OUTPUTS);
      names.add("foreach_results");
    }
    return names;
  }

  /// What can be called secret in a stage of that kind; null when it is not known yet.
  public static @Nullable List<String> beside(
      StageKind kind, Handling handling, List<NamedExpression> onSkip) {
    return switch (kind) {
      case ENDPOINT -> ofAnswer(handling, onSkip);
      case WORKFLOW, PLUGIN, UNKNOWN -> null;
    };
  }

  private static List<String> ofAnswer(Handling handling, List<NamedExpression> onSkip) {
    List<String> names = new ArrayList<>(List.of("http_status", "body"));
    for (StatusAction action : handling.onStatus()) {
      add(action.outputs(), names);
    }
    Ensure ensure = handling.ensure();
    if (ensure != null) {
      add(ensure.outputs(), names);
      names.addAll(List.of("ensure_status", "ensured", "existed"));
    }
    add(onSkip, names);
    return names;
  }

  private static void add(List<NamedExpression> outputs, List<String> names) {
    for (NamedExpression output : outputs) {
      names.add(output.name());
    }
  }
}
