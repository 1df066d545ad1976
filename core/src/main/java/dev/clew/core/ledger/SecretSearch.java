package dev.clew.core.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a secret in bytes that are kept as they are or not at all, because they have a digest
/// that counts. Lines that are no text are passed over. Not thread-safe.
public final class SecretSearch {
  /// By which a redaction says that a line is no text.
  private static final String BINARY = "binary";

  private final StreamRedaction stream;
  private RedactedPart.@Nullable Replacement found;

  /// @param redactor of the run that the bytes are of
  public SecretSearch(Redactor redactor) {
    this.stream = redactor.stream();
  }

  /// The next bytes, from the first to `size`.
  public void take(byte[] bytes, int size) {
    if (found == null) {
      stream.take(bytes, 0, size);
      look(stream.ready());
    }
  }

  /// The first secret so far, by its original offset; null while there is none.
  public RedactedPart.@Nullable Replacement found() {
    return found;
  }

  /// The first secret of all, now that nothing more comes; null when there is none.
  public RedactedPart.@Nullable Replacement end() {
    if (found == null) {
      look(stream.end());
    }
    return found;
  }

  private void look(List<RedactedPart> parts) {
    for (RedactedPart part : parts) {
      for (RedactedPart.Replacement one : part.replacements()) {
        if (found == null && !one.rule().equals(BINARY)) {
          found = one;
        }
      }
    }
  }
}
