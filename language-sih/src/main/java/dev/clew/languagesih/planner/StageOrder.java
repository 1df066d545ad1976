package dev.clew.languagesih.planner;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Rule;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.StageUse;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.reader.HandlingReader;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.StatusAction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// In which order the stages of a workflow run: one after the other with jumps, or by `dependsOn`.
/// Reports the jumps and dependencies that cannot be.
final class StageOrder {
  /// What a stage may use of another.
  enum Access {
    ALLOWED,
    /// It is the stage itself, which is not through.
    ITSELF,
    /// It runs later, or on another branch.
    LATER,
    NOT_A_DEPENDENCY
  }

  private record Written(int from, Jump jump) {}

  private final WorkflowDefinition workflow;
  private final Diagnostics diagnostics;
  private final Map<String, Integer> indexes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// The same for the names as they are written, which is how most uses write them.
  private final Map<String, Integer> asWritten = new HashMap<>();

  private final boolean isGraph;
  private final List<List<Integer>> dependencies = new ArrayList<>();

  /// By the stage: everything that is through before it. Only of a graph.
  private final List<BitSet> before = new ArrayList<>();

  /// By the stage: the earliest stage that a jump from it, or from a later one, leads to.
  private final int[] earliestTarget;

  StageOrder(WorkflowDefinition workflow, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.diagnostics = diagnostics;
    boolean graph = false;
    for (int index = 0; index < workflow.stages().size(); index++) {
      StageDefinition stage = workflow.stages().get(index);
      Integer first = indexes.putIfAbsent(stage.name(), index);
      asWritten.put(stage.name(), first == null ? index : first);
      graph |= stage.dependsOn() != null;
    }
    this.isGraph = graph;
    this.earliestTarget = new int[workflow.stages().size()];
    readJumps();
    readDependencies();
    if (isGraph) {
      new Closure().all();
    }
  }

  /// Whether a stage says what it depends on.
  boolean isGraph() {
    return isGraph;
  }

  /// The index of a stage by its name, ignoring case; of two stages of one name the first. Null
  /// when there is none.
  @Nullable Integer index(String name) {
    Integer index = asWritten.get(name);
    return index == null ? indexes.get(name) : index;
  }

  Set<String> names() {
    return indexes.keySet();
  }

  /// The indexes of the stages that a stage waits for.
  List<Integer> dependencies(int stage) {
    return dependencies.get(stage);
  }

  /// @param user the index of the stage that uses, -1 for what stands before the first stage, or
  ///   the number of stages for what stands behind the last
  Access access(int user, int used) {
    if (user == workflow.stages().size()) {
      return Access.ALLOWED;
    }
    if (user < 0) {
      return Access.LATER;
    }
    if (isGraph) {
      return user == used
          ? Access.ITSELF
          : before.get(user).get(used) ? Access.ALLOWED : Access.NOT_A_DEPENDENCY;
    }
    if (used < user || runsAgainBehind(used, user)) {
      return Access.ALLOWED;
    }
    return user == used ? Access.ITSELF : Access.LATER;
  }

  /// Whether a stage is through before another begins for the first time.
  boolean isBefore(int user, int used) {
    boolean isEnd = user == workflow.stages().size();
    return isEnd || (isGraph ? before.get(user).get(used) : used < user);
  }

  /// Whether backward jumps can lead from behind one stage to another that is not behind it.
  private boolean runsAgainBehind(int used, int user) {
    int reached = Integer.MAX_VALUE;
    int next = earliestTarget[used];
    while (next < reached && next > user) {
      reached = next;
      next = earliestTarget[reached];
    }
    return next <= user;
  }

