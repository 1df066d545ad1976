package dev.clew.client;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An event on its way, as the line that is sent.
///
/// @param isDetail whether it goes first when there is no room: log lines and signs of life
/// @param attempt whose it is, which counts what is lost
/// @param receipt completed when the server has it, or when it is lost; null when nobody waits
record Line(
    String json, boolean isDetail, Attempt attempt, @Nullable CompletableFuture<Void> receipt) {

  byte[] bytes() {
    return (json + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /// There was no room for it.
  void drop() {
    attempt.lost();
    if (receipt != null) {
      receipt.complete(null);
    }
  }
}
