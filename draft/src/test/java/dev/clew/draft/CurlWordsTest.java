package dev.clew.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.draft.text.ShellWords;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurlWordsTest {
  private static List<List<String>> commands(String text) {
    return new ShellWords(text, "t").commands();
  }

  @Test
  void commands_quotes_areJoinedWithTheirNeighbours() {
    assertThat(commands("a'b c'\"d e\"f '' \"\"")).containsExactly(List.of("ab cd ef", "", ""));
  }

  @Test
  void commands_doubleQuotes_keepOtherBackslashes() {
    assertThat(commands("\"a\\\"b\\\\c\\n\\`\\$x\"")).containsExactly(List.of("a\"b\\c\\n`$x"));
  }

  @Test
  void commands_ansiQuotes_areDecoded() {
    assertThat(commands("$'a\\'b\\n\\t\\x41\\u00e9\\U0001F600\\101\\q'"))
        .containsExactly(List.of("a'b\n\tAé😀A\\q"));
  }

  @Test
  void commands_continuations_joinLines() {
    assertThat(commands("a \\\n  b\\\r\nc")).containsExactly(List.of("a", "bc"));
  }

  @Test
  void commands_separators_splitAndPipesAreCut() {
    assertThat(commands("a && b; c\n\nd | e f\ng & h # i\nj#k"))
        .containsExactly(
            List.of("a"),
            List.of("b"),
            List.of("c"),
            List.of("d"),
            List.of("g"),
            List.of("h"),
            List.of("j#k"));
  }

  @Test
  void commands_redirections_areLeftOut() {
    assertThat(commands("a > out b 2>&1 c </dev/null")).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void commands_openQuote_namesItsPlace() {
    assertThatThrownBy(() -> commands("a\n b 'c"))
        .isInstanceOf(Refusal.class)
        .hasMessage("t:2:4: this quote is not closed");
  }
}
