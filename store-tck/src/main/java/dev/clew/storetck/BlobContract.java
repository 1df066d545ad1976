package dev.clew.storetck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.store.Blob;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobState;
import dev.clew.store.BlobTombstone;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store does with the files of runs. A kind of store has a test that extends this
/// beside one that extends [RunStoreContract].
public abstract class BlobContract extends OpenedStoreContract {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final RunKey ELSEWHERE = new RunKey("another", "run_1");
  private static final byte[] BYTES = "the report\n".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.sha256(BYTES);

  private Instant clock = TestStores.RECEIVED;

  @Override
  InstantSource clock() {
    return () -> clock;
  }

  @BeforeEach
  void fill() {
    for (RunKey run : List.of(RUN, OTHER, ELSEWHERE)) {
      store().append(List.of(TestEvents.event(run, 1)));
    }
  }

  private Blobs blobs() {
    return store().blobs();
  }

  private static BlobUpload upload(RunKey run, byte[] bytes) {
    return new BlobUpload(run, Digest.sha256(bytes), bytes.length);
  }

  private BlobPut put(RunKey run, byte[] bytes) {
    return put(upload(run, bytes), 0, bytes);
  }

  private BlobPut put(BlobUpload upload, long offset, byte[] part) {
    return blobs().put(upload, offset, part, BlobLimits.DEFAULT, Blobs.Inspection.NONE);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(String namespace, Digest sha256, long from) throws IOException {
    try (InputStream in = blobs().find(namespace, sha256).orElseThrow().open(from)) {
      return in.readAllBytes();
    }
  }

  @Test
  void put_whole_isThereForItsNamespace() throws IOException {
    assertThat(put(RUN, BYTES)).isEqualTo(new BlobPut.Stored(true));

    assertThat(read("default", DIGEST, 0)).isEqualTo(BYTES);
    assertThat(read("default", DIGEST, 4)).isEqualTo("report\n".getBytes(UTF_8));
    assertThat(read("default", DIGEST, BYTES.length)).isEmpty();
    assertThat(blobs().find("default", DIGEST).map(Blob::size)).contains((long) BYTES.length);
    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(new BlobState(BYTES.length, true));
    assertThat(blobs().of(RUN)).containsExactly(DIGEST);
  }

  @Test
  void put_empty_isThere() throws IOException {
    assertThat(put(RUN, new byte[0])).isEqualTo(new BlobPut.Stored(true));

    assertThat(read("default", Digest.sha256(), 0)).isEmpty();
  }

  @Test
  void put_again_isNothingNew() {
    put(RUN, BYTES);

    assertThat(put(RUN, BYTES)).isEqualTo(new BlobPut.Stored(false));
    assertThat(blobs().of(RUN)).containsExactly(DIGEST);
  }

  @Test
  void put_piecesAcrossRestarts_areTheWhole() throws IOException {
    byte[] bytes = random(5 << 20);
    BlobUpload upload = upload(RUN, bytes);
    int[] ends = {3, 2_500_000, 2_500_001, 5 << 20};

    int at = 0;
    for (int end : ends) {
      BlobPut answer = put(upload, at, Arrays.copyOfRange(bytes, at, end));
      boolean isWhole = end == bytes.length;
      assertThat(answer).isEqualTo(isWhole ? new BlobPut.Stored(true) : new BlobPut.Partial(end));
      assertThat(blobs().state(RUN, upload.sha256())).isEqualTo(new BlobState(end, isWhole));
      assertThat(blobs().find("default", upload.sha256()).isPresent()).isEqualTo(isWhole);
      assertThat(blobs().of(RUN).isEmpty()).isNotEqualTo(isWhole);
      at = end;
      goOn();
    }

    assertThat(read("default", upload.sha256(), 0)).isEqualTo(bytes);
    assertThat(read("default", upload.sha256(), 3_000_000))
        .isEqualTo(Arrays.copyOfRange(bytes, 3_000_000, bytes.length));
  }

  /// A store that keeps nothing does nothing.
  protected void goOn() throws IOException {
    reopen();
  }

  @Test
  void put_otherOffset_changesNothing() {
    BlobUpload upload = upload(RUN, BYTES);
    put(upload, 0, Arrays.copyOf(BYTES, 4));

    assertThat(put(upload, 5, Arrays.copyOfRange(BYTES, 5, 7)))
        .isEqualTo(new BlobPut.OtherOffset(4));
    assertThat(put(upload, 3, Arrays.copyOfRange(BYTES, 3, 7)))
        .isEqualTo(new BlobPut.OtherOffset(4));
    assertThat(put(upload(OTHER, random(10)), 5, new byte[1]))
        .isEqualTo(new BlobPut.OtherOffset(0));
    assertThat(put(upload, 4, Arrays.copyOfRange(BYTES, 4, BYTES.length)))
        .isEqualTo(new BlobPut.Stored(true));
  }

  @Test
  void put_fromTheBeginning_takesThePlaceOfWhatWasThere() throws IOException {
    BlobUpload upload = upload(RUN, BYTES);
    put(upload, 0, "something else".substring(0, 5).getBytes(UTF_8));

    assertThat(put(upload, 0, Arrays.copyOf(BYTES, 4))).isEqualTo(new BlobPut.Partial(4));
    put(upload, 4, Arrays.copyOfRange(BYTES, 4, BYTES.length));
    assertThat(read("default", DIGEST, 0)).isEqualTo(BYTES);
  }

  @Test
  void put_pastItsSize_isRefused() {
    BlobUpload upload = upload(RUN, BYTES);

    assertThatThrownBy(() -> put(upload, 0, new byte[BYTES.length + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(BlobState.NOTHING);
  }

  @Test
  void put_otherBytes_keepsNothing() {
    byte[] others = "the  report".getBytes(UTF_8);

    assertThat(put(new BlobUpload(RUN, DIGEST, others.length), 0, others))
        .isEqualTo(new BlobPut.OtherDigest(Digest.sha256(others)));

    assertThat(blobs().find("default", DIGEST)).isEmpty();
    assertThat(blobs().find("default", Digest.sha256(others))).isEmpty();
    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(BlobState.NOTHING);
    assertThat(put(RUN, BYTES)).isEqualTo(new BlobPut.Stored(true));
  }

  @Test
  void put_inspected_seesAllAndKeepsOut() {
    List<byte[]> seen = new ArrayList<>();
    Blobs.Inspection inspection =
        in -> {
          seen.add(in.readAllBytes());
          throw new IllegalStateException("a secret");
        };

    assertThatThrownBy(
            () -> blobs().put(upload(RUN, BYTES), 0, BYTES, BlobLimits.DEFAULT, inspection))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a secret");

    assertThat(seen).containsExactly(BYTES);
    assertThat(blobs().find("default", DIGEST)).isEmpty();
    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(BlobState.NOTHING);
  }

  @Test
  void put_noRun_isSaid() {
    RunKey none = new RunKey("default", "none");
    store().remove(TestEvents.removal(OTHER));

    assertThat(put(none, BYTES)).isEqualTo(new BlobPut.NoRun());
    assertThat(put(OTHER, BYTES)).isEqualTo(new BlobPut.NoRun());
    assertThat(blobs().state(none, DIGEST)).isEqualTo(BlobState.NOTHING);
    assertThat(blobs().of(none)).isEmpty();
  }

  @Test
  void otherNamespace_seesNothingUntilItHasPutAll() throws IOException {
    put(RUN, BYTES);

    assertThat(blobs().find("another", DIGEST)).isEmpty();
    assertThat(blobs().state(ELSEWHERE, DIGEST)).isEqualTo(BlobState.NOTHING);
    assertThat(put(upload(ELSEWHERE, BYTES), BYTES.length, new byte[0]))
        .isEqualTo(new BlobPut.OtherOffset(0));
    assertThat(put(upload(ELSEWHERE, BYTES), 0, Arrays.copyOf(BYTES, 4)))
        .isEqualTo(new BlobPut.Partial(4));
    assertThat(blobs().find("another", DIGEST)).isEmpty();
    put(upload(ELSEWHERE, BYTES), 4, Arrays.copyOfRange(BYTES, 4, BYTES.length));
    assertThat(read("another", DIGEST, 0)).isEqualTo(BYTES);
  }

  @Test
  void otherRunOfTheNamespace_isGivenItWithoutItsBytes() {
    put(RUN, BYTES);

    assertThat(blobs().state(OTHER, DIGEST)).isEqualTo(new BlobState(BYTES.length, false));
    assertThat(blobs().of(OTHER)).isEmpty();
    assertThat(put(upload(OTHER, BYTES), BYTES.length, new byte[0]))
        .isEqualTo(new BlobPut.Stored(true));
    assertThat(blobs().of(OTHER)).containsExactly(DIGEST);
  }

  @Test
  void put_overEachLimit_isSaidAndChangesNothing() {
    put(RUN, BYTES);
    put(upload(ELSEWHERE, random(40)), 0, new byte[1]);
    byte[] more = random(20);

    assertThat(put(RUN, more, new BlobLimits(19, 100, 100, 100, 100)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.BLOB_BYTES, 19, 20));
    assertThat(put(RUN, more, new BlobLimits(100, 30, 100, 100, 100)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.RUN_BYTES, 30, 31));
    assertThat(put(RUN, more, new BlobLimits(100, 100, 1, 100, 100)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.RUN_BLOBS, 1, 2));
    assertThat(put(OTHER, more, new BlobLimits(100, 100, 100, 30, 100)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.NAMESPACE_BYTES, 30, 31));
    assertThat(put(ELSEWHERE, more, new BlobLimits(100, 100, 100, 59, 100)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.NAMESPACE_BYTES, 59, 60));
    assertThat(put(ELSEWHERE, more, new BlobLimits(100, 100, 100, 100, 1)))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.UPLOADS, 1, 2));
    assertThat(blobs().state(RUN, Digest.sha256(more))).isEqualTo(BlobState.NOTHING);
    assertThat(put(RUN, more, new BlobLimits(20, 31, 2, 31, 1)))
        .isEqualTo(new BlobPut.Stored(true));
  }

  @Test
  void put_begunSmallAndAnewLarger_countsTheLarger() {
    BlobLimits limits = new BlobLimits(100, 100, 100, 30, 1);
    assertThat(begin(2, limits)).isEqualTo(new BlobPut.Partial(1));

    assertThat(begin(31, limits))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.NAMESPACE_BYTES, 30, 31));

    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(new BlobState(1, false));
    assertThat(begin(30, limits)).isEqualTo(new BlobPut.Partial(1));
    assertThat(put(OTHER, new byte[1], limits))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.NAMESPACE_BYTES, 30, 31));
    assertThat(begin(29, limits)).isEqualTo(new BlobPut.Partial(1));
  }

  private BlobPut begin(long size, BlobLimits limits) {
    BlobUpload upload = new BlobUpload(RUN, DIGEST, size);
    return blobs().put(upload, 0, new byte[1], limits, Blobs.Inspection.NONE);
  }

  @Test
  void put_keptBlobWithAnotherSize_isRefused() {
    put(RUN, BYTES);

    assertThat(put(new BlobUpload(OTHER, DIGEST, BYTES.length + 1), 0, new byte[1]))
        .isEqualTo(new BlobPut.OtherOffset(BYTES.length));
    assertThat(blobs().of(OTHER)).isEmpty();
  }

  @Test
  void put_whileAnotherComes_isHeldToTheLimitsOfTheRun() {
    BlobLimits one = new BlobLimits(100, 100, 1, 100, 10);
    byte[] other = random(5);
    Blobs.Inspection inspection =
        in -> assertThat(put(RUN, other, one)).isEqualTo(new BlobPut.Stored(true));

    assertThat(blobs().put(upload(RUN, BYTES), 0, BYTES, one, inspection))
        .isEqualTo(new BlobPut.OverLimit(BlobLimits.RUN_BLOBS, 1, 2));

    assertThat(blobs().of(RUN)).containsExactly(Digest.sha256(other));
    assertThat(blobs().state(RUN, DIGEST)).isEqualTo(BlobState.NOTHING);
    assertThat(put(OTHER, BYTES, new BlobLimits(100, 100, 1, 5 + BYTES.length, 1)))
        .isEqualTo(new BlobPut.Stored(true));
  }

  private BlobPut put(RunKey run, byte[] bytes, BlobLimits limits) {
    return blobs().put(upload(run, bytes), 0, bytes, limits, Blobs.Inspection.NONE);
  }

  @Test
  void remove_lastRunThatHasIt_leavesATombstone() {
    put(RUN, BYTES);
    put(OTHER, BYTES);
    put(ELSEWHERE, BYTES);
    store().remove(TestEvents.removal(RUN));
    assertThat(blobs().find("default", DIGEST)).isPresent();
    assertThat(blobs().tombstone("default", DIGEST)).isEmpty();
    assertThat(blobs().of(RUN)).isEmpty();

    store().remove(TestEvents.removal(OTHER));

    Removal removal = TestEvents.removal(OTHER);
    assertThat(blobs().find("default", DIGEST)).isEmpty();
    assertThat(blobs().tombstone("default", DIGEST))
        .contains(new BlobTombstone(DIGEST, BYTES.length, removal));
    assertThat(blobs().tombstone("another", DIGEST)).isEmpty();
    assertThat(blobs().find("another", DIGEST)).isPresent();
    assertThat(blobs().state(new RunKey("default", "run_3"), DIGEST)).isEqualTo(BlobState.NOTHING);
  }

  @Test
  void remove_thenPutAgain_isThereAndCountedOnce() throws IOException {
    put(RUN, BYTES);
    store().remove(TestEvents.removal(RUN));
    BlobLimits exact = new BlobLimits(BYTES.length, BYTES.length, 1, BYTES.length, 1);

    assertThat(put(OTHER, BYTES, exact)).isEqualTo(new BlobPut.Stored(true));

    assertThat(read("default", DIGEST, 0)).isEqualTo(BYTES);
    assertThat(blobs().tombstone("default", DIGEST)).isEmpty();
  }

  @Test
  void remove_elsewhere_staysHere() throws IOException {
    put(RUN, BYTES);
    put(ELSEWHERE, BYTES);

    store().remove(TestEvents.removal(ELSEWHERE));

    assertThat(read("default", DIGEST, 0)).isEqualTo(BYTES);
    assertThat(blobs().tombstone("another", DIGEST)).isPresent();
  }

  @Test
  void expireUploads_quietOnes_areForgotten() {
    BlobUpload old = upload(RUN, random(10));
    put(old, 0, new byte[3]);
    clock = clock.plusSeconds(60);
    BlobUpload recent = upload(RUN, random(12));
    put(recent, 0, new byte[4]);

    assertThat(blobs().expireUploads(clock.minusSeconds(1), 20)).isEqualTo(1);

    assertThat(blobs().state(RUN, old.sha256())).isEqualTo(BlobState.NOTHING);
    assertThat(blobs().state(RUN, recent.sha256())).isEqualTo(new BlobState(4, false));
    assertThat(put(old, 3, new byte[1])).isEqualTo(new BlobPut.OtherOffset(0));
    assertThat(blobs().expireUploads(clock.minusSeconds(1), 20)).isZero();
  }

  @Test
  void expireUploads_more_areForgottenInPortions() {
    for (int size : List.of(10, 11, 12)) {
      put(upload(RUN, random(size)), 0, new byte[3]);
    }
    Instant now = clock.plusSeconds(1);

    assertThat(blobs().expireUploads(now, 2)).isEqualTo(2);
    assertThat(blobs().expireUploads(now, 2)).isEqualTo(1);
    assertThat(blobs().expireUploads(now, 2)).isZero();
  }

  @Test
  void put_manyAtOnce_oneIsNew() throws Exception {
    byte[] bytes = random(100_000);
    Callable<BlobPut> putting = () -> put(RUN, bytes);
    List<BlobPut> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<BlobPut> answer :
          threads.invokeAll(List.of(putting, putting, putting, putting))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).filteredOn(new BlobPut.Stored(true)::equals).hasSize(1);
    assertThat(answers).filteredOn(new BlobPut.Stored(false)::equals).hasSize(3);
    assertThat(read("default", Digest.sha256(bytes), 0)).isEqualTo(bytes);
  }

  @Test
  void longNamespaces_thatBeginAlike_areTwo() {
    RunKey one = new RunKey("n".repeat(5_000) + "1", "run_1");
    RunKey two = new RunKey("n".repeat(5_000) + "2", "run_1");
    store().append(List.of(TestEvents.event(one, 1), TestEvents.event(two, 1)));

    put(one, BYTES);

    assertThat(blobs().find(one.namespace(), DIGEST)).isPresent();
    assertThat(blobs().find(two.namespace(), DIGEST)).isEmpty();
  }

  @Test
  protected void open_again_hasEverything() throws IOException {
    put(RUN, BYTES);
    put(OTHER, random(9));
    store().remove(new Removal(OTHER, Timestamp.of(clock), "runs 1d", "clew"));
    reopen();

    assertThat(read("default", DIGEST, 0)).isEqualTo(BYTES);
    Optional<BlobTombstone> left = blobs().tombstone("default", Digest.sha256(random(9)));
    assertThat(left.map(one -> one.removal().policy())).contains("runs 1d");
  }
}
