package dev.clew.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A pipe of our own, found among those that others open at the same time.
class OutputPipeTest {
  private static final int ROUNDS = 200;

  private static void openAndClose(AtomicBoolean ended) {
    try {
      while (!ended.get()) {
        Pipe pipe = Pipe.open();
        Thread.onSpinWait();
        pipe.sink().close();
        pipe.source().close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void open_whileAnotherThreadOpensPipes_isItsOwn() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    Thread other = Thread.ofPlatform().start(() -> openAndClose(ended));
    int own = 0;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        own += writesToItself("round " + round) ? 1 : 0;
      }
    } finally {
      ended.set(true);
      other.join();
    }
    assertThat(own).isPositive();
  }

  /// Whether it is a pipe of our own; else it is that of the process.
  private static boolean writesToItself(String said) throws IOException {
    try (OutputPipe pipe = OutputPipe.open()) {
      File end = pipe.redirect().file();
      if (end == null) {
        return false;
      }
      try (OutputStream out = new FileOutputStream(end)) {
        out.write(said.getBytes(UTF_8));
        InputStream in = pipe.input(InputStream.nullInputStream());
        assertThat(new String(in.readNBytes(said.length()), UTF_8)).isEqualTo(said);
      }
      return true;
    }
  }
}
