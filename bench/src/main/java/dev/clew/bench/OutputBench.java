package dev.clew.bench;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.logs.LogReader;
import dev.clew.logs.framing.Framer;
import dev.clew.logs.framing.Limits;
import dev.clew.logs.parsing.FrameParser;
import dev.clew.logs.rules.Rules;
import dev.clew.redaction.SecretRedactor;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;

/// How many bytes of output become records in a second of one core, and how many are redacted and
/// hashed: `bench/logs`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", Table.QUIET})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 9, time = 1)
@State(Scope.Thread)
public class OutputBench {
  private static final int MEGABYTES = 32;
  private static final int CHUNK_BYTES = 32 * 1024;

  /// How the lines look.
  public enum Lines {
    PLAIN,
    TRACES,
    JSON
  }

  @Param Lines lines = Lines.PLAIN;

  private byte[] output = new byte[0];

  @Setup
  public void make() {
    output = MadeOutput.bytes(lines, MEGABYTES * 1_000_000);
  }

  private interface Taker {
    void take(byte[] bytes, int from, int to);
  }

  private void feed(Taker taker) {
    for (int at = 0; at < output.length; at += CHUNK_BYTES) {
      taker.take(output, at, Math.min(output.length, at + CHUNK_BYTES));
    }
  }

  @Benchmark
  public void frame(Blackhole hole) {
    Framer framer = new Framer(Limits.DEFAULT, hole::consume);
    feed(framer::take);
    framer.end();
  }

  @Benchmark
  public void frameAndParse(Blackhole hole) {
    FrameParser parser = new FrameParser(ZoneOffset.UTC);
    Framer framer = new Framer(Limits.DEFAULT, frame -> hole.consume(parser.parse(frame)));
    feed(framer::take);
    framer.end();
  }

  @Benchmark
  public void pipeline(Blackhole hole) {
    LogReader reader = new LogReader("stdout", Rules.builtIn(), hole::consume);
    feed(reader::take);
    reader.end();
  }

  @Benchmark
  public void redact(Blackhole hole) {
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("apiKey", "c8f1e0d2-canary-4471");
    StreamRedaction stream = redactor.stream();
    feed((bytes, from, to) -> {
      stream.take(bytes, from, to);
      for (RedactedPart part : stream.ready()) {
        hole.consume(part);
      }
    });
    hole.consume(stream.end());
  }

  @Benchmark
  public void hash(Blackhole hole) {
    feed((bytes, from, to) -> hole.consume(Digest.sha256(Arrays.copyOfRange(bytes, from, to))));
  }

  public static void main(String[] arguments) throws RunnerException {
    System.out.printf(
        Locale.ROOT, "%d rules, %d MB each%n", Rules.builtIn().all().size(), MEGABYTES);
    Table.print(
        OutputBench.class,
        millis -> String.format(Locale.ROOT, "%.0f MB/s", MEGABYTES * 1_000 / millis));
  }
}
