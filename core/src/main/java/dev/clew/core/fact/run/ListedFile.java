package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of a workspace.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ListedFile(Json.Obj attributes) implements Part {
  public static final Attribute<String> PATH =
      Attribute.text("path", "In the workspace, with `/`.");

  public static final Attribute<Long> SIZE_BYTES = Attribute.whole("size_bytes", "Of the whole.");

  public static final Attribute<String> SHA256 = Attribute.text("sha256", "64 hex digits.");

  public static final Attribute<String> CHECKSUM = Attribute.text("checksum", "`sha256:…`.");

  public static final PartType<ListedFile> TYPE =
      PartType.of(
          ListedFile.class,
          ListedFile::new,
          "A file of a workspace.",
          List.of(PATH, SIZE_BYTES, SHA256, CHECKSUM));

  public String path() {
    return get(PATH, "");
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public @Nullable String sha256() {
    return get(SHA256);
  }

  public @Nullable String checksum() {
    return get(CHECKSUM);
  }
}
