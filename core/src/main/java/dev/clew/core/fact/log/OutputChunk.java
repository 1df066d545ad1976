package dev.clew.core.fact.log;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of what a command printed. The payload are the redacted bytes.
///
/// The kinds: `stdout_chunk`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record OutputChunk(Json.Obj attributes) implements Fact {
  public static final Attribute<String> STREAM =
      Attribute.text("stream", "`stdout` or `stderr`.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> INDEX =
      Attribute.whole("index", "From 0.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> OFFSET =
      Attribute.whole("offset", "In the stored stream.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> LENGTH =
      Attribute.whole("length", "In bytes.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> ORIGINAL_OFFSET =
      Attribute.whole("original_offset", "In what was printed.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> ORIGINAL_LENGTH =
      Attribute.whole("original_length", "In what was printed.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> ENCODING =
      Attribute.text(
              "encoding", "`zstd`: the payload is compressed; `offset` and `length` are not.")
          .by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
              "OutputChunk",
              List.of(Kind.STDOUT_CHUNK),
              "A part of what a command printed. The payload are the redacted bytes.",
              List.of(STREAM, INDEX, OFFSET, LENGTH, ORIGINAL_OFFSET, ORIGINAL_LENGTH, ENCODING))
          .ofClewAlone();

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static OutputChunk from(Event event) {
    return new OutputChunk(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String stream() {
    return get(STREAM, "");
  }

  public @Nullable Long index() {
    return get(INDEX);
  }

  public @Nullable Long offset() {
    return get(OFFSET);
  }

  public @Nullable Long length() {
    return get(LENGTH);
  }

  public @Nullable Long originalOffset() {
    return get(ORIGINAL_OFFSET);
  }

  public @Nullable Long originalLength() {
    return get(ORIGINAL_LENGTH);
  }

  public @Nullable String encoding() {
    return get(ENCODING);
  }
}
