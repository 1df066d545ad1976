package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NestingTest {
  private record Some(String id, @Nullable String parent) {}

  private static Some run(String id) {
    return new Some(id, null);
  }

  private static Some by(String id, String parent) {
    return new Some(id, parent);
  }

  private static String drawn(Some... runs) {
    return drawn(List.of(runs));
  }

  private static String drawn(List<Some> runs) {
    return Nesting.of(runs, Some::id, Some::parent).stream()
        .map(one -> ">".repeat(one.depth()) + one.run().id())
        .collect(Collectors.joining(" "));
  }

  @Test
  void of_runs_standBelowTheOneThatStartedThem() {
    assertThat(drawn(by("c", "b"), run("x"), by("b", "a"), run("a"), by("d", "a"), by("e", "z")))
        .isEqualTo("x a >b >>c >d e");
  }

  @Test
  void of_runsInACircle_areEachThereOnce() {
    assertThat(drawn(by("a", "b"), by("b", "a"), by("s", "s"))).isEqualTo("a >b s");
  }

  @Test
  void of_runsWithoutAnId_areAllThere() {
    assertThat(drawn(run(""), run(""), run("a")).split(" ", -1)).hasSize(3);
  }

  @Test
  void of_aLongChain_isNested() {
    List<Some> chain = new ArrayList<>(List.of(run("0")));
    for (int at = 1; at < 50_000; at++) {
      chain.add(by(Integer.toString(at), Integer.toString(at - 1)));
    }

    assertThat(Nesting.of(chain, Some::id, Some::parent).getLast().depth()).isEqualTo(49_999);
  }
}
