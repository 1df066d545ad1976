package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a loop goes over its items.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record LoopPlan(Json.Obj attributes) implements Part {
  /// The mode of one item after the other.
  public static final String SEQUENTIAL = "sequential";

  /// The mode of several at once.
  public static final String PARALLEL = "parallel";

  public static final Attribute<Long> ITEMS = Attribute.whole("items", "How many.");

  public static final Attribute<String> MODE =
      Attribute.text("mode", "`sequential` or `parallel`.");

  public static final Attribute<Long> MAX_PARALLEL =
      Attribute.whole("max_parallel", "How many at once.");

  public static final PartType<LoopPlan> TYPE =
      PartType.of(
          LoopPlan.class,
          LoopPlan::new,
          "How a loop goes over its items.",
          List.of(ITEMS, MODE, MAX_PARALLEL));

  public @Nullable Long items() {
    return get(ITEMS);
  }

  public @Nullable String mode() {
    return get(MODE);
  }

  public @Nullable Long maxParallel() {
    return get(MAX_PARALLEL);
  }
}
