package dev.clew.engine;

import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Canonical;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.engine.evidence.Capture;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.LedgerFile;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is durable, and when (DESIGN §5.2, §5.9).
class DurabilityTest {
  /// Keeps the order of appends, syncs and arrivals at the server.
  private static class Order implements Ledger {
    final List<String> happened = new CopyOnWriteArrayList<>();
    final Ledger inner;

    Order(Ledger inner) {
      this.inner = inner;
    }

    @Override
    public LedgerId id() {
      return inner.id();
    }

    @Override
    public Appended append(RedactedEvent event) {
      Appended appended = inner.append(event);
      if (event.event().kind().startsWith("tool_call")) {
        happened.add(event.event().kind() + " " + event.event().path());
      }
      return appended;
    }

    @Override
    public List<Appended> append(List<RedactedEvent> events) {
      return events.stream().map(this::append).toList();
    }

    @Override
    public Head head() {
      return inner.head();
    }

    @Override
    public List<Row> rows(long from, int limit) {
      return inner.rows(from, limit);
    }

    @Override
    public Following follow(Consumer<Row> follower) {
      return inner.follow(follower);
    }

    @Override
    public void sync() {
      inner.sync();
      happened.add("sync");
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void run_unsafeCall_isSyncedBeforeItsBytesLeave() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns runs =
          TestRuns.of(
              server, workflow(stage("read"), stage("write", "httpVerb: POST"), stage("again")));
      Order order = new Order(runs.memory);
      server.tells(request -> order.happened.add("receives " + request.target()));
      runs.ledger(order).run();
      assertThat(order.happened)
          .containsExactly(
              "tool_call_started read",
              "receives /read",
              "tool_call_completed read",
              "tool_call_started write",
              "sync",
              "receives /write",
              "tool_call_completed write",
              "tool_call_started again",
              "receives /again",
              "tool_call_completed again",
              "sync");
    }
  }

  @Test
  void run_syncFails_nothingIsSent() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns runs =
          TestRuns.of(server, workflow(stage("write", "httpVerb: DELETE"), stage("later")));
      Ledger broken =
          new Order(runs.memory) {
            @Override
            public void sync() {
              throw new ClewException("the disk is gone");
            }
          };
      assertThatThrownBy(() -> runs.ledger(broken).run()).hasMessage("the disk is gone");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void run_fileLedger_readsBackAsItWasWritten(@TempDir Path folder) {
    ExecutionKey key = new ExecutionKey(Digest.sha256(new byte[0]));
    List<Row> listened = new CopyOnWriteArrayList<>();
    Path path;
    try (TestServer server = new TestServer(TestServer.json(402, "{\"error\":\"e\"}"));
        FileLedger ledger =
            FileLedger.create(
                new LocalDisk(), folder, "test", key, TestRuns.LEDGER, InstantSource.system())) {
      ledger.follow(listened::add);
      path = ledger.path();
      TestRuns.of(server, workflow(stage("write", "httpVerb: POST"), stage("later")))
          .ledger(ledger)
          .capture(Capture.BODIES)
          .execute();
    }
    LedgerFile file = LedgerReader.read(path);
    assertThat(file.damage()).isNull();
    assertThat(file.tornTail()).isNull();
    assertThat(file.rows())
        .extracting(row -> Canonical.text(RowJson.write(row)))
        .isEqualTo(listened.stream().map(row -> Canonical.text(RowJson.write(row))).toList());
    RunView view = RunView.of(file.rows(), RunView.Writer.ABSENT);
    assertThat(view.attempt().stages())
        .extracting(s -> s.status())
        .containsExactly(StageStatus.FAILED, StageStatus.NOT_REACHED);
    assertThat(file.rows().getLast().event().is(Kind.RUN_FINISHED)).isTrue();
  }
}
