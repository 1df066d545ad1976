package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import dev.clew.logs.framing.Framer;
import dev.clew.logs.framing.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the stack trace that a structured record carries as text. Not thread-safe.
final class StackText {
  private @Nullable Framer framer;
  private List<String> heads = List.of();
  private List<CauseLink> chain = List.of();

  /// @param text null when the record has none
  void read(@Nullable String text) {
    heads = List.of();
    chain = List.of();
    if (text != null) {
      if (framer == null) {
        framer = new Framer(Limits.DEFAULT, this::frame);
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      framer.take(bytes, 0, bytes.length);
      framer.end();
    }
  }

  private void frame(Frame frame) {
    if (chain.isEmpty() && frame.shape() != Frame.Shape.LINE) {
      heads = LogReader.heads(frame);
      chain = CauseChain.of(frame.shape(), heads);
    }
  }

  /// The lines that say something; empty when there is no stack trace.
  List<String> heads() {
    return heads;
  }

  List<CauseLink> chain() {
    return chain;
  }
}
