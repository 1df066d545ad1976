package dev.clew.store;

import dev.clew.core.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Blobs in memory: the plainest example of the port.
final class MemoryBlobs implements Blobs {
  private final Predicate<RunKey> runs;
  private final InstantSource clock;
  private final Map<Digest, byte[]> kept = new HashMap<>();
  private final Map<RunKey, SortedSet<Digest>> ofRuns = new HashMap<>();
  private final Map<Place, Upload> uploads = new HashMap<>();
  private final Map<Place, BlobTombstone> tombstones = new HashMap<>();

  /// @param runs whether a run is there
  MemoryBlobs(Predicate<RunKey> runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  private record Place(String namespace, Digest sha256) {
    static Place of(BlobUpload upload) {
      return new Place(upload.run().namespace(), upload.sha256());
    }
  }

  private record Upload(long size, ByteArrayOutputStream bytes, Instant touched) {}

  @Override
  public synchronized BlobPut put(
      BlobUpload upload, long offset, byte[] bytes, BlobLimits limits, Inspection inspection) {
    if (offset + bytes.length > upload.size()) {
      throw new IllegalArgumentException("bytes past the size of a blob");
    }
    if (!runs.test(upload.run())) {
      return new BlobPut.NoRun();
    }
    if (of(upload.run()).contains(upload.sha256())) {
      return new BlobPut.Stored(false);
    }
    Place place = Place.of(upload);
    Blob there = find(place.namespace(), place.sha256()).orElse(null);
    if (there != null && there.size() != upload.size()) {
      return new BlobPut.OtherOffset(there.size());
    }
    Upload before = uploads.get(place);
    BlobPut.OverLimit over =
        limits.over(upload.size(), counted(there, before), usage(upload.run()));
    if (over != null) {
      return over;
    }
    if (there != null) {
      return given(upload);
    }
    long at = before == null || before.size() != upload.size() ? 0 : before.bytes().size();
    if (offset != 0 && offset != at) {
      return new BlobPut.OtherOffset(at);
    }
    ByteArrayOutputStream all =
        offset == 0 || before == null ? new ByteArrayOutputStream() : before.bytes();
    all.writeBytes(bytes);
    uploads.put(place, new Upload(upload.size(), all, clock.instant()));
    return all.size() < upload.size()
        ? new BlobPut.Partial(all.size())
        : whole(upload, all.toByteArray(), limits, inspection);
  }

  private static OptionalLong counted(@Nullable Blob there, @Nullable Upload before) {
    if (there != null) {
      return OptionalLong.of(there.size());
    }
    return before == null ? OptionalLong.empty() : OptionalLong.of(before.size());
  }

  private BlobPut whole(BlobUpload upload, byte[] bytes, BlobLimits limits, Inspection inspection) {
    uploads.remove(Place.of(upload));
    Digest actual = Digest.sha256(bytes);
    if (!actual.equals(upload.sha256())) {
      return new BlobPut.OtherDigest(actual);
    }
    try {
      inspection.inspect(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The inspection may have put others.
    BlobPut.OverLimit over = limits.over(upload.size(), OptionalLong.empty(), usage(upload.run()));
    if (over != null) {
      return over;
    }
    kept.putIfAbsent(actual, bytes);
    return given(upload);
  }

  private BlobPut given(BlobUpload upload) {
    ofRuns.computeIfAbsent(upload.run(), any -> new TreeSet<>()).add(upload.sha256());
    tombstones.remove(Place.of(upload));
    return new BlobPut.Stored(true);
  }

  private BlobLimits.Usage usage(RunKey run) {
    Map<Digest, Long> ofNamespace = new TreeMap<>();
    ofRuns.forEach((key, digests) -> {
      if (key.namespace().equals(run.namespace())) {
        digests.forEach(digest -> ofNamespace.put(digest, size(digest)));
      }
    });
    long[] coming = {0, 0};
    uploads.forEach((place, upload) -> {
      if (place.namespace().equals(run.namespace())) {
        coming[0]++;
        coming[1] += upload.size();
      }
    });
    return new BlobLimits.Usage(
        of(run).stream().mapToLong(this::size).sum(),
        of(run).size(),
        coming[1] + ofNamespace.values().stream().mapToLong(Long::longValue).sum(),
        coming[0]);
  }

  private long size(Digest sha256) {
    byte[] bytes = kept.get(sha256);
    return bytes == null ? 0 : bytes.length;
  }

  @Override
  public synchronized BlobState state(RunKey run, Digest sha256) {
    if (!runs.test(run)) {
      return BlobState.NOTHING;
    }
    Blob blob = find(run.namespace(), sha256).orElse(null);
    if (blob != null) {
      return new BlobState(blob.size(), of(run).contains(sha256));
    }
    Upload upload = uploads.get(new Place(run.namespace(), sha256));
    return upload == null ? BlobState.NOTHING : new BlobState(upload.bytes().size(), false);
  }

  @Override
  public synchronized Optional<Blob> find(String namespace, Digest sha256) {
    byte[] bytes = has(namespace, sha256) ? kept.get(sha256) : null;
    return bytes == null ? Optional.empty() : Optional.of(blob(sha256, bytes));
  }

  private static Blob blob(Digest sha256, byte[] bytes) {
    return new Blob(
        sha256,
        bytes.length,
        from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
  }

  private boolean has(String namespace, Digest sha256) {
    return ofRuns.entrySet().stream()
        .anyMatch(
            run -> run.getKey().namespace().equals(namespace) && run.getValue().contains(sha256));
  }

  @Override
  public synchronized SortedSet<Digest> of(RunKey run) {
    SortedSet<Digest> digests = ofRuns.get(run);
    return digests == null ? new TreeSet<>() : new TreeSet<>(digests);
  }

  @Override
  public synchronized Optional<BlobTombstone> tombstone(String namespace, Digest sha256) {
    return Optional.ofNullable(tombstones.get(new Place(namespace, sha256)));
  }

  @Override
  public synchronized int expireUploads(Instant before, int most) {
    List<Upload> old =
        uploads.values().stream()
            .filter(upload -> upload.touched().isBefore(before))
            .limit(most)
            .toList();
    uploads.values().removeAll(old);
    return old.size();
  }

  /// With its run goes what no other has.
  synchronized void removed(Removal removal) {
    @Nullable SortedSet<Digest> digests = ofRuns.remove(removal.run());
    if (digests == null) {
      return;
    }
    String namespace = removal.run().namespace();
    for (Digest digest : digests) {
      if (!has(namespace, digest)) {
        tombstones.put(
            new Place(namespace, digest), new BlobTombstone(digest, size(digest), removal));
      }
      if (ofRuns.values().stream().noneMatch(others -> others.contains(digest))) {
        kept.remove(digest);
      }
    }
  }
}
