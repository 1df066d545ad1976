package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> found(List<String> texts, String in) {
    TextSearch search = new TextSearch(texts.stream().map(TextSearchTest::bytes).toList());
    List<String> found = new ArrayList<>();
    for (int at = search.next(bytes(in), 0); at >= 0; at = search.next(bytes(in), at + 1)) {
      found.add(at + " " + texts.get(search.found()));
    }
    return found;
  }

  private static List<String> sought(List<String> texts, String in) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < in.length(); at++) {
      for (String text : texts) {
        if (in.startsWith(text, at)) {
          found.add(at + " " + text);
          break;
        }
      }
    }
    return found;
  }

  @Test
  void next_textsOfSeveralLengths_areFoundInOrder() {
    assertThat(found(List.of("ab", "bcd"), "abcd ab bcd a"))
        .containsExactly("0 ab", "1 bcd", "5 ab", "8 bcd");
    assertThat(found(List.of("abc"), "ab")).isEmpty();
    assertThat(found(List.of("abc"), "abc")).containsExactly("0 abc");
  }

  @Test
  void next_randomTexts_areFoundAsByLookingEverywhere() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> texts = new ArrayList<>();
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        texts.add(text(random, 2 + random.nextInt(6)));
      }
      String in = text(random, random.nextInt(300));
      assertThat(found(texts, in)).as("seed %s, %s", seed, texts).isEqualTo(sought(texts, in));
    }
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < length; at++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
