package dev.clew.languagesih.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.input.Supplied;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarsFileTest {
  private static final String SECTIONS =
      """
      # comment
      user: ann
      plan: basic

      pre:
        plan: gold
        Region: "eu"
        version: 3.10
        plan: old
        version: 3.11
        plan: platinum
        only: 'x'
        version:
        again: yes
      prod:
        plan: paid
        version: 3.11
        plan: never
      global:
        user: bob
        token: a:b #c
        quoted: "say "x""
        empty: ""
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pre   | 3.11 | again=yes empty= only=x plan=platinum quoted=say \"x\" Region=eu token=a:b #c user=bob",
        "PRE   | 3.10 | again=yes empty= plan=old quoted=say \"x\" Region=eu token=a:b #c user=bob",
        "pre   | 3.1  | again=yes empty= plan=gold quoted=say \"x\" Region=eu token=a:b #c user=bob",
        "prod  | 3.12 | empty= plan=paid quoted=say \"x\" token=a:b #c user=bob",
        "local | 3.11 | empty= plan=basic quoted=say \"x\" token=a:b #c user=bob",
      })
  void read_sections_versionBeatsEnvironmentBeatsGlobal(
      String environment, String version, String expected) {
    InputsFile vars = VarsFile.read(new SourceFile("v", SECTIONS), environment, version);
    assertThat(vars.problems()).isEmpty();
    assertThat(shown(vars)).isEqualTo(expected);
  }

  @Test
  void read_nameInOtherCase_isTheSameInput() {
    InputsFile vars =
        VarsFile.read(new SourceFile("v", "Email: a\nlocal:\n  email: b\n"), "local", "1");
    assertThat(vars.inputs().values()).containsExactly(new Supplied.Text("b", "v:3"));
  }

  @Test
  void read_topLevelVersion_isAnInput() {
    InputsFile vars = VarsFile.read(new SourceFile("v", "version: 7\n"), "local", "1");
    assertThat(shown(vars)).isEqualTo("version=7");
  }

  @Test
  void read_windowsLines_areLines() {
    InputsFile vars =
        VarsFile.read(new SourceFile("v", "a: 1\r\nlocal:\r\nb: 2\r\n"), "local", "1");
    assertThat(shown(vars)).isEqualTo("a=1 b=2");
  }

  @Test
  void read_lineWithoutKey_isAProblemWithItsPlace() {
    InputsFile vars = VarsFile.read(new SourceFile("v", "a: 1\n: 2\nnothing\n"), "local", "1");
    assertThat(vars.problems())
        .containsExactly(
            "v:2:1: expected 'key: value', found no key",
            "v:3:1: expected 'key: value', found no key");
  }

  @Test
  void read_onlyOtherEnvironments_isAProblem() {
    InputsFile vars =
        VarsFile.read(new SourceFile("v", "pre:\n a: 1\nprod:\n a: 2\n"), "local", "1");
    assertThat(vars.problems())
        .containsExactly(
            "v:1:1: there is nothing for environment 'local', only for pre, prod, and nothing"
                + " global");
  }

  private static String shown(InputsFile vars) {
    TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    vars.inputs().forEach((name, value) -> sorted.put(name, ((Supplied.Text) value).text()));
    StringBuilder out = new StringBuilder();
    sorted.forEach((name, value) -> out.append(name).append('=').append(value).append(' '));
    return out.toString().strip();
  }
}
