package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the items of a loop.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ItemTally(Json.Obj attributes) implements Part {
  public static final Attribute<Long> TOTAL = Attribute.whole("total", "How many there were.");

  public static final Attribute<Long> SUCCEEDED = Attribute.whole("succeeded", "Ended well.");

  public static final Attribute<Long> TOLERATED =
      Attribute.whole("tolerated", "Failed, and the loop went on.");

  public static final Attribute<Long> FAILED = Attribute.whole("failed", "Ended badly.");

  public static final Attribute<Long> SKIPPED =
      Attribute.whole("skipped", "Their condition was false.");

  public static final Attribute<Long> NOT_REACHED = Attribute.whole("not_reached", "Never begun.");

  public static final PartType<ItemTally> TYPE =
      PartType.of(
          ItemTally.class,
          ItemTally::new,
          "What became of the items of a loop.",
          List.of(TOTAL, SUCCEEDED, TOLERATED, FAILED, SKIPPED, NOT_REACHED));

  public @Nullable Long total() {
    return get(TOTAL);
  }

  public @Nullable Long succeeded() {
    return get(SUCCEEDED);
  }

  public @Nullable Long tolerated() {
    return get(TOLERATED);
  }

  public @Nullable Long failed() {
    return get(FAILED);
  }

  public @Nullable Long skipped() {
    return get(SKIPPED);
  }

  public @Nullable Long notReached() {
    return get(NOT_REACHED);
  }
}
