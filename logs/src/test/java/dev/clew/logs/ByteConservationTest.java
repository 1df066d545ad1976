package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.logs.framing.Limits;
import dev.clew.logs.framing.Range;
import dev.clew.logs.rules.Rules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the bytes and however they arrive, each is in exactly one range of one record or is a
/// separator, and the records are the same.
class ByteConservationTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final int CASES = 2_000;
  private static final List<String> PIECES =
      List.of(
          "plain line\n",
          "2026-11-22 13:09:44,380 ERROR [main] a.B - failed\r\n",
          "\n",
          " \t \n",
          "10%\r20%\r30%\n",
          "java.lang.IllegalStateException: x\n",
          "\tat a.B.c(B.java:12)\n",
          "Caused by: java.net.ConnectException: Connection refused\n",
          "\t... 3 more\n",
          "Traceback (most recent call last):\n",
          "  File \"x.py\", line 1, in f\n",
          "ValueError: bad\n",
          "During handling of the above exception, another exception occurred:\n",
          "panic: boom\n",
          "goroutine 1 [running]:\n",
          "main.main()\n",
          "TypeError: fetch failed\n",
          "    at x (y.js:1:2) {\n",
          "  [cause]: Error: inner\n",
          "}\n",
          "npm error code E404\n",
          "{\"level\":\"error\",\"msg\":\"x\"}\n",
          "level=info msg=\"a b\"\n",
          "2026-11-22T13:09:44.380000000Z stdout P part \n",
          "2026-11-22T13:09:44.380000000Z stdout F full\n",
          "2026-11-22T13:09:44.380000000Z stderr P part \n",
          "2026-11-22T13:09:44.380000000Z stderr F \tat a.B.c(B.java:1)\n",
          "2026-11-22T13:09:44.380000000Z stderr F \n",
          "2026-11-22T13:09:44.380000000Z stdout F\n",
          "\u001b[31mred €\u001b[0m\n",
          "a long line of which a small limit makes several pieces, also € within €€€€\n",
          "no end");

  private static final List<Limits> LIMITS =
      List.of(Limits.DEFAULT, new Limits(24, 60, 3), new Limits(80, 200, 5), new Limits(4, 4, 1));

  private static byte[] input(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int pieces = 1 + random.nextInt(14);
    for (int piece = 0; piece < pieces; piece++) {
      if (random.nextInt(8) == 0) {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        out.writeBytes(noise);
      } else {
        String text = PIECES.get(random.nextInt(PIECES.size()));
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /// @param cuts where the chunks end
  private static List<LogRecord> read(byte[] input, Limits limits, List<Integer> cuts) {
    List<LogRecord> records = new ArrayList<>();
    LogReader reader =
        new LogReader("stdout", Rules.builtIn(), ZoneOffset.UTC, limits, records::add);
    int from = 0;
    for (int cut : cuts) {
      reader.take(input, from, cut);
      from = cut;
    }
    reader.take(input, from, input.length);
    reader.end();
    return records;
  }

  private static void assertConserved(byte[] input, List<LogRecord> records, String what) {
    boolean[] taken = new boolean[input.length];
    for (LogRecord record : records) {
      long last = -1;
      for (Range range : record.ranges()) {
        assertThat(range.offset()).as(what).isGreaterThan(last);
        for (long at = range.offset(); at < range.end(); at++) {
          assertThat(taken[(int) at]).as(what + " twice at " + at).isFalse();
          taken[(int) at] = true;
        }
        last = range.end();
      }
    }
    for (int at = 0; at < input.length; at++) {
      byte unit = input[at];
      boolean isSeparator = unit == '\n' || unit == '\r' || unit == ' ' || unit == '\t';
      assertThat(taken[at] || isSeparator).as(what + " lost at " + at).isTrue();
    }
  }

  private static boolean isCri(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1).contains("Z std");
  }

  @Test
  void take_randomInputInAnyChunks_conservesBytesAndGivesTheSameRecords() {
    Random random = new Random(SEED);
    for (int run = 0; run < CASES; run++) {
      byte[] input = input(random);
      Limits limits = LIMITS.get(random.nextInt(LIMITS.size()));
      String what = "seed " + SEED + " case " + run;
      List<LogRecord> whole = read(input, limits, List.of());
      assertConserved(input, whole, what);
      if (!isCri(input)) {
        assertThat(whole)
            .as(what)
            .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
      }
      int size = 1 + random.nextInt(9);
      List<Integer> cuts = new ArrayList<>();
      for (int cut = size; cut < input.length; cut += size) {
        cuts.add(cut);
      }
      assertThat(read(input, limits, cuts)).as(what + " chunks of " + size).isEqualTo(whole);
    }
  }

  @Test
  void take_everyPlaceToCut_givesTheSameRecords() {
    byte[] input = String.join("", PIECES).getBytes(StandardCharsets.UTF_8);
    for (Limits limits : LIMITS) {
      List<LogRecord> whole = read(input, limits, List.of());
      assertConserved(input, whole, limits.toString());
      for (int cut = 0; cut <= input.length; cut++) {
        assertThat(read(input, limits, List.of(cut))).as("cut at " + cut).isEqualTo(whole);
      }
    }
  }

  @Test
  void take_everyChunkingOfAShortInput_givesTheSameRecords() {
    byte[] input = "a\r\nb\rc\n\tat (\n€\n".getBytes(StandardCharsets.UTF_8);
    Limits limits = new Limits(4, 12, 2);
    List<LogRecord> whole = read(input, limits, List.of());
    assertConserved(input, whole, "short");
    for (int mask = 0; mask < 1 << (input.length - 1); mask++) {
      List<Integer> cuts = new ArrayList<>();
      for (int cut = 1; cut < input.length; cut++) {
        if ((mask >> (cut - 1) & 1) == 1) {
          cuts.add(cut);
        }
      }
      assertThat(read(input, limits, cuts)).isEqualTo(whole);
    }
  }
}
