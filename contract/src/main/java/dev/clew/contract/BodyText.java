package dev.clew.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.plan.stage.RequestBody;
import org.jspecify.annotations.Nullable;

/// A body that is held against a contract: one that is sent or was answered, or one as it is
/// written in a workflow, before its tokens have values. Immutable.
final class BodyText {
  private final byte[] bytes;
  private final @Nullable Hole hole;

  private BodyText(byte[] bytes, @Nullable Hole hole) {
    this.bytes = bytes;
    this.hole = hole;
  }

  static BodyText whole(byte @Nullable [] bytes) {
    return new BodyText(bytes == null ? new byte[0] : bytes, null);
  }

  /// Null when nothing can be said of it before its tokens have values: they may become anything in
  /// a text that is neither JSON nor a form.
  static @Nullable BodyText of(RequestBody body) {
    Hole hole = Hole.outside(body.content().written());
    if (hole == null || (!body.content().isFixed() && body.isOpaque())) {
      return null;
    }
    byte[] bytes = body.content().outlineText(hole.value()).getBytes(UTF_8);
    return new BodyText(bytes, body.content().isFixed() ? null : hole);
  }

  /// The same with other text around the same hole.
  BodyText with(byte[] other) {
    return new BodyText(other, hole);
  }

  byte[] bytes() {
    return bytes;
  }

  /// What stands for its tokens; null when it has none.
  @Nullable Hole hole() {
    return hole;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }
}