  private void readJumps() {
    List<Written> jumps = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      collect(index, workflow.stages().get(index), jumps);
      earliestTarget[index] = Integer.MAX_VALUE;
    }
    for (Written each : jumps) {
      Integer target = target(each);
      if (target != null) {
        earliestTarget[each.from()] = Math.min(earliestTarget[each.from()], target);
      }
    }
    for (int index = earliestTarget.length - 2; index >= 0; index--) {
      earliestTarget[index] = Math.min(earliestTarget[index], earliestTarget[index + 1]);
    }
  }

  private static void collect(int index, StageDefinition stage, List<Written> jumps) {
    Handling handling =
        switch (stage.action()) {
          case null -> Handling.NONE;
          case EndpointCall call -> call.handling();
          case PluginCall call -> call.handling();
          case WorkflowCall call -> Handling.NONE;
        };
    for (StatusAction action : handling.onStatus()) {
      add(index, action.jump(), jumps);
    }
    for (StatusAction action : handling.jumpOnStatus()) {
      add(index, action.jump(), jumps);
    }
    Ensure ensure = handling.ensure();
    if (ensure != null) {
      add(index, ensure.jump(), jumps);
    }
  }

  private static void add(int index, @Nullable Jump jump, List<Written> jumps) {
    if (jump != null) {
      jumps.add(new Written(index, jump));
    }
  }

  /// Null when the jump leads to no stage, which may be a mistake.
  private @Nullable Integer target(Written each) {
    Jump jump = each.jump();
    Integer target = index(jump.target());
    if (isGraph) {
      complain(
          SihRule.WORKFLOW_JUMP_WITH_DEPENDS_ON,
          jump.place(),
          "a jump cannot stand in a workflow with 'dependsOn', where stages run side by side",
          null);
    }
    if (jump.toEnd()) {
      return null;
    }
    if (target == null) {
      List<String> known = new ArrayList<>(indexes.keySet());
      known.add(HandlingReader.END);
      complain(
          SihRule.WORKFLOW_UNKNOWN_JUMP,
          jump.place(),
          "a jump leads to '" + jump.target() + "', which is no stage",
          Nearest.to(jump.target(), known));
    } else if (target == each.from()) {
      complain(
          SihRule.WORKFLOW_JUMP_TO_ITSELF,
          jump.place(),
          "stage '" + jump.target() + "' jumps to itself; use 'retry' to try it again",
          null);
      return null;
    }
    return target;
  }

  private void readDependencies() {
    for (int index = 0; index < workflow.stages().size(); index++) {
      List<StageUse> written = workflow.stages().get(index).dependsOn();
      List<Integer> found = new ArrayList<>();
      if (written == null && index > 0) {
        found.add(index - 1);
      }
      for (StageUse use : written == null ? List.<StageUse>of() : written) {
        Integer dependency = index(use.name());
        if (dependency == null) {
          complain(
              SihRule.WORKFLOW_UNKNOWN_DEPENDENCY,
              use.place(),
              "'dependsOn' names '" + use.name() + "', which is no stage",
              Nearest.to(use.name(), indexes.keySet()));
        } else if (!found.contains(dependency)) {
          found.add(dependency);
        }
      }
      dependencies.add(List.copyOf(found));
    }
  }

  private void complain(Rule rule, Place place, String message, @Nullable String suggestion) {
    diagnostics.add(rule, place, 0, message, suggestion);
  }

  /// What is through before each stage, without recursion: a chain of stages may be long.
  private final class Closure {
    private final int count = workflow.stages().size();
    private final byte[] state = new byte[count];
    private final List<Integer> path = new ArrayList<>();
    private final int[] nextDependency = new int[count];

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    void all() {
      for (int index = 0; index < count; index++) {
        before.add(new BitSet());
      }
      for (int index = 0; index < count; index++) {
        if (state[index] == 0) {
          from(index);
        }
      }
    }

    private void from(int start) {
      open(start);
      while (!path.isEmpty()) {
        int stage = path.getLast();
        List<Integer> waitsFor = dependencies.get(stage);
        if (nextDependency[stage] == waitsFor.size()) {
          state[stage] = DONE;
          path.removeLast();
          continue;
        }
        int dependency = waitsFor.get(nextDependency[stage]);
        if (state[dependency] == 0) {
          open(dependency);
          continue;
        }
        if (state[dependency] == OPEN) {
          complainOfCycle(dependency);
        } else {
          before.get(stage).or(before.get(dependency));
          before.get(stage).set(dependency);
        }
        nextDependency[stage]++;
      }
    }

    private void open(int stage) {
      state[stage] = OPEN;
      path.add(stage);
    }

    private void complainOfCycle(int start) {
      StringBuilder names = new StringBuilder();
      for (int stage : path.subList(path.indexOf(start), path.size())) {
        names.append(workflow.stages().get(stage).name()).append(" → ");
      }
      names.append(workflow.stages().get(start).name());
      StageDefinition last = workflow.stages().get(path.getLast());
      Place place = Place.fixed(workflow.source().logicalName(), last.settings().at());
      for (StageUse use : last.dependsOn() == null ? List.<StageUse>of() : last.dependsOn()) {
        if (use.name().equalsIgnoreCase(workflow.stages().get(start).name())) {
          place = use.place();
        }
      }
      complain(
          SihRule.WORKFLOW_DEPENDENCY_CYCLE, place, "stages wait for each other: " + names, null);
    }
  }
}
