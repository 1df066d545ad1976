package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.store.Found;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.storesqlite.SqliteOptions;
import dev.clew.storesqlite.SqliteRunStore;
import dev.clew.storetck.TestEvents;
import dev.clew.storetck.TestQueries;
import dev.clew.storetck.TestStores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same batches into both stores are the same rows, chains and answers.
class SqliteAgreementTest {
  private static final int ALL = 100_000;
  private static final Instant BEGIN = Instant.parse("2026-11-30T23:59:59.999Z");
  private static final List<String> TEXTS =
      List.of("", "\u0000", "\ud800", "x\udfff", "\ud83d\ude80", "\u2028\"\\\n", "\uffff", "1e400");

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @TempDir private Path folder;

  private volatile Instant now = BEGIN;

  private static List<List<RedactedEvent>> batches(Random random) {
    List<List<RedactedEvent>> batches = new ArrayList<>(new TestQueries(random).batches());
    for (int number = 0; number < 40; number++) {
      RunKey run = new RunKey("default", "run_" + TEXTS.get(random.nextInt(TEXTS.size())));
      List<RedactedEvent> batch = new ArrayList<>();
      for (int at = 0; at < 8; at++) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        int id = random.nextInt(60);
        batch.add(
            switch (random.nextInt(5)) {
              case 0 -> TestEvents.ofEpoch(run, 100 + id, random.nextInt(4));
              case 1 -> TestEvents.withPayload(run, 200 + id, Payload.of(text.repeat(id * 300)));
              case 2 -> TestEvents.tooLarge(run, 300 + id);
              default -> TestEvents.saying(run, id, text);
            });
      }
      batches.add(random.nextInt(batches.size()), batch);
    }
    return batches;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void append_anyBatches_areTheSameInBoth(long seed) {
    Random random = new Random(Long.getLong("seed", seed));
    TestQueries queries = new TestQueries(random);
    // What is less than a microsecond must not count.
    InstantSource clock = () -> now;
    SqliteOptions options = SqliteOptions.of(clock, TestStores.IDENTITIES);
    try (SqliteRunStore sqlite = SqliteRunStore.open(folder, options);
        PostgresRunStore postgres =
            database.open(PostgresOptions.of(clock, TestStores.IDENTITIES))) {
      for (List<RedactedEvent> batch : batches(random)) {
        now = now.plusNanos(777_777);
        assertThat(postgres.append(batch)).as("seed %d", seed).isEqualTo(sqlite.append(batch));
      }

      List<Found> found = queries.found(sqlite.unexamined(ALL));
      sqlite.keep(found);
      postgres.keep(found);

      List<RunEntry> runs = sqlite.find(RunQuery.ALL, ALL);
      assertThat(runs).hasSizeGreaterThan(60);
      assertThat(postgres.find(RunQuery.ALL, ALL)).isEqualTo(runs);
      for (RunEntry entry : runs) {
        RunKey run = new RunKey(entry.namespace(), entry.runId());
        Ledger one = sqlite.ledger(run).orElseThrow();
        Ledger other = postgres.ledger(run).orElseThrow();
        List<Row> rows = one.rows(0, ALL);
        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.head()).isEqualTo(one.head());
        assertThat(other.rows(0, ALL)).as("seed %d, %s", seed, run).isEqualTo(rows);
        assertThat(ContentRoot.of(other.rows(0, ALL))).isEqualTo(ContentRoot.of(rows));
      }
      for (int number = 0; number < 200; number++) {
        RunQuery query = queries.query();
        int limit = queries.limit();
        assertThat(postgres.find(query, limit))
            .as("seed %d, limit %d, %s", seed, limit, query)
            .isEqualTo(sqlite.find(query, limit));
      }
    }
  }
}
