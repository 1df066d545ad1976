import dev.clew.logs.LogReader;
import dev.clew.logs.framing.Framer;
import dev.clew.logs.framing.Limits;
import dev.clew.logs.parsing.FrameParser;
import dev.clew.logs.rules.Rules;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;

/// How many bytes become records in a second of one core's time: `bench/logs`.
final class LogBench {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int SIZE = 64 * 1024 * 1024;
  private static final int CHUNK = 32 * 1024;
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 9;

  public static void main(String[] arguments) {
    Random random = new Random(742);
    byte[] plain = input(random, LogBench::plain);
    byte[] mixed = input(random, LogBench::mixed);
    byte[] json = input(random, LogBench::json);
    System.out.printf("%d rules, %d MiB each, median of %d%n", Rules.builtIn().all().size(), SIZE >> 20, ROUNDS);
    measure("frame            plain lines", plain, LogBench::frame);
    measure("frame + parse    plain lines", plain, LogBench::parse);
    measure("whole pipeline   plain lines", plain, LogBench::whole);
    measure("frame + parse    with traces and errors", mixed, LogBench::parse);
    measure("whole pipeline   with traces and errors", mixed, LogBench::whole);
    measure("whole pipeline   JSON lines", json, LogBench::whole);
  }

  private static void measure(String what, byte[] input, ToLongFunction<byte[]> pipeline) {
    long records = 0;
    for (int round = 0; round < WARM_UP; round++) {
      records = pipeline.applyAsLong(input);
    }
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      long again = pipeline.applyAsLong(input);
      rates[round] = input.length * 1e3 / (CPU.getCurrentThreadCpuTime() - start);
      if (again != records) {
        throw new IllegalStateException("another number of records: " + again);
      }
    }
    Arrays.sort(rates);
    System.out.printf("%-42s %6.0f MB/s  (%.0f to %.0f)  %,d records%n",
        what, rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1], records);
  }

  private static long frame(byte[] input) {
    long[] count = new long[1];
    Framer framer = new Framer(Limits.DEFAULT, frame -> count[0]++);
    feed(input, framer);
    return count[0];
  }

  private static long parse(byte[] input) {
    long[] count = new long[2];
    FrameParser parser = new FrameParser(ZoneOffset.UTC);
    Framer framer =
        new Framer(
            Limits.DEFAULT,
            frame -> {
              count[0]++;
              count[1] += parser.parse(frame).messageFrom();
            });
    feed(input, framer);
    return count[0];
  }

  private static void feed(byte[] input, Framer framer) {
    for (int at = 0; at < input.length; at += CHUNK) {
      framer.take(input, at, Math.min(input.length, at + CHUNK));
    }
    framer.end();
  }

  private static long whole(byte[] input) {
    long[] count = new long[2];
    LogReader reader =
        new LogReader(
            "stdout",
            Rules.builtIn(),
            record -> {
              count[0]++;
              count[1] += record.rule().length();
            });
    for (int at = 0; at < input.length; at += CHUNK) {
      reader.take(input, at, Math.min(input.length, at + CHUNK));
    }
    reader.end();
    return count[0];
  }

  private interface Line {
    void add(StringBuilder out, Random random, int number);
  }

  private static byte[] input(Random random, Line line) {
    StringBuilder out = new StringBuilder(SIZE + 16_384);
    for (int number = 0; out.length() < SIZE; number++) {
      line.add(out, random, number);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder header(StringBuilder out, Random random, int number, String level) {
    return out.append("2026-11-22 13:").append(10 + number / 60_000 % 50).append(':')
        .append(10 + number / 1000 % 50).append(',').append(100 + number % 900).append(' ')
        .append(level).append(" [worker-").append(random.nextInt(16)).append("] c.acme.report.Renderer - ");
  }

  private static void plain(StringBuilder out, Random random, int number) {
    header(out, random, number, number % 7 == 0 ? "DEBUG" : "INFO ");
    switch (random.nextInt(5)) {
      case 0 -> out.append("Rendered page ").append(number).append(" in ").append(random.nextInt(900)).append(" ms");
      case 1 -> out.append("Loaded /data/in/part-").append(random.nextInt(10_000)).append(".csv with ").append(random.nextInt(1_000_000)).append(" rows");
      case 2 -> out.append("GET http://10.0.0.").append(random.nextInt(255)).append(":8080/items/").append(number).append(" gave 200");
      case 3 -> out.append("Customer '").append(Integer.toHexString(number)).append("' validated by schema v3, nothing to do");
      default -> out.append("queue depth ").append(random.nextInt(100)).append(", generate rate ").append(random.nextInt(50)).append("/s, all workers busy");
    }
    out.append('\n');
  }

  private static void mixed(StringBuilder out, Random random, int number) {
    int kind = random.nextInt(100);
    if (kind < 90) {
      plain(out, random, number);
    } else if (kind < 95) {
      header(out, random, number, "ERROR").append("Connection refused while calling service ").append(number).append('\n');
    } else if (kind < 97) {
      header(out, random, number, "WARN ").append("upload of part ").append(number).append(" timed out after 60.0 s, trying again\n");
    } else {
      out.append("java.lang.IllegalStateException: order ").append(number).append(" has no total\n");
      for (int frame = 0; frame < 30; frame++) {
        out.append("\tat com.acme.report.Renderer$Page.render(Renderer.java:").append(10 + frame).append(")\n");
      }
      out.append("Caused by: java.net.SocketTimeoutException: Read timed out\n");
      for (int frame = 0; frame < 12; frame++) {
        out.append("\tat java.base/sun.nio.ch.NioSocketImpl.read(NioSocketImpl.java:").append(200 + frame).append(")\n");
      }
      out.append("\t... 28 more\n");
    }
  }

  private static void json(StringBuilder out, Random random, int number) {
    out.append("{\"level\":\"info\",\"time\":\"2026-11-22T13:09:44.").append(100 + number % 900)
        .append("Z\",\"pid\":12,\"msg\":\"Rendered page ").append(number).append(" in ")
        .append(random.nextInt(900)).append(" ms\",\"status\":200}\n");
  }
}
