package dev.clew.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private static final Rule WRONG = new TestRule("test.wrong", Diagnostic.Severity.ERROR);
  private static final Rule ODD = new TestRule("test.odd", Diagnostic.Severity.WARNING);

  private record TestRule(String id, Diagnostic.Severity severity) implements Rule {}

  @Test
  void inOrder_severalFiles_areSortedByPlaceWithinAFile() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(WRONG, "w", new Position(3, 1), "c");
    diagnostics.add(WRONG, "c", new Position(1, 1), "d");
    diagnostics.add(WRONG, "w", new Position(2, 9), "b");
    diagnostics.add(WRONG, "w", new Position(2, 1), "a");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactly("w:2:1: a", "w:2:9: b", "w:3:1: c", "c:1:1: d");
  }

  @Test
  void render_controlCharacters_staysOneLine() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(WRONG, "w", Position.NONE, "a\nb\u001b[31m", "x\ny");
    assertThat(diagnostics.inOrder().getFirst().render())
        .isEqualTo("w: a b [31m; did you mean 'x y'?");
  }

  @Test
  void hasErrors_warningsOnly_isFalse() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(ODD, "w", Position.START, "a");
    assertThat(diagnostics.hasErrors()).isFalse();
    diagnostics.add(WRONG, "w", Position.START, "a");
    assertThat(diagnostics.hasErrors()).isTrue();
  }

  @Test
  void sha256_ofText_isThatOfItsBytes() {
    assertThat(new SourceFile("a", "abc").sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(new SourceFile("a", "secret").toString()).doesNotContain("secret");
  }

  @Test
  void inOrder_moreThanShown_saysHowManyAreLeft() {
    Diagnostics diagnostics = new Diagnostics();
    for (int count = 0; count < Diagnostics.MAX_SHOWN + 7; count++) {
      diagnostics.add(ODD, "w", Position.START, "a");
    }
    assertThat(diagnostics.inOrder()).hasSize(Diagnostics.MAX_SHOWN + 1);
    assertThat(diagnostics.inOrder().getLast().render())
        .isEqualTo("w: 7 more mistakes are not shown");
    assertThat(diagnostics.inOrder().getLast().id()).isEqualTo("file.too-many-mistakes");
    assertThat(diagnostics.hasErrors()).isTrue();
    assertThat(diagnostics.size()).isEqualTo(Diagnostics.MAX_SHOWN + 7);
  }
}
