package dev.clew.engine.context;

import dev.clew.core.json.Json;
import dev.clew.plan.scope.StageValues;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the stages of one execution of a workflow know: globals, the shared context, and what
/// earlier stages gave. In layers: who works in a layer sees what is below, and changes only its
/// own. A layer is for one thread, but once others stand on it, it only is read.
public final class RunState {
  private final @Nullable RunState below;
  private final Map<String, Json> globals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Json> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// Of the whole execution: names are those of its stages, which are read once they have ended.
  private final Map<String, StageValues> stages;

  private RunState(@Nullable RunState below, Map<String, StageValues> stages) {
    this.below = below;
    this.stages = stages;
  }

  /// Nothing is known yet.
  public static RunState empty() {
    return new RunState(null, new ConcurrentHashMap<>());
  }

  /// A layer on this one. What its stages give is known in all layers.
  public RunState over() {
    return new RunState(this, stages);
  }

  public @Nullable Json global(String name) {
    Json own = globals.get(name);
    return own == null && below != null ? below.global(name) : own;
  }

  public @Nullable Json context(String name) {
    Json own = context.get(name);
    return own == null && below != null ? below.context(name) : own;
  }

  public @Nullable StageValues stage(String name) {
    return stages.get(name.toLowerCase(Locale.ROOT));
  }

  public void global(String name, Json value) {
    globals.put(name, value);
  }

  public void context(String name, Json value) {
    context.put(name, value);
  }

  public void stage(String name, StageValues values) {
    stages.put(name.toLowerCase(Locale.ROOT), values);
  }

  /// Takes over what another layer changed.
  public void take(RunState layer) {
    globals.putAll(layer.globals);
    context.putAll(layer.context);
  }

  /// The whole context, as a child workflow gets it.
  public Map<String, Json> wholeContext() {
    Map<String, Json> whole =
        below == null ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : below.wholeContext();
    whole.putAll(context);
    return whole;
  }
}
