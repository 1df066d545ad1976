package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.logs.framing.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private static long bytesOf(List<LogRecord> records) {
    return records.stream()
        .flatMap(record -> record.ranges().stream())
        .mapToLong(range -> range.length())
        .sum();
  }

  @Test
  void take_lineOfTenMegabytes_isManyFlaggedRecords() {
    List<LogRecord> records = Reading.of("x".repeat(10_000_000));
    assertThat(records).hasSize(10_000_000 / Limits.MAX_LINE_BYTES + 1).allMatch(LogRecord::capped);
    assertThat(bytesOf(records)).isEqualTo(10_000_000);
    assertThat(records).allMatch(record -> record.text().length() <= LogRecord.MAX_TEXT_BYTES);
  }

  @Test
  void take_hundredThousandFrames_areFlaggedRecordsOfTheCap() {
    String frame = "\tat a.B.c(B.java:1)\n";
    List<LogRecord> records = Reading.of("java.lang.StackOverflowError\n" + frame.repeat(100_000));
    assertThat(records).hasSize(100_001 / Limits.MAX_RECORD_LINES + 1).allMatch(LogRecord::capped);
    assertThat(records.getFirst().code()).isEqualTo("stack_overflow");
  }

  @Test
  void take_nulAndEscapes_areKeptAsBytes() {
    LogRecord record = Reading.one("a\0b\u001b[31m\u001b[2Jc\u001b[");
    assertThat(record.length()).isEqualTo(15);
    assertThat(record.text()).isEqualTo("a\0bc\u001b[");
  }

  @Test
  void take_bracesWithoutEnd_areText() {
    LogRecord record = Reading.one("{".repeat(60_000) + "}".repeat(4_000));
    assertThat(record.rule()).isEqualTo(LogRecord.UNKNOWN);
  }

  @Test
  void take_manyPartsOfOneCriLine_areCapped() {
    String part = "2026-11-22T13:09:44.380000000Z stdout P \n";
    String other = "2026-11-22T13:09:44.380000000Z stderr P x\n";
    List<LogRecord> records = Reading.of((part + other).repeat(20_000));
    assertThat(records).hasSizeLessThan(50);
    assertThat(records.stream().mapToInt(record -> record.ranges().size()).sum()).isEqualTo(40_000);
  }

  @Test
  void take_lineThatHitsManyPatterns_ends() {
    String line = "timed out upload rate limit exceeded read connection refused ".repeat(2_000);
    List<LogRecord> records = Reading.of(line);
    assertThat(records).isNotEmpty();
  }

  @Test
  void attributes_hugeRecord_fitAnEvent() {
    String chain = ("Caused by: a.BException: " + "m".repeat(5_000) + "\n").repeat(40);
    LogRecord record = Reading.of("a.BException: x\n" + chain).getFirst();
    byte[] json = record.toLogLine().attributes().toString().getBytes(StandardCharsets.UTF_8);
    assertThat(json.length).isLessThan(128 * 1024);
    assertThat(record.causeChain()).hasSize(CauseChain.MAX_LINKS);
    assertThat(Event.class).isNotNull();
  }
}
