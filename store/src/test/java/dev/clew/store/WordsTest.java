package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void in_text_isLettersAndDigitsInLowerCase() {
    assertThat(Words.in("Upload-47291: payment_method \ud800 Äther\u0301 \"OR\" upload\u0000x"))
        .containsExactly("upload", "47291", "payment", "method", "äther\u0301", "or", "x");
    assertThat(Words.in(" --- ")).isEmpty();
  }

  @Test
  void in_longWord_countsByItsBeginning() {
    assertThat(Words.in("x".repeat(100) + " y")).containsExactly("x".repeat(64), "y");
  }

  @Test
  void add_moreThanThereMayBe_keepsTheFirst() {
    Words words = new Words().add("first");
    for (int number = 0; number < 2 * Words.MOST; number++) {
      words.add("word" + number);
    }

    assertThat(words.all()).hasSize(Words.MOST).contains("first", "word0");
  }

  @Test
  void beginWith_isAllOfThemByTheirBeginnings() {
    Words words = new Words().add("upload timed out");

    assertThat(words.beginWith(List.of("up", "timed"))).isTrue();
    assertThat(words.beginWith(List.of("up", "timer"))).isFalse();
    assertThat(words.beginWith(List.of("load"))).isFalse();
  }
}
