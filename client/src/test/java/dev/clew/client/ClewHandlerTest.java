package dev.clew.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClewHandlerTest {
  @TempDir private Path spool;

  private final FakeServer server = new FakeServer();
  private final ClewHandler handler = new ClewHandler();
  private final Logger logger = Logger.getLogger("reports.Render");

  @BeforeEach
  void add() {
    logger.addHandler(handler);
    logger.setLevel(Level.FINEST);
  }

  @AfterEach
  void remove() {
    logger.removeHandler(handler);
    server.close();
  }

  @Test
  void publish_lines_areInTheStageOfTheirThread() throws InterruptedException {
    try (ClewClient clew = server.client(spool).open();
        Run run = clew.run("job").start()) {
      logger.info("before");
      try (Stage outer = run.stage("render")) {
        logger.log(Level.WARNING, "{0} of {1} pages", new Object[] {3, 10});
        outer.stage("page").run(() -> logger.fine("inside"));
        Thread other = new Thread(() -> logger.info("elsewhere"));
        other.start();
        other.join();
        logger.info("still");
      }
      logger.finest("after");
    }
    logger.info("no run");

    List<Json.Obj> lines = server.events("log");
    assertThat(lines.stream().map(e -> e.text("summary") + " @" + e.text("stage", "")))
        .containsExactly(
            "before @",
            "3 of 10 pages @render",
            "inside @render/page",
            "elsewhere @",
            "still @render",
            "after @");
    assertThat(lines.stream().map(e -> e.text("severity")))
        .containsExactly("info", "warn", "debug", "info", "info", "trace");
    assertThat(lines.getFirst().object("attributes").text("scope")).isEqualTo("reports.Render");
  }

  @Test
  void publish_afterARunWithAnOpenStage_isOfTheNextRun() {
    try (ClewClient clew = server.client(spool).open()) {
      try (Run run = clew.run("forgetful").start()) {
        assertThat(run.stage("left-open").traceparent()).startsWith("00-");
      }
      try (Run run = clew.run("next").id("run_next").start()) {
        logger.info("mine");
        assertThat(run.id()).isEqualTo("run_next");
      }
    }

    Json.Obj line = server.event("log");
    assertThat(line.text("run_id")).isEqualTo("run_next");
    assertThat(line.has("stage")).isFalse();
  }

  @Test
  void publish_exceptionThatIsAlsoThrown_isOneError() {
    try (ClewClient clew = server.client(spool).open();
        Run run = clew.run("job").start()) {
      IllegalStateException thrown = new IllegalStateException("no data");
      logger.log(Level.SEVERE, "render failed", thrown);
      run.fail(thrown);
    }

    Json.Obj error = server.event("error");
    assertThat(error.text("summary"))
        .isEqualTo("render failed: java.lang.IllegalStateException: no data");
    assertThat(error.text("raw")).contains("at dev.clew.client.ClewHandlerTest");
  }

  @Test
  void publish_linesOfTheClientItself_areNotSent() {
    try (ClewClient clew = server.client(spool).open();
        Run run = clew.run("job").start()) {
      LogRecord own = new LogRecord(Level.WARNING, "events wait in the spool");
      own.setLoggerName("dev.clew.client");
      handler.publish(own);
      handler.publish(new LogRecord(Level.INFO, "of nobody"));
      assertThat(run.id()).startsWith("run_");
    }

    assertThat(server.event("log").text("summary")).isEqualTo("of nobody");
  }
}
