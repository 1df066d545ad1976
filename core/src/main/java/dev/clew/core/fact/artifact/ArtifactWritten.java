package dev.clew.core.fact.artifact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An artifact was written, declared, read or written back. An event that names the kind and the
/// path of one artifact is its **manifest row**; one that only names its id is not: the artifact
/// then has no manifest row, which is an absence.
///
/// The kinds: `artifact_written`, `artifact_declared`, `artifact_consumed`, `artifact_uploaded`,
/// `upload`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ArtifactWritten(Json.Obj attributes) implements Fact {
  public static final Attribute<String> ARTIFACT_KIND =
      Attribute.text("artifact_kind", "`input config intermediate validation report log final`.")
          .by(Writer.RUN, Writer.EXEC, Writer.LINEAGE, Writer.OTHERS);

  public static final Attribute<String> PATH =
      Attribute.text("path", "In the workspace.")
          .by(Writer.RUN, Writer.EXEC, Writer.LINEAGE, Writer.OTHERS);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the content.").by(Writer.RUN, Writer.EXEC, Writer.OTHERS);

  public static final Attribute<Long> SIZE_BYTES =
      Attribute.whole("size_bytes", "Of the whole.")
          .by(Writer.RUN, Writer.EXEC, Writer.LINEAGE, Writer.OTHERS);

  public static final Attribute<Long> ROWS =
      Attribute.whole("rows", "How many, of a table.").by(Writer.LINEAGE);

  public static final Attribute<String> VERSION =
      Attribute.text("version", "As its store counts them.").by(Writer.LINEAGE);

  public static final Attribute<String> CHECKSUM =
      Attribute.text("checksum", "`sha256:…`.").by(Writer.RUN, Writer.EXEC, Writer.OTHERS);

  public static final Attribute<String> CHECKSUM_MISSING =
      Attribute.text("checksum_missing", "Why there is none.").by(Writer.EXEC);

  public static final Attribute<String> MODIFIED_AT =
      Attribute.text("modified_at", "When the file was written, as its file system says.")
          .by(Writer.EXEC);

  public static final Attribute<Boolean> PERSISTED =
      Attribute.flag("persisted", "It is kept where it was written: no other write-back is due.")
          .by(Writer.RUN, Writer.LINEAGE, Writer.OTHERS);

  public static final Attribute<String> TIER =
      Attribute.text("tier", "Of the store that keeps it.").by(Writer.OTHERS);

  public static final Attribute<List<String>> DERIVED_FROM =
      Attribute.texts("derived_from", "Ids of the artifacts that it was made of.")
          .by(Writer.OTHERS);

  public static final Attribute<String> PRODUCER =
      Attribute.text("producer", "The id of the event that made it, if that is no write.")
          .by(Writer.OTHERS);

  public static final Attribute<String> WHERE =
      Attribute.text("where", "Where it was written back to.").by(Writer.LINEAGE, Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
          "ArtifactWritten",
          List.of(
              Kind.ARTIFACT_WRITTEN,
              Kind.ARTIFACT_DECLARED,
              Kind.ARTIFACT_CONSUMED,
              Kind.ARTIFACT_UPLOADED,
              Kind.UPLOAD),
          "An artifact was written, declared, read or written back. An event that names the kind and the path of one artifact is its **manifest row**; one that only names its id is not: the artifact then has no manifest row, which is an absence.",
          List.of(
              ARTIFACT_KIND,
              PATH,
              CONTENT_TYPE,
              SIZE_BYTES,
              ROWS,
              VERSION,
              CHECKSUM,
              CHECKSUM_MISSING,
              MODIFIED_AT,
              PERSISTED,
              TIER,
              DERIVED_FROM,
              PRODUCER,
              WHERE));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ArtifactWritten from(Event event) {
    return new ArtifactWritten(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String artifactKind() {
    return get(ARTIFACT_KIND);
  }

  public String path() {
    return get(PATH, "");
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public @Nullable Long rows() {
    return get(ROWS);
  }

  public @Nullable String version() {
    return get(VERSION);
  }

  public @Nullable String checksum() {
    return get(CHECKSUM);
  }

  public @Nullable String checksumMissing() {
    return get(CHECKSUM_MISSING);
  }

  public @Nullable String modifiedAt() {
    return get(MODIFIED_AT);
  }

  public @Nullable Boolean persisted() {
    return get(PERSISTED);
  }

  public @Nullable String tier() {
    return get(TIER);
  }

  public List<String> derivedFrom() {
    return get(DERIVED_FROM, List.of());
  }

  public @Nullable String producer() {
    return get(PRODUCER);
  }

  public @Nullable String where() {
    return get(WHERE);
  }
}
