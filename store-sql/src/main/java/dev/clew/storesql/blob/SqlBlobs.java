package dev.clew.storesql.blob;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.store.Blob;
import dev.clew.store.BlobDigest;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobState;
import dev.clew.store.BlobTombstone;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.RunKey;
import dev.clew.storesql.Micros;
import dev.clew.storesql.Readers;
import dev.clew.storesql.RunRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Blobs whose tables are in an SQL database. Thread-safe.
public final class SqlBlobs implements Blobs {
  /// So many uploads go on at once in this program; of one blob, one.
  private static final int LOCKS = 64;

  private final Readers readers;
  private final BlobTransactions transactions;
  private final BlobBytes bytes;
  private final InstantSource clock;
  private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

  /// @param transactions refuses what is written to a store that is only read
  public SqlBlobs(
      Readers readers, BlobTransactions transactions, BlobBytes bytes, InstantSource clock) {
    this.readers = readers;
    this.transactions = transactions;
    this.bytes = bytes;
    this.clock = clock;
  }

  /// Whether an upload goes on.
  private sealed interface Admitted {
    record GoesOn(UploadRow row) implements Admitted {}

    record Is(BlobPut put) implements Admitted {}
  }

  private static Admitted is(BlobPut put) {
    return new Admitted.Is(put);
  }

  @Override
  public BlobPut put(
      BlobUpload upload, long offset, byte[] part, BlobLimits limits, Inspection inspection) {
    if (offset + part.length > upload.size()) {
      throw new IllegalArgumentException("bytes past the size of a blob");
    }
    synchronized (locks.get(Math.floorMod(upload.sha256().hashCode(), LOCKS))) {
      return switch (transactions.write(on -> admitted(on, upload, offset, limits))) {
        case Admitted.Is(BlobPut put) -> put;
        case Admitted.GoesOn(UploadRow row) -> goesOn(upload, row, part, limits, inspection);
      };
    }
  }

  private Admitted admitted(
      Connection connection, BlobUpload upload, long offset, BlobLimits limits)
      throws SQLException, IOException {
    BlobTables tables = new BlobTables(connection);
    RunRow run = transactions.locked(connection, upload.run());
    if (run == null) {
      return is(new BlobPut.NoRun());
    }
    if (tables.isOf(run.number(), upload.sha256())) {
      return is(new BlobPut.Stored(false));
    }
    String namespace = upload.run().namespace();
    BlobRow there = tables.blob(namespace, upload.sha256());
    UploadRow before = tables.upload(namespace, upload.sha256());
    if (there != null && there.size() != upload.size()) {
      return is(new BlobPut.OtherOffset(there.size()));
    }
    BlobPut over =
        limits.over(upload.size(), counted(there, before), tables.usage(run.number(), namespace));
    if (over != null) {
      return is(over);
    }
    if (there != null) {
      tables.give(run.number(), namespace, there.sha256(), there.size());
      return is(new BlobPut.Stored(true));
    }
    return at(tables, upload, offset, before);
  }

  private static OptionalLong counted(@Nullable BlobRow there, @Nullable UploadRow before) {
    if (there != null) {
      return OptionalLong.of(there.size());
    }
    return before == null ? OptionalLong.empty() : OptionalLong.of(before.size());
  }

  /// The upload that goes on, or another that takes its place.
  private Admitted at(BlobTables tables, BlobUpload upload, long offset, @Nullable UploadRow before)
      throws SQLException, IOException {
    boolean isSame = before != null && before.size() == upload.size();
    if (offset > 0) {
      return before != null && isSame && before.received() == offset
          ? new Admitted.GoesOn(before)
          : is(new BlobPut.OtherOffset(before != null && isSame ? before.received() : 0));
    }
    if (before != null) {
      drop(tables, before);
    }
    String namespace = upload.run().namespace();
    return new Admitted.GoesOn(
        tables.begin(namespace, upload.sha256(), upload.size(), Micros.of(clock.instant())));
  }

  private void drop(BlobTables tables, UploadRow upload) throws SQLException, IOException {
    tables.end(upload);
    bytes.drop(tables.connection(), upload);
  }

  private void drop(UploadRow upload) {
    transactions.write(connection -> {
      transactions.lock(connection);
      drop(new BlobTables(connection), upload);
      return true;
    });
  }

