package dev.clew.storesqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.event.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobState;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoreFault;
import dev.clew.storesql.StoreCheck;
import dev.clew.storetck.TestEvents;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndBackupTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");

  private static final String REPORT = "the report";

  @TempDir private Path folder;

  private void fill() {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      store.append(List.of(TestEvents.withPayload(RUN, 50, Payload.of("the body"))));
      store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.SUCCEEDED, 0));
    }
  }

  private StoreCheck check() {
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      return store.check(progress -> {});
    }
  }

  @Test
  void check_wholeStore_findsNothing() throws Exception {
    fill();
    assertThat(check()).isEqualTo(new StoreCheck(2, 19, List.of()));

    SqliteRunStore sealing = TestStore.openSealing(folder);
    TestStore.awaitSealed(folder);
    sealing.close();
    assertThat(check()).isEqualTo(new StoreCheck(2, 19, List.of()));
  }

  @Test
  void check_eachKindOfDamage_isFoundWithItsPlace() throws Exception {
    Map<String, String> changes =
        Map.of(
            "UPDATE event SET chain = zeroblob(32) WHERE run = 1 AND offset = 4",
            "damaged: row 4 of run default/run_1: it is not chained to the row before it",
            "UPDATE payload SET bytes = CAST('another' AS BLOB)",
            "damaged: row 9 of run default/run_1: its payload has another digest",
            "UPDATE run SET status = 'succeeded' WHERE number = 1",
            "damaged: run default/run_1: the index says something else of it",
            "UPDATE run SET chain = zeroblob(32) WHERE number = 1",
            "damaged: run default/run_1: the table of runs has another newest row",
            "DELETE FROM run WHERE number = 2",
            "table event has rows of run number 2, which is not there");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      folder = folder.resolveSibling(folder.getFileName() + "_" + change.getKey().hashCode());
      fill();
      TestStore.change(folder, change.getKey());

      assertThat(check().damage()).as(change.getKey()).containsExactly(change.getValue());
    }
  }

  @Test
  void backUp_whileItIsWritten_isAWholeStore() throws Exception {
    fill();
    Path target = folder.resolve("copy");
    List<Path> copies = new ArrayList<>();
    try (SqliteRunStore store = TestStore.open(folder)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 100; number < 400; number++) {
                  store.append(List.of(TestEvents.event(RUN, number)));
                }
              });
      while (writer.isAlive()) {
        Path copy = target.resolve("" + copies.size());
        store.backUp(copy);
        copies.add(copy);
      }
    }

    assertThat(copies).isNotEmpty();
    for (Path copy : copies) {
      try (SqliteRunStore store = TestStore.open(copy)) {
        assertThat(store.check(progress -> {}).damage()).isEmpty();
        assertThat(store.find(RunQuery.ALL, 9)).hasSize(2);
        assertThat(TestStore.rows(store, OTHER)).hasSize(9);
      }
    }
  }

  private Path file() {
    return files().file(TestEvents.digest(REPORT));
  }

  private BlobFiles files() {
    return new BlobFiles(folder, new LocalDisk());
  }

  @Test
  void check_damagedFiles_areFound() throws Exception {
    fill();
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestEvents.put(store, RUN, REPORT);
    }
    String name = "damaged: file " + TestEvents.digest(REPORT).prefixed();
    assertThat(check().damage()).isEmpty();
    assertThat(file())
        .hasParentRaw(
            folder.resolve("blobs").resolve(file().getFileName().toString().substring(0, 2)));

    Files.writeString(file(), "the repost");
    assertThat(check().damage()).containsExactly(name + ": its bytes have another digest");
    Files.delete(file());
    assertThat(check().damage())
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .startsWith(name + ": its bytes cannot be read");
    TestStore.change(folder, "DELETE FROM blob");
    assertThat(check().damage())
        .containsExactly(name + " of run number 1: it or the run is not there");
  }

  @Test
  void backUp_hasFilesAndNoUploads() throws Exception {
    fill();
    Path copy = folder.resolve("copy");
    BlobUpload partial = new BlobUpload(RUN, TestEvents.digest("another"), 7);
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestEvents.put(store, RUN, REPORT);
      store.blobs().put(partial, 0, new byte[3], BlobLimits.DEFAULT, Blobs.Inspection.NONE);
      store.backUp(copy);
    }

    try (SqliteRunStore store = TestStore.open(copy)) {
      assertThat(store.check(progress -> {}).damage()).isEmpty();
      try (InputStream in =
          store.blobs().find("default", TestEvents.digest(REPORT)).orElseThrow().open(0)) {
        assertThat(in).hasContent(REPORT);
      }
      assertThat(store.blobs().state(RUN, partial.sha256())).isEqualTo(BlobState.NOTHING);
    }
  }

  @Test
  void backUp_fileThatWasRemovedMeanwhile_isCountedNoMore() throws Exception {
    fill();
    Path copy = folder.resolve("copy");
    Path database = folder.resolve("clew.db");
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestEvents.put(store, RUN, REPORT);
      TestEvents.put(store, OTHER, "another");
      store.backUp(copy);
      store.remove(TestEvents.removal(RUN));
      Files.delete(new BlobFiles(copy, new LocalDisk()).file(TestEvents.digest("another")));

      new BlobCopy(files(), new Database(database), copy).run(copy.resolve("clew.db"));
    }

    assertThat(TestStore.count(copy, "run_blob")).isEqualTo(1);
    assertThat(TestStore.number(copy, "SELECT bytes FROM blob_space"))
        .isEqualTo("another".length());
  }

  @Test
  void backUp_fileThatIsMissing_isRefused() throws Exception {
    fill();
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestEvents.put(store, RUN, REPORT);
      Files.delete(file());

      assertThatThrownBy(() -> store.backUp(folder.resolve("copy")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("file " + TestEvents.digest(REPORT).prefixed() + " is missing");
    }
  }

  @Test
  void remove_lastRun_deletesTheFile_andWhatWasLeftByAPowerCut() throws Exception {
    fill();
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestEvents.put(store, RUN, REPORT);
      TestEvents.put(store, OTHER, REPORT);
      store.remove(TestEvents.removal(RUN));
      assertThat(file()).hasContent(REPORT);
      store.remove(TestEvents.removal(OTHER));
      assertThat(file()).doesNotExist();
      assertThat(TestStore.count(folder, "blob_trash")).isZero();
    }
    Files.writeString(file(), REPORT);
    try (Connection connection = TestStore.connection(folder);
        PreparedStatement trash =
            connection.prepareStatement("INSERT INTO blob_trash VALUES (?)")) {
      trash.setBytes(1, TestEvents.digest(REPORT).bytes());
      trash.executeUpdate();
    }

    try (SqliteRunStore store = TestStore.open(folder)) {
      TestStore.awaitNone(folder, "SELECT count(*) FROM blob_trash");
      assertThat(file()).doesNotExist();
      assertThat(store.check(progress -> {}).damage()).isEmpty();
    }
  }

  @Test
  void put_whoseBytesWereTakenAway_beginsAnew() throws Exception {
    fill();
    byte[] bytes = REPORT.getBytes(UTF_8);
    BlobUpload upload = new BlobUpload(RUN, TestEvents.digest(REPORT), bytes.length);
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.blobs().put(upload, 0, new byte[3], BlobLimits.DEFAULT, Blobs.Inspection.NONE);
      try (Stream<Path> uploads = Files.list(folder.resolve("blobs/uploads"))) {
        Files.write(uploads.toList().getFirst(), new byte[1]);
      }

      assertThat(
              store.blobs().put(upload, 3, new byte[1], BlobLimits.DEFAULT, Blobs.Inspection.NONE))
          .isEqualTo(new BlobPut.OtherOffset(0));
      assertThat(TestEvents.put(store, RUN, REPORT)).isEqualTo(new BlobPut.Stored(true));
      assertThat(folder.resolve("blobs/uploads")).isEmptyDirectory();
    }
  }

  @Test
  void put_behindBytesThatNobodyAcknowledged_areTheOnesThatCount() throws Exception {
    fill();
    byte[] bytes = REPORT.getBytes(UTF_8);
    BlobUpload upload = new BlobUpload(RUN, TestEvents.digest(REPORT), bytes.length);
    try (SqliteRunStore store = TestStore.open(folder)) {
      store
          .blobs()
          .put(upload, 0, Arrays.copyOf(bytes, 3), BlobLimits.DEFAULT, Blobs.Inspection.NONE);
      try (Stream<Path> uploads = Files.list(folder.resolve("blobs/uploads"))) {
        Files.writeString(
            uploads.toList().getFirst(), "of a program that died", StandardOpenOption.APPEND);
      }

      assertThat(
              store
                  .blobs()
                  .put(
                      upload,
                      3,
                      Arrays.copyOfRange(bytes, 3, bytes.length),
                      BlobLimits.DEFAULT,
                      Blobs.Inspection.NONE))
          .isEqualTo(new BlobPut.Stored(true));
    }
  }

  @Test
  void backUp_intoAStore_isRefused() {
    fill();
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      assertThatThrownBy(() -> store.backUp(folder))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("there is a store in " + folder + " already");
    }
  }

  @Test
  void openToRead_whileAnotherWrites_seesWhatIsWritten() {
    fill();
    try (SqliteRunStore writing = TestStore.open(folder);
        SqliteRunStore reading = SqliteRunStore.openToRead(folder)) {
      writing.append(List.of(TestEvents.event(RUN, 77)));

      assertThat(TestStore.rows(reading, RUN)).isEqualTo(TestStore.rows(writing, RUN));
      assertThatThrownBy(() -> reading.append(List.of(TestEvents.event(RUN, 78))))
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.READ_ONLY));
    }
  }

  @Test
  void openToRead_noStore_isRefusedAndMakesNone() {
    assertThatThrownBy(() -> SqliteRunStore.openToRead(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no store in " + folder);
    assertThat(SqliteRunStore.isIn(folder)).isFalse();
  }
}
