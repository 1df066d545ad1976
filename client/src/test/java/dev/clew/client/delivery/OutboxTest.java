package dev.clew.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A queue that nobody empties, as when the disk hangs.
class OutboxTest {
  private static final Duration DELAY = Duration.ofMillis(300);

  private final Outbox outbox = new Outbox(100, DELAY);
  private final AtomicLong lost = new AtomicLong();
  private final Source source =
      new Source() {
        @Override
        public void lost(long count) {
          lost.addAndGet(count);
        }

        @Override
        public @Nullable Line loss() {
          return null;
        }

        @Override
        public @Nullable Line dueSign() {
          return null;
        }
      };

  private Line line(String text, boolean isDetail) {
    return new Line(text, isDetail, source, 0, null);
  }

  private List<String> taken() throws InterruptedException {
    return outbox.take(Duration.ZERO).stream().map(Line::json).toList();
  }

  @Test
  void put_full_waitsOnceForRoomAndThenNotAgain() {
    outbox.put(line("x".repeat(100), true));
    long begun = System.nanoTime();
    for (int number = 0; number < 1_000; number++) {
      outbox.put(line("detail", true));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(took).isGreaterThanOrEqualTo(DELAY).isLessThan(DELAY.multipliedBy(100));
    assertThat(lost).hasValue(1_000);
  }

  @Test
  void put_boundaryInAFullQueue_takesThePlaceOfTheOldestDetail() throws InterruptedException {
    outbox.put(line("stage", false));
    outbox.put(line("a".repeat(45), true));
    outbox.put(line("b".repeat(45), true));
    outbox.put(line("end", false));
    outbox.put(line("more", false));

    assertThat(taken()).containsExactly("stage", "b".repeat(45), "end", "more");
    assertThat(lost).hasValue(1);
  }

  @Test
  void put_interruptedThread_staysInterruptedAndDoesNotWait() {
    outbox.put(line("x".repeat(100), true));
    Thread.currentThread().interrupt();
    outbox.put(line("y", true));

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void take_afterwards_hasRoomAgain() throws InterruptedException {
    outbox.put(line("x".repeat(100), true));
    outbox.put(line("lost", true));
    assertThat(taken()).hasSize(1);
    outbox.put(line("kept", true));

    assertThat(taken()).containsExactly("kept");
    assertThat(outbox.awaitWritten(Duration.ZERO)).isFalse();
    assertThat(taken()).isEmpty();
    assertThat(outbox.awaitWritten(Duration.ZERO)).isTrue();
  }
}
