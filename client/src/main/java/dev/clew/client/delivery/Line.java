package dev.clew.client.delivery;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An event on its way, as the line that is sent.
///
/// @param isDetail whether it goes first when there is no room: log lines and signs of life
/// @param source whose it is, which counts what is lost
/// @param lossesTold how many lost ones it tells of, which nobody knows of if it is lost, too
/// @param receipt completed when the server has it, or when it is lost; null when nobody waits
public record Line(
    String json,
    boolean isDetail,
    Source source,
    long lossesTold,
    @Nullable CompletableFuture<Void> receipt) {

  byte[] bytes() {
    return (json + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /// There was no room for it.
  public void drop() {
    source.lost(Math.max(1, lossesTold));
    if (receipt != null) {
      receipt.complete(null);
    }
  }
}
