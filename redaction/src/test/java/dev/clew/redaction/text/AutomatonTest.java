package dev.clew.redaction.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AutomatonTest {
  private final Random random = new Random(11);

  @Test
  void scan_randomKeywords_findsWhatSearchingOneByOneFinds() {
    for (int round = 0; round < 3_000; round++) {
      List<String> keywords =
          Stream.generate(() -> word(1 + random.nextInt(5))).limit(1 + random.nextInt(8)).toList();
      String text = word(random.nextInt(60));

      Set<String> found = new TreeSet<>();
      new Automaton(keywords)
          .scan(
              text.toCharArray(), text.length(), (keyword, end) -> found.add(keyword + "@" + end));

      assertThat(found).as(keywords + " in " + text).isEqualTo(oneByOne(keywords, text));
    }
  }

  private static Set<String> oneByOne(List<String> keywords, String text) {
    Set<String> found = new TreeSet<>();
    for (int keyword = 0; keyword < keywords.size(); keyword++) {
      String word = keywords.get(keyword);
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        found.add(keyword + "@" + (at + word.length()));
      }
    }
    return found;
  }

  private String word(int length) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < length; at++) {
      out.append("abé\0".charAt(random.nextInt(4)));
    }
    return out.toString();
  }
}
