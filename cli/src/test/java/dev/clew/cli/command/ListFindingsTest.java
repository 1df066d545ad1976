package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Unredacted;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import dev.clew.store.Words;
import dev.clew.storesqlite.SqliteOptions;
import dev.clew.storesqlite.SqliteRunStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFindingsTest {
  private static final Instant BEGIN = Instant.parse("2026-04-23T13:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void store() {
    SqliteOptions options =
        SqliteOptions.of(
            () -> BEGIN, run -> new LedgerId(run.namespace(), run.runId(), "l_" + run.runId()));
    try (SqliteRunStore store = SqliteRunStore.open(folder, options)) {
      for (String id : List.of("run_1", "run_2")) {
        Event.Identity identity = new Event.Identity("e", "default", id, "a", "test", 1, 0);
        Event event = Event.of(identity, Timestamp.of(BEGIN), "run_started").build();
        store.append(List.of(new Unredacted().redact(event, null)));
      }
      Finding finding =
          new Finding(
              1,
              null,
              new Finding.Failure("stuck", Phase.ACTIVE, Cause.TIMEOUT, "a sign was due"),
              new Finding.Silence(BEGIN, "no event for 5m00s"));
      Words words = new Words().add("a sign was due");
      store.keep(List.of(new Found(new RunKey("default", "run_1"), finding, words)));
    }
  }

  private String listed(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "list";
    arguments[1] = "--data";
    arguments[2] = folder;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return TestFiles.clew(arguments).out();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--failure=stuck",
        "--phase=active",
        "--cause=timeout",
        "--stuck",
        "--text=DUE si"
      })
  void list_ofADataFolder_isThoseRuns(String option) {
    assertThat(listed(option)).contains("run_1").doesNotContain("run_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--failure=http_402", "--phase=save", "--cause=input", "--text=nothing"})
  void list_otherFinding_isNone(String option) {
    assertThat(listed(option)).contains("no runs").contains("match");
  }

  @Test
  void list_ofFiles_refusesWhatOnlyAServerHasFound() {
    assertThat(TestFiles.clew("list", folder, "--stuck").err()).contains("need --data or --server");
  }

  @Test
  void list_unknownCause_namesTheNearest() {
    assertThat(TestFiles.clew("list", "--data", folder, "--cause", "timeot").err())
        .contains("did you mean timeout?");
  }
}
