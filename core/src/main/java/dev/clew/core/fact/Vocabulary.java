package dev.clew.core.fact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.artifact.EffectReported;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.log.OutputChunk;
import dev.clew.core.fact.log.OutputSummarised;
import dev.clew.core.fact.log.SecretFound;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Heartbeat;
import dev.clew.core.fact.run.PreflightChecked;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.run.StatusPersisted;
import dev.clew.core.fact.run.ValuesInitialised;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.fact.stage.BreakerChanged;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All facts that clew knows. The vocabulary is open: an event of another kind, and an attribute of
/// another name, are kept and shown.
public final class Vocabulary {
  /// In the order of the documentation.
  private static final List<FactType> TYPES =
      List.of(
          AnyEvent.TYPE,
          RunCreated.TYPE,
          RunClaimed.TYPE,
          ConfigCaptured.TYPE,
          PreflightChecked.TYPE,
          WorkspaceReady.TYPE,
          WorkspaceSnapshotted.TYPE,
          AttemptStarted.TYPE,
          ValuesInitialised.TYPE,
          Heartbeat.TYPE,
          ReplayBoundary.TYPE,
          StatusPersisted.TYPE,
          RunEnded.TYPE,
          StagePlanned.TYPE,
          StageStarted.TYPE,
          StageEnded.TYPE,
          RetryScheduled.TYPE,
          Waited.TYPE,
          ToolCallStarted.TYPE,
          ToolCallEnded.TYPE,
          ArtifactWritten.TYPE,
          EffectReported.TYPE,
          DecisionMade.TYPE,
          CheckMade.TYPE,
          BreakerChanged.TYPE,
          OutputChunk.TYPE,
          OutputSummarised.TYPE,
          LogLine.TYPE,
          SecretFound.TYPE);

  private static final Map<Kind, FactType> BY_KIND = new EnumMap<>(Kind.class);
  private static final Map<String, Attribute<?>> OF_ANY = byName(AnyEvent.TYPE);
  private static final Map<Kind, Map<String, Attribute<?>>> OF_KIND = new EnumMap<>(Kind.class);

  static {
    for (FactType type : TYPES) {
      Map<String, Attribute<?>> attributes = new HashMap<>(OF_ANY);
      attributes.putAll(byName(type));
      for (Kind kind : type.kinds()) {
        BY_KIND.put(kind, type);
        OF_KIND.put(kind, attributes);
      }
    }
  }

  private Vocabulary() {}

  /// What an event of any kind may say comes first.
  public static List<FactType> types() {
    return TYPES;
  }

  /// The parts that attributes are made of, each before the parts that it has itself.
  public static List<PartType<?>> parts() {
    Set<PartType<?>> parts = new LinkedHashSet<>();
    for (FactType type : TYPES) {
      collect(type.attributes(), parts);
    }
    return List.copyOf(parts);
  }

  private static void collect(List<Attribute<?>> attributes, Set<PartType<?>> parts) {
    for (Attribute<?> attribute : attributes) {
      PartType<?> part = attribute.part();
      if (part != null && parts.add(part)) {
        collect(part.members(), parts);
      }
    }
  }

  /// The attribute of that name of an event of that kind; null for one that clew does not know.
  public static @Nullable Attribute<?> attribute(@Nullable Kind kind, String name) {
    return attributes(kind).get(name);
  }

  /// All attributes that clew knows of an event of that kind, by name.
  static Map<String, Attribute<?>> attributes(@Nullable Kind kind) {
    return kind == null ? OF_ANY : OF_KIND.getOrDefault(kind, OF_ANY);
  }

  private static Map<String, Attribute<?>> byName(FactType type) {
    return type.attributes().stream()
        .collect(Collectors.toMap(Attribute::name, Function.identity()));
  }

  /// Whether a command cannot say such an event of the attempt that it runs in.
  public static boolean isOfClewAlone(Kind kind) {
    FactType type = BY_KIND.get(kind);
    return type != null && type.isOfClewAlone();
  }

  private static @Nullable Attribute<?> attribute(FactType type, String name) {
    Attribute<?> own = type.attribute(name);
    return own == null ? AnyEvent.TYPE.attribute(name) : own;
  }

  /// What a fact says without the attributes that have the trait. Those that clew does not know
  /// have none.
  public static Json.Obj without(Trait trait, Fact fact) {
    return fact.attributes()
        .keeping((name, value) -> !trait.isOf(attribute(fact.factType(), name)));
  }

  /// What an event says beyond what clew knows.
  public static Json.Obj unknown(Event event) {
    Map<String, Attribute<?>> known = attributes(Kind.of(event.kind()));
    return event.attributes().keeping((name, value) -> !known.containsKey(name));
  }
}
