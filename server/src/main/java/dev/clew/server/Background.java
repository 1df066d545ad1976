package dev.clew.server;

import dev.clew.core.ClewException;
import dev.clew.server.access.Tokens;
import dev.clew.server.lease.LostRuns;
import dev.clew.server.retention.Sweeper;
import dev.clew.server.retention.UploadExpiry;
import dev.clew.server.run.RunExaminer;
import dev.clew.server.webhook.RunNotices;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a server does without being asked: it reads which tokens there are, looks at runs, tells of
/// them, says which are lost, and removes those whose time is over.
final class Background implements AutoCloseable {
  private static final Duration TOKENS_PAUSE = Duration.ofMillis(500);

  private final Tokens tokens;
  private final RunExaminer examiner;
  private final Sweeper sweeper;
  private final LostRuns lost;
  private final UploadExpiry uploads;
  private final @Nullable RunNotices notices;
  private final ScheduledExecutorService often =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clew-tokens").factory());

  Background(
      Tokens tokens,
      RunExaminer examiner,
      Sweeper sweeper,
      LostRuns lost,
      UploadExpiry uploads,
      @Nullable RunNotices notices) {
    this.tokens = tokens;
    this.examiner = examiner;
    this.sweeper = sweeper;
    this.lost = lost;
    this.uploads = uploads;
    this.notices = notices;
  }

  void start() {
    long pause = TOKENS_PAUSE.toMillis();
    var _ = often.scheduleWithFixedDelay(this::readTokens, pause, pause, TimeUnit.MILLISECONDS);
    examiner.start();
    sweeper.start();
    lost.start();
    uploads.start();
    if (notices != null) {
      notices.start();
    }
  }

  /// Another server of the same store, or the command line, may have made or revoked some.
  private void readTokens() {
    try {
      tokens.refresh();
    } catch (ClewException e) {
      // What was known holds. A store that cannot be read is said by every other answer.
    }
  }

  @Override
  public void close() {
    often.shutdownNow();
    examiner.close();
    sweeper.close();
    lost.close();
    uploads.close();
    if (notices != null) {
      notices.close();
    }
    tokens.audit().close();
  }
}
