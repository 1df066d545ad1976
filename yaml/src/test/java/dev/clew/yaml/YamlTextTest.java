package dev.clew.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlNode.Sequence;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.10", "201", "0x1F", "1_000", "yes", "2026-11-22", "1e3"})
  void read_plainScalar_isAsWritten(String text) {
    Scalar scalar = scalar("a: " + text);
    assertThat(scalar.text()).isEqualTo(text);
    assertThat(scalar.style()).isEqualTo(YamlNode.Style.PLAIN);
    assertThat(scalar.isNull()).isFalse();
  }

  @Test
  void read_nothing_isNullUnlessQuoted() {
    assertThat(scalar("a:").isNull()).isTrue();
    assertThat(scalar("a: ~").isNull()).isTrue();
    assertThat(scalar("a: null").isNull()).isTrue();
    assertThat(scalar("a: ''").isNull()).isFalse();
    assertThat(scalar("a: \"null\"").isNull()).isFalse();
  }

  @Test
  void read_positions_countFromOneAndInCodePoints() {
    Mapping root = (Mapping) read("x: 1\n'😀': [a, b]\n");
    Sequence items = (Sequence) root.entries().get(1).value();
    assertThat(items.items().get(1).at()).isEqualTo(new Position(2, 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: x {T} y",
        "a: \"x {T}\"",
        "a: \"x \\\" \\u00e9 \\x41 {T}\"",
        "a: \"\\U0001F600{T}\"",
        "a: '''x'' {T}'",
        "a: |\n  one\n    {T}\n  three",
        "a: |-  # comment\n\n   one\n\n   {T}",
        "a: |2\n    {T}",
        "a:\n  - |\n    \u00e9😀 {T}",
        "b: 1\r\na: |\r\n  one\r\n  x {T}\r\n",
      })
  void at_offset_isThePlaceInTheFile(String yaml) {
    Scalar scalar = find(read(yaml));
    int wanted = yaml.indexOf("{T}");
    int lineStart = yaml.lastIndexOf('\n', wanted) + 1;
    int line = (int) yaml.substring(0, lineStart).chars().filter(unit -> unit == '\n').count() + 1;
    assertThat(scalar.at(scalar.text().indexOf("{T}")))
        .isEqualTo(new Position(line, yaml.codePointCount(lineStart, wanted) + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: >\n  one\n  {T}", "a: \"one\n  {T}\"", "a: one\n  {T}"})
  void at_offsetInFoldedLines_isTheStartOfTheScalar(String yaml) {
    Scalar scalar = find(read(yaml));
    assertThat(scalar.at(scalar.text().indexOf("{T}"))).isEqualTo(new Position(1, 4));
  }

  @Test
  void read_alias_sharesTheNode() {
    Mapping root = (Mapping) read("a: &x [1]\nb: *x\n");
    assertThat(root.entries().get(0).value()).isSameAs(root.entries().get(1).value());
  }

  @Test
  void read_billionLaughs_isRefusedWithoutExpanding() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [" + "x,".repeat(50) + "]\n");
    for (int level = 1; level < 10; level++) {
      bomb.append("a" + level + ": &a" + level + " [");
      bomb.append(("*a" + (level - 1) + ",").repeat(5)).append("]\n");
    }
    assertThat(refused(bomb.toString()).rule()).isEqualTo(YamlRule.YAML_TOO_MANY_NODES);
  }

  @Test
  void read_depthThroughAliases_isRefused() {
    String yaml =
        "a: &a "
            + "[".repeat(30)
            + "]".repeat(30)
            + "\nb: "
            + "[".repeat(30)
            + "*a"
            + "]".repeat(30);
    assertThat(refused(yaml).rule()).isEqualTo(YamlRule.YAML_TOO_DEEP);
  }

  @Test
  void read_depthOfFifty_isAccepted() {
    assertThat(read("a: " + "[".repeat(49) + "]".repeat(49))).isNotNull();
    assertThat(refused("a: " + "[".repeat(50) + "]".repeat(50)).rule())
        .isEqualTo(YamlRule.YAML_TOO_DEEP);
  }

  @Test
  void read_blockDepth_isRefused() {
    assertThat(refused("- ".repeat(100_000)).rule()).isEqualTo(YamlRule.YAML_TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: \"\\UFFFFFFFF\"",
        "a: \"\\ud800\"",
        "a: \ud800",
        "%YAML 9.9\n---\na",
        "%TAG ! !\n%TAG ! !\n---\na",
        "a: &",
        "*",
        "a: 'x",
        "a: b: c",
        "a: |9x",
        "? ",
        "\u0000",
        "}",
        "a: @x",
        "- a\nb",
      })
  void read_brokenText_isOneDiagnosticOrOneDocument(String yaml) {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode node = YamlText.read(new SourceFile("y", yaml), diagnostics);
    assertThat(diagnostics.size()).isEqualTo(node == null ? 1 : 0);
  }

  @Test
  void read_byteOrderMark_isSkipped() {
    assertThat(((Mapping) read("\ufeffa: 1")).entries().getFirst().key().text()).isEqualTo("a");
  }

  @Test
  void read_tagAndDuplicateKey_areReportedAndTheRestIsRead() {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode root = YamlText.read(new SourceFile("y", "a: !x 1\na: 2\nb: 3"), diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::id)
        .containsExactly("yaml.tag", "yaml.duplicate-key");
    assertThat(((Mapping) Objects.requireNonNull(root)).entries()).hasSize(2);
  }

  private static Scalar scalar(String yaml) {
    return (Scalar) ((Mapping) read(yaml)).entries().getFirst().value();
  }

  private static Scalar find(YamlNode node) {
    YamlNode value = ((Mapping) node).entries().getLast().value();
    return (Scalar) (value instanceof Sequence items ? items.items().getFirst() : value);
  }

  private static YamlNode read(String yaml) {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode node = YamlText.read(new SourceFile("y", yaml), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    return Objects.requireNonNull(node);
  }

  private static Diagnostic refused(String yaml) {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(YamlText.read(new SourceFile("y", yaml), diagnostics)).isNull();
    assertThat(diagnostics.size()).isEqualTo(1);
    return diagnostics.inOrder().getFirst();
  }
}
