package dev.clew.diff;

import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import dev.clew.diff.mask.Mask;
import dev.clew.diff.mask.Names;
import dev.clew.diff.part.FactPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides for each observation, in the order of causes, whether it is a difference, a consequence,
/// or noise.
final class Judgement {
  private final DiffSettings settings;
  private final Variation variation;
  private final Flow flow = new Flow();
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Draft> byGroup = new HashMap<>();
  private final List<Ignored> ignored = new ArrayList<>();

  /// A difference that is being collected.
  static final class Draft {
    final int number;
    final DifferenceKind kind;
    final Observation first;
    final List<Observation> observations = new ArrayList<>();
    @Nullable Integer carries;

    Draft(int number, DifferenceKind kind, Observation first) {
      this.number = number;
      this.kind = kind;
      this.first = first;
    }
  }

  Judgement(DiffSettings settings, Variation variation) {
    this.settings = settings;
    this.variation = variation;
  }

  Judgement judge(List<Observation> observations) {
    for (Observation observation : observations) {
      judge(observation);
    }
    return this;
  }

  List<Difference> differences() {
    Causes causes = new Causes(drafts);
    List<Difference> differences = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      differences.add(Wording.of(draft, causes.of(draft)));
    }
    return differences;
  }

  List<Ignored> ignored() {
    return ignored;
  }

  private void judge(Observation seen) {
    if (settings.ignores(seen.path())) {
      ignore(seen, Ignored.Reason.ASKED);
      return;
    }
    if (settings.strict()) {
      accept(seen, seen.kind(), null);
      return;
    }
    if (variation.isNoise(seen)) {
      ignore(seen, Ignored.Reason.VARIES);
      return;
    }
    if (seen.isHeader() && Names.isVolatileHeader(seen.name())) {
      ignore(seen, Ignored.Reason.SHAPE);
      return;
    }
    Integer explained = flow.explain(seen.from(), seen.to());
    boolean mayBeVolatile = seen.kind().mayBeVolatile() && !seen.pointer().equals("status");
    if (explained != null && explained == Flow.VOLATILE && mayBeVolatile) {
      ignore(seen, Ignored.Reason.FLOWS);
      return;
    }
    Integer carries = explained == null || explained == Flow.VOLATILE ? null : explained;
    if (carries == null && mayBeVolatile && isVolatile(seen)) {
      ignore(seen, Ignored.Reason.SHAPE);
      return;
    }
    boolean sameApi =
        seen.kind() == DifferenceKind.ENDPOINT_CHANGED && (carries != null || isSamePattern(seen));
    accept(seen, sameApi ? DifferenceKind.REQUEST_CHANGED : seen.kind(), carries);
  }

  private void ignore(Observation seen, Ignored.Reason reason) {
    ignored.add(new Ignored(seen.path(), reason, seen.from(), seen.to()));
    if (seen.kind().isSource()) {
      flow.learn(seen.from(), seen.to(), Flow.VOLATILE);
    }
  }

  private void accept(Observation seen, DifferenceKind kind, @Nullable Integer carries) {
    String group = seen.group(kind);
    Draft draft = byGroup.get(group);
    if (draft == null) {
      draft = new Draft(drafts.size(), kind, seen);
      byGroup.put(group, draft);
      drafts.add(draft);
    }
    draft.observations.add(seen);
    if (draft.carries == null && carries != null && carries != draft.number) {
      draft.carries = carries;
    }
    if (kind.isSource()) {
      flow.learn(seen.from(), seen.to(), draft.number);
    }
  }

  private static boolean isVolatile(Observation seen) {
    String name = seen.name();
    if (seen.kind() == DifferenceKind.CONFIGURATION_CHANGED && isOfProducer(name)) {
      return true;
    }
    Json from = seen.from();
    Json to = seen.to();
    return from != null && to != null && Mask.of(name, from).equals(Mask.of(name, to));
  }

  private static boolean isOfProducer(String fact) {
    return Trait.OF_PRODUCER.isOf(AttemptStarted.TYPE.attribute(fact));
  }

  /// `/accounts/17` and `/accounts/18` are one API, called for another account.
  private static boolean isSamePattern(Observation seen) {
    return seen.from() instanceof Json.Str from
        && seen.to() instanceof Json.Str to
        && FactPath.leaf(seen.pointer()).equals("path")
        && pattern(from.value()).equals(pattern(to.value()));
  }

  private static String pattern(String path) {
    StringBuilder out = new StringBuilder();
    for (String name : path.split("/", -1)) {
      boolean number = !name.isEmpty() && name.chars().allMatch(unit -> unit >= '0' && unit <= '9');
      out.append('/').append(number ? "*" : name);
    }
    return out.toString();
  }
}
