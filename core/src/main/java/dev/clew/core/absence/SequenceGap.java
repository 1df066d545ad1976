package dev.clew.core.absence;

import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Numbers that a producer skipped: `seq` proves completeness per life of a producer (DESIGN
/// §5.13). Producers count from 0 over all attempts that they write.
///
/// @param first the first number that is absent
/// @param last the last one of the gap
/// @param next the number that is there again
/// @param nextRow its row
record SequenceGap(String producer, long epoch, long first, long last, long next, long nextRow) {

  private record Life(String attemptId, String producer, long epoch) {}

  /// In the order in which producers were first heard of, then by number.
  static List<SequenceGap> of(List<Row> rows) {
    Map<Life, TreeMap<Long, Long>> lives = new LinkedHashMap<>();
    for (Row row : rows) {
      Life life = new Life(row.event().attemptId(), row.event().producer(), row.event().epoch());
      lives.computeIfAbsent(life, any -> new TreeMap<>()).put(row.event().seq(), row.offset());
    }
    List<SequenceGap> gaps = new ArrayList<>();
    lives.forEach((life, numbers) -> {
      long due = 0;
      for (Map.Entry<Long, Long> number : numbers.entrySet()) {
        long seq = number.getKey();
        if (seq > due) {
          gaps.add(
              new SequenceGap(life.producer(), life.epoch(), due, seq - 1, seq, number.getValue()));
        }
        due = Math.max(due, seq + 1);
      }
    });
    return gaps;
  }

  /// `number 12`, or `numbers 12 to 14`.
  String shown() {
    return first == last ? "number " + first : "numbers " + first + " to " + last;
  }

  String subject() {
    return producer + "/" + epoch + ":" + (first == last ? "" + first : first + "-" + last);
  }
}
