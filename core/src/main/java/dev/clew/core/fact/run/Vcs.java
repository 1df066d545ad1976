package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a definition comes from.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Vcs(Json.Obj attributes) implements Part {
  public static final Attribute<String> REMOTE =
      Attribute.text("remote", "The address of `origin`, without credentials.");

  public static final Attribute<String> COMMIT = Attribute.text("commit", "HEAD.");

  public static final Attribute<String> PATH = Attribute.text("path", "Its path in the work tree.");

  public static final Attribute<Boolean> DIRTY =
      Attribute.flag(
          "dirty", "Whether its content is another than that of the commit, or is not in it.");

  public static final PartType<Vcs> TYPE =
      PartType.of(
          Vcs.class,
          Vcs::new,
          "Where a definition comes from.",
          List.of(REMOTE, COMMIT, PATH, DIRTY));

  public @Nullable String remote() {
    return get(REMOTE);
  }

  public @Nullable String commit() {
    return get(COMMIT);
  }

  public @Nullable String path() {
    return get(PATH);
  }

  public @Nullable Boolean dirty() {
    return get(DIRTY);
  }
}