  private BlobPut goesOn(
      BlobUpload upload, UploadRow before, byte[] part, BlobLimits limits, Inspection inspection) {
    try {
      UploadRow after = before.received(before.received() + part.length);
      if (part.length > 0 && !(bytes.append(before, part) && isAdvanced(before, after))) {
        return new BlobPut.OtherOffset(state(upload.run(), upload.sha256()).offset());
      }
      return after.isWhole()
          ? whole(upload, after, limits, inspection)
          : new BlobPut.Partial(after.received());
    } catch (NoSuchFileException e) {
      // Somebody has taken its bytes away: it begins anew.
      drop(before);
      return new BlobPut.OtherOffset(0);
    } catch (IOException e) {
      throw transactions.fault(e);
    } catch (SQLException e) {
      throw transactions.fault(e);
    }
  }

  private boolean isAdvanced(UploadRow before, UploadRow after) {
    return transactions.write(
        on -> new BlobTables(on).advance(before, after.received(), Micros.of(clock.instant())));
  }

  private BlobPut whole(BlobUpload upload, UploadRow row, BlobLimits limits, Inspection inspection)
      throws IOException {
    try (InputStream in = bytes.open(row)) {
      Digest actual = BlobDigest.of(in);
      if (!actual.equals(upload.sha256())) {
        drop(row);
        return new BlobPut.OtherDigest(actual);
      }
    }
    try (InputStream in = bytes.open(row)) {
      inspection.inspect(in);
    } catch (RuntimeException refused) {
      drop(row);
      throw refused;
    }
    return transactions.write(connection -> given(connection, upload, row, limits));
  }

  private BlobPut given(Connection connection, BlobUpload upload, UploadRow row, BlobLimits limits)
      throws SQLException, IOException {
    BlobTables tables = new BlobTables(connection);
    RunRow run = transactions.locked(connection, upload.run());
    if (!row.equals(tables.upload(row.number()))) {
      // It has begun anew in another program.
      return new BlobPut.OtherOffset(0);
    }
    if (run == null) {
      drop(tables, row);
      return new BlobPut.NoRun();
    }
    // Others may have come for the run meanwhile.
    String namespace = upload.run().namespace();
    BlobPut over =
        limits.over(row.size(), OptionalLong.of(row.size()), tables.usage(run.number(), namespace));
    if (over != null) {
      drop(tables, row);
      return over;
    }
    if (tables.blob(row.sha256()) == null) {
      tables.end(row);
      tables.insert(row);
      bytes.keep(connection, row);
    } else {
      drop(tables, row);
    }
    tables.give(run.number(), namespace, row.sha256(), row.size());
    return new BlobPut.Stored(true);
  }

  private <T extends @Nullable Object> T read(
      String namespace, String what, Readers.Question<T> question) {
    try {
      return readers.read(Set.of(namespace), question);
    } catch (SQLException e) {
      throw new ClewException(what + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public BlobState state(RunKey key, Digest sha256) {
    String namespace = key.namespace();
    return read(
        namespace,
        "what there is of a file",
        connection -> {
          BlobTables tables = new BlobTables(connection);
          RunRow run = transactions.find(connection, key);
          if (run == null) {
            return BlobState.NOTHING;
          }
          BlobRow blob = tables.blob(namespace, sha256);
          if (blob != null) {
            return new BlobState(blob.size(), tables.isOf(run.number(), sha256));
          }
          UploadRow upload = tables.upload(namespace, sha256);
          return upload == null ? BlobState.NOTHING : new BlobState(upload.received(), false);
        });
  }

  @Override
  public Optional<Blob> find(String namespace, Digest sha256) {
    BlobRow row =
        read(namespace, "a file", connection -> new BlobTables(connection).blob(namespace, sha256));
    return row == null
        ? Optional.empty()
        : Optional.of(new Blob(sha256, row.size(), from -> bytes.open(namespace, row, from)));
  }

  @Override
  public SortedSet<Digest> of(RunKey key) {
    List<BlobRow> rows =
        read(
            key.namespace(),
            "the files of run " + key,
            connection -> {
              RunRow run = transactions.find(connection, key);
              return run == null ? List.of() : new BlobTables(connection).of(run.number());
            });
    SortedSet<Digest> digests = new TreeSet<>();
    rows.forEach(row -> digests.add(row.sha256()));
    return digests;
  }

  @Override
  public Optional<BlobTombstone> tombstone(String namespace, Digest sha256) {
    return Optional.ofNullable(
        read(
            namespace,
            "what was removed",
            connection -> new BlobTables(connection).tombstone(namespace, sha256)));
  }

  @Override
  public int expireUploads(Instant before, int most) {
    long micros = Micros.of(before);
    return transactions.write(connection -> {
      transactions.lock(connection);
      BlobTables tables = new BlobTables(connection);
      List<UploadRow> old = tables.uploadsBefore(micros, most);
      for (UploadRow upload : old) {
        drop(tables, upload);
      }
      return old.size();
    });
  }
}
