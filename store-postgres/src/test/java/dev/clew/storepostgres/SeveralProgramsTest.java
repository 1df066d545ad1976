package dev.clew.storepostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.storetck.TestEvents;
import dev.clew.storetck.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Programs that write to one database at once, as stores of their own.
class SeveralProgramsTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final int PROGRAMS = 3;
  private static final int WRITERS = 4;
  private static final int BATCHES = 12;
  private static final int RUNS = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private static RunKey run(int number) {
    return new RunKey("n" + number % 2, "run_" + number % RUNS);
  }

  /// Two writers of every program send each event, in an order of their own.
  private static Callable<Integer> writer(PostgresRunStore store, int writer, int seed) {
    return () -> {
      Random random = new Random(seed);
      int stored = 0;
      List<Integer> numbers = new ArrayList<>();
      for (int number = 0; number < BATCHES * 20; number++) {
        numbers.add(writer / 2 * 10_000 + number);
      }
      Collections.shuffle(numbers, random);
      for (int from = 0; from < numbers.size(); from += 20) {
        List<RedactedEvent> batch = new ArrayList<>();
        for (int number : numbers.subList(from, from + 20)) {
          batch.add(TestEvents.event(run(number), number));
        }
        for (Appended one : store.append(batch)) {
          stored += one instanceof Appended.Stored ? 1 : 0;
        }
      }
      return stored;
    };
  }

  @Test
  void append_manyProgramsAtOnce_eachEventIsThereOnceAndChained() throws Exception {
    List<PostgresRunStore> stores = new ArrayList<>();
    int stored = 0;
    for (int program = 0; program < PROGRAMS; program++) {
      stores.add(database.open());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS * WRITERS)) {
      List<Callable<Integer>> writers = new ArrayList<>();
      for (int at = 0; at < PROGRAMS * WRITERS; at++) {
        writers.add(writer(stores.get(at % PROGRAMS), at / PROGRAMS, at));
      }
      for (Future<Integer> result : threads.invokeAll(writers)) {
        stored += result.get();
      }
    }

    assertThat(stored).isEqualTo(WRITERS / 2 * BATCHES * 20);
    for (PostgresRunStore store : stores) {
      int rows = 0;
      for (RunEntry entry : store.find(RunQuery.ALL, 100)) {
        rows += TestChains.verified(store, new RunKey(entry.namespace(), entry.runId())).size();
      }
      assertThat(rows).isEqualTo(stored);
    }
    stores.forEach(PostgresRunStore::close);
  }

  @Test
  void remove_whileOthersWrite_leavesATombstoneAndNothingElse() throws Exception {
    try (PostgresRunStore ours = database.open();
        PostgresRunStore theirs = database.open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      theirs.append(List.of(TestEvents.event(RUN, 0)));
      Future<List<Appended>> late =
          threads.submit(() -> {
            List<Appended> all = new ArrayList<>();
            int number = 1;
            do {
              all.addAll(theirs.append(List.of(TestEvents.event(RUN, number))));
              number++;
            } while (all.getLast() instanceof Appended.Stored);
            return all;
          });

      long rows = ours.remove(TestEvents.removal(RUN)).orElseThrow().rows();

      assertThat(late.get()).hasSize((int) rows).endsWith(new Appended.Removed());
      assertThat(theirs.ledger(RUN)).isEmpty();
      assertThat(theirs.tombstones(RUN.runId(), null)).hasSize(1);
      assertThat(theirs.append(List.of(TestEvents.event(RUN, 0))))
          .containsExactly(new Appended.Removed());
      for (String table : List.of("run", "event", "payload")) {
        assertThat(database.count(table)).as(table).isZero();
      }
      assertThat(ours.check(progress -> {}).damage()).isEmpty();
    }
  }

  @Test
  void append_afterAnotherProgram_goesOnWhereThatWas() {
    try (PostgresRunStore ours = database.open();
        PostgresRunStore theirs = database.open()) {
      ours.append(List.of(TestEvents.created(RUN, "nightly", 1)));
      assertThat(theirs.append(List.of(TestEvents.created(RUN, "nightly", 1))))
          .containsExactly(new Appended.Duplicate(0));
      theirs.append(
          List.of(TestEvents.executed(RUN, 2, "0123abc0"), TestEvents.ofEpoch(RUN, 3, 2)));
      List<Appended> appended =
          ours.append(
              List.of(
                  TestEvents.ofEpoch(RUN, 3, 2),
                  TestEvents.ofEpoch(RUN, 4, 1),
                  TestEvents.ended(RUN, RunStatus.FAILED, 5)));

      assertThat(appended.get(0)).isEqualTo(new Appended.Duplicate(2));
      assertThat(((Appended.Stored) appended.get(1)).row().verdict()).isEqualTo(Row.Verdict.FENCED);
      assertThat(TestChains.verified(theirs, RUN)).hasSize(5);
      assertThat(theirs.find(RunQuery.ALL.executing(new DefinitionRef.Content("0123abc0")), 10))
          .extracting(RunEntry::status)
          .containsExactly(RunStatus.FAILED);
    }
  }

  @Test
  void begin_inAnotherProgram_isRefused() {
    try (PostgresRunStore ours = database.open();
        PostgresRunStore theirs = database.open()) {
      ours.begin(TestStores.IDENTITIES.apply(RUN));

      assertThatThrownBy(() -> theirs.begin(TestStores.IDENTITIES.apply(RUN)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("default/run_1");
    }
  }

  @Test
  void follow_runThatManyProgramsWrite_tellsEachRowOnceInOrder() throws Exception {
    List<Row> told = Collections.synchronizedList(new ArrayList<>());
    List<Row> toldLater = Collections.synchronizedList(new ArrayList<>());
    try (PostgresRunStore ours = database.open();
        PostgresRunStore theirs = database.open();
        PostgresRunStore onlooker = database.open()) {
      ours.append(List.of(TestEvents.created(RUN, "nightly", 1)));
      Following following = ours.ledger(RUN).orElseThrow().follow(told::add);
      onlooker.ledger(RUN).orElseThrow().follow(toldLater::add);
      assertThat(following.from()).isEqualTo(1);
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (PostgresRunStore store : List.of(ours, theirs)) {
          writers.add(() -> {
            for (int number = 0; number < 60; number++) {
              store.append(
                  List.of(TestEvents.event(RUN, (store == ours ? 1_000 : 2_000) + number)));
            }
            return 0;
          });
        }
        for (Future<Integer> result : threads.invokeAll(writers)) {
          result.get();
        }
      }

      List<Row> rows = TestDatabase.rows(ours, RUN);
      assertThat(rows).hasSize(121);
      Instant end = Instant.now().plus(PATIENCE);
      while (told.size() < 120 || toldLater.size() < 120) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(20);
      }
      assertThat(List.copyOf(told)).isEqualTo(rows.subList(1, 121));
      assertThat(List.copyOf(toldLater)).isEqualTo(rows.subList(1, 121));
    }
  }

  /// One gives files to runs, another removes the runs: each file is there exactly when a run has
  /// it.
  @Test
  void putAndRemove_bySeveralPrograms_keepWhatARunHas() throws Exception {
    try (PostgresRunStore giving = database.open();
        PostgresRunStore removing = database.open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<RunKey> runs = new ArrayList<>();
      for (int number = 0; number < 40; number++) {
        RunKey run = new RunKey("n" + number % 2, "file_" + number);
        giving.append(List.of(TestEvents.event(run, 1)));
        TestEvents.put(giving, run, "file " + number % 3);
        runs.add(run);
      }
      Callable<Integer> removal =
          () -> {
            runs.subList(0, 30).forEach(run -> removing.remove(TestEvents.removal(run)));
            return 0;
          };
      Callable<Integer> gift =
          () -> {
            for (RunKey run : runs) {
              TestEvents.put(giving, run, "another");
            }
            return 0;
          };
      for (Future<Integer> done : threads.invokeAll(List.of(removal, gift))) {
        done.get();
      }

      assertThat(removing.check(progress -> {}).damage()).isEmpty();
      runs.subList(0, 30).forEach(run -> removing.remove(TestEvents.removal(run)));
      assertThat(giving.check(progress -> {}).damage()).isEmpty();
      assertThat(database.count("run_blob")).isEqualTo(20);
      assertThat(database.count("blob")).isEqualTo(4);
      assertThat(database.count("blob_piece")).isEqualTo(4);
    }
  }

  @Test
  void put_begunByAnotherProgram_goesOn() {
    byte[] bytes = "the report".getBytes(UTF_8);
    BlobUpload upload = new BlobUpload(RUN, TestEvents.digest("the report"), bytes.length);
    try (PostgresRunStore one = database.open();
        PostgresRunStore two = database.open()) {
      one.append(List.of(TestEvents.event(RUN, 1)));
      one.blobs()
          .put(upload, 0, Arrays.copyOf(bytes, 4), BlobLimits.DEFAULT, Blobs.Inspection.NONE);

      assertThat(
              two.blobs()
                  .put(
                      upload,
                      4,
                      Arrays.copyOfRange(bytes, 4, bytes.length),
                      BlobLimits.DEFAULT,
                      Blobs.Inspection.NONE))
          .isEqualTo(new BlobPut.Stored(true));
      assertThat(one.blobs().of(RUN)).containsExactly(upload.sha256());
    }
  }
}
