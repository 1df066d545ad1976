package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of the workspace: boot at the start, evidence about files at the end. The payload is a
/// JSON list of `{path,size_bytes,sha256}`.
///
/// The kinds: `workspace_snapshotted`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record WorkspaceSnapshotted(Json.Obj attributes) implements Fact {
  public static final Attribute<String> WHEN =
      Attribute.text("when", "`start` or `end`.").by(Writer.EXEC);

  public static final Attribute<Long> FILES = Attribute.whole("files", "How many.").by(Writer.EXEC);

  public static final Attribute<Long> SIZE_BYTES =
      Attribute.whole("size_bytes", "Of all.").by(Writer.EXEC);

  public static final Attribute<String> DIGEST =
      Attribute.text("digest", "Of the list, `sha256:…`; the workspace of the attempt.")
          .by(Writer.EXEC);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the payload.").by(Writer.EXEC);

  public static final Attribute<List<MissingFile>> MISSING =
      Attribute.parts("missing", MissingFile.TYPE, "Named and not there.").by(Writer.EXEC);

  public static final Attribute<List<ListedFile>> UNLISTED =
      Attribute.parts("unlisted", ListedFile.TYPE, "There and in no row.").by(Writer.OTHERS);

  public static final Attribute<List<LeftOut>> LEFT_OUT =
      Attribute.parts("left_out", LeftOut.TYPE, "Folders of other file systems.").by(Writer.EXEC);

  public static final Attribute<List<OverLimit>> OVER_LIMIT =
      Attribute.parts("over_limit", OverLimit.TYPE, "Limits that the look reached.")
          .by(Writer.EXEC);

  public static final Attribute<List<String>> CHANGING =
      Attribute.texts("changing", "Files that were being written.").by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
          "WorkspaceSnapshotted",
          List.of(Kind.WORKSPACE_SNAPSHOTTED),
          "The files of the workspace: boot at the start, evidence about files at the end. The payload is a JSON list of `{path,size_bytes,sha256}`.",
          List.of(
              WHEN,
              FILES,
              SIZE_BYTES,
              DIGEST,
              CONTENT_TYPE,
              MISSING,
              UNLISTED,
              LEFT_OUT,
              OVER_LIMIT,
              CHANGING));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static WorkspaceSnapshotted from(Event event) {
    return new WorkspaceSnapshotted(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String when() {
    return get(WHEN, "");
  }

  public @Nullable Long files() {
    return get(FILES);
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public @Nullable String digest() {
    return get(DIGEST);
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public List<MissingFile> missing() {
    return get(MISSING, List.of());
  }

  public List<ListedFile> unlisted() {
    return get(UNLISTED, List.of());
  }

  public List<LeftOut> leftOut() {
    return get(LEFT_OUT, List.of());
  }

  public List<OverLimit> overLimit() {
    return get(OVER_LIMIT, List.of());
  }

  public List<String> changing() {
    return get(CHANGING, List.of());
  }
}
