package dev.clew.core.fact.log;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes of a stored stream.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ByteRange(Json.Obj attributes) implements Part {
  public static final Attribute<Long> OFFSET = Attribute.whole("offset", "In the stored stream.");

  public static final Attribute<Long> LENGTH = Attribute.whole("length", "In bytes.");

  public static final PartType<ByteRange> TYPE =
      PartType.of(
          ByteRange.class, ByteRange::new, "Bytes of a stored stream.", List.of(OFFSET, LENGTH));

  public @Nullable Long offset() {
    return get(OFFSET);
  }

  public @Nullable Long length() {
    return get(LENGTH);
  }
}
