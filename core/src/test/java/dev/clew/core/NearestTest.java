package dev.clew.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,acb,1",
    "abc,ab,1",
    "abc,abcd,1",
    "abc,xbc,1",
    "ca,abc,3",
    "'',abc,3"
  })
  void distance_ofWords_countsEditsAndSwaps(String left, String right, int expected) {
    assertThat(Nearest.distance(left, right)).isEqualTo(expected);
    assertThat(Nearest.distance(right, left)).isEqualTo(expected);
  }

  @Test
  void to_closeWord_isSuggested() {
    List<String> known = List.of("endpoint", "expectedStatus", "expectedStatuses");
    assertThat(Nearest.to("endpiont", known)).isEqualTo("endpoint");
    assertThat(Nearest.to("EXPECTEDSTATUS", known)).isEqualTo("expectedStatus");
    assertThat(Nearest.to("expectedStatusess", known)).isEqualTo("expectedStatuses");
  }

  @Test
  void to_farOrHugeWord_hasNoSuggestion() {
    assertThat(Nearest.to("zzz", List.of("name"))).isNull();
    assertThat(Nearest.to("a".repeat(1_000_000), List.of("name"))).isNull();
    assertThat(Nearest.to("name", List.of("name"))).isNull();
  }
}
