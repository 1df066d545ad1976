package dev.clew.cli.serve;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.core.ledger.LedgerId;
import dev.clew.runs.Ids;
import dev.clew.runs.secret.LocalKey;
import dev.clew.server.OwnerSocket;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storepostgres.PostgresOptions;
import dev.clew.storepostgres.PostgresRunStore;
import dev.clew.storesqlite.SqliteOptions;
import dev.clew.storesqlite.SqliteRunStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The store that a server stands on, and what belongs to it. The one place that chooses it.
///
/// @param where it keeps what it takes, for the person who starts it
/// @param socket by which the owner of the store asks the server that has it; null when there is
///   none
/// @param ids makes ids for events that come without; it must outlive the process if the store does
public record ServedStore(RunStore store, String where, @Nullable Path socket, Hmac ids) {
  private static final int KEY_BYTES = 32;

  /// Beside the store, so that ids are made as before wherever it goes.
  private static final String KEY_FILE = "ids.key";

  /// Everything is gone with the process.
  public static ServedStore inMemory(InstantSource clock) {
    Ids ids = new Ids();
    RunStore store = new MemoryRunStore(clock, run -> ledger(run, ids, clock));
    Hmac key = new Hmac(ids.hex(KEY_BYTES).getBytes(StandardCharsets.US_ASCII));
    return new ServedStore(store, "in memory", null, key);
  }

  /// In a folder, which is made if it is not there.
  ///
  /// @throws Refusal when it cannot be used
  public static ServedStore in(Path folder, InstantSource clock) {
    Ids ids = new Ids();
    SqliteRunStore store =
        SqliteRunStore.open(folder, SqliteOptions.of(clock, run -> ledger(run, ids, clock)));
    try {
      Hmac key = new Hmac(LocalKey.readOrMake(folder.resolve(KEY_FILE)));
      return new ServedStore(store, "in " + folder, OwnerSocket.of(folder), key);
    } catch (IOException e) {
      store.close();
      throw Refusal.invalid(
          "the key " + folder.resolve(KEY_FILE) + " cannot be used: " + e.getMessage());
    }
  }

  /// In a database of PostgreSQL, which other servers may have, too.
  ///
  /// @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`
  /// @throws Refusal when it cannot be used
  public static ServedStore at(String url, InstantSource clock) {
    Ids ids = new Ids();
    PostgresRunStore store =
        PostgresRunStore.open(url, PostgresOptions.of(clock, run -> ledger(run, ids, clock)));
    byte[] offered = ids.hex(KEY_BYTES).getBytes(StandardCharsets.US_ASCII);
    Hmac key = new Hmac(store.secret("ids", offered));
    return new ServedStore(store, "in " + store.shown(), null, key);
  }

  /// In a folder, and nothing is added to it.
  ///
  /// @throws Refusal when there is no store in it
  public static ServedStore toReadIn(Path folder) {
    Hmac unused = new Hmac(new byte[KEY_BYTES]);
    return new ServedStore(
        SqliteRunStore.openToRead(folder), "in " + folder + ", read only", null, unused);
  }

  /// Copies what is in a folder into another one, where it can be served; a server may be running.
  ///
  /// @throws Refusal when that cannot be done
  public static void backUp(Path folder, Path target) {
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      store.backUp(target);
    }
    Path key = folder.resolve(KEY_FILE);
    try {
      if (Files.exists(key)) {
        Files.copy(key, target.resolve(KEY_FILE), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw Refusal.notWritten(
          "the key " + key + " cannot be copied to " + target + ": " + e.getMessage());
    }
  }

  private static LedgerId ledger(RunKey run, Ids ids, InstantSource clock) {
    return new LedgerId(run.namespace(), run.runId(), ids.ulid("ledger_", clock.millis()));
  }
}
