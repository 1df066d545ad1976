package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recorded run that answers in the place of services.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record MockedBy(Json.Obj attributes) implements Part {
  public static final Attribute<String> RUN_ID = Attribute.text("run_id", "Which run.");

  public static final Attribute<Long> ATTEMPT =
      Attribute.whole("attempt", "The number of its attempt, from 1.");

  public static final Attribute<String> CONTENT_ROOT =
      Attribute.text("content_root", "The content root of its ledger, 64 hex digits.");

  public static final PartType<MockedBy> TYPE =
      PartType.of(
          MockedBy.class,
          MockedBy::new,
          "The recorded run that answers in the place of services.",
          List.of(RUN_ID, ATTEMPT, CONTENT_ROOT));

  public String runId() {
    return get(RUN_ID, "");
  }

  public @Nullable Long attempt() {
    return get(ATTEMPT);
  }

  public String contentRoot() {
    return get(CONTENT_ROOT, "");
  }
}
