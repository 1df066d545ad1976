package dev.clew.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.digest.Digest;
import dev.clew.server.http.Problem;
import dev.clew.store.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final long LARGE = Verification.SMALL_BYTES + 1;

  private final Verification verification = new Verification();

  @Test
  void requireWhole_moreLargeFilesThanMayBe_isRefusedUntilOneIsDone() throws Exception {
    CountDownLatch open = new CountDownLatch(Verification.MOST_LARGE);
    CountDownLatch goOn = new CountDownLatch(1);
    Blob slow = new Blob(Digest.sha256(BYTES), LARGE, from -> opened(open, goOn));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int one = 0; one < Verification.MOST_LARGE; one++) {
        all.add(threads.submit(() -> verification.requireWhole(slow)));
      }
      open.await();

      assertThatThrownBy(() -> verification.requireWhole(blob(LARGE)))
          .isInstanceOfSatisfying(
              Problem.Raised.class,
              raised -> assertThat(raised.problem().code()).isEqualTo("artifact.verifying"));
      assertThatCode(() -> verification.requireWhole(blob(Verification.SMALL_BYTES)))
          .doesNotThrowAnyException();

      goOn.countDown();
      for (Future<?> one : all) {
        one.get();
      }
      assertThatCode(() -> verification.requireWhole(blob(LARGE))).doesNotThrowAnyException();
    }
  }

  @Test
  void requireWhole_damaged_isSaidEachTime() {
    Blob damaged = new Blob(Digest.sha256(), LARGE, from -> new ByteArrayInputStream(BYTES));

    for (int time = 0; time <= Verification.MOST_LARGE; time++) {
      assertThatThrownBy(() -> verification.requireWhole(damaged))
          .isInstanceOfSatisfying(
              Problem.Raised.class,
              raised -> assertThat(raised.problem().code()).isEqualTo("artifact.damaged"));
    }
  }

  private static Blob blob(long size) {
    return new Blob(Digest.sha256(BYTES), size, from -> new ByteArrayInputStream(BYTES));
  }

  private static InputStream opened(CountDownLatch open, CountDownLatch goOn) throws IOException {
    open.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return new ByteArrayInputStream(BYTES);
  }
}
