package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that was named and is not there.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record MissingFile(Json.Obj attributes) implements Part {
  public static final Attribute<String> ARTIFACT_ID =
      Attribute.text("artifact_id", "The artifact; absent: its path is its id.");

  public static final Attribute<String> PATH =
      Attribute.text("path", "In the workspace, with `/`.");

  public static final Attribute<Boolean> REMOVED =
      Attribute.flag(
          "removed", "Nobody promised it and the run removed it again, which is no absence.");

  public static final PartType<MissingFile> TYPE =
      PartType.of(
          MissingFile.class,
          MissingFile::new,
          "A file that was named and is not there.",
          List.of(ARTIFACT_ID, PATH, REMOVED));

  public @Nullable String artifactId() {
    return get(ARTIFACT_ID);
  }

  public String path() {
    return get(PATH, "");
  }

  public boolean removed() {
    return get(REMOVED, false);
  }
}
