package dev.clew.languagesih.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentFileTest {
  private static final EnvironmentVariables PROCESS =
      name -> Map.of("HOME", "/root", "HOST", "process").get(name);

  @Test
  void read_syntax_isThatOfShells() {
    EnvironmentFile file =
        read(
            """
            # comment
              # another

            HOST=example.org
            export PORT = 8080
            EXPORT NAME="a b"
            single='x'
            half="x
            HASH=a #b
            EMPTY=
            EQ=a=b
            exportable=1
            """);
    assertThat(file.keys())
        .containsExactly(
            "HOST", "PORT", "NAME", "single", "half", "HASH", "EMPTY", "EQ", "exportable");
    assertThat(file.variables().values())
        .containsEntry("HOST", "example.org")
        .containsEntry("PORT", "8080")
        .containsEntry("NAME", "a b")
        .containsEntry("single", "x")
        .containsEntry("half", "\"x")
        .containsEntry("HASH", "a #b")
        .containsEntry("EMPTY", "")
        .containsEntry("EQ", "a=b")
        .containsEntry("exportable", "1");
  }

  @Test
  void read_values_areResolvedRecursively() {
    EnvironmentFile file =
        read(
            """
            URL=https://{{env:HOST}}:{{env:port}}{{env:NONE?}}/{{{{x}}
            HOST={{env:SUB}}.example.org
            SUB=api
            PORT=8080
            WHERE={{env:HOME}}
            """);
    assertThat(file.variables().get("URL")).isEqualTo("https://api.example.org:8080/{{x}}");
    assertThat(file.variables().get("WHERE")).isEqualTo("/root");
  }

  @Test
  void get_missingKey_isAskedOfTheProcess() {
    EnvironmentFile file = read("HOST=file\n");
    assertThat(file.variables().get("HOST")).isEqualTo("file");
    assertThat(file.variables().get("host")).isEqualTo("file");
    assertThat(file.variables().get("HOME")).isEqualTo("/root");
    assertThat(file.variables().get("home")).isNull();
  }

  @Test
  void read_below_parentWinsAndIsSeen() {
    EnvironmentFile parent = read("HOST=parent\nONLY=p\n");
    Diagnostics diagnostics = new Diagnostics();
    EnvironmentFile child =
        EnvironmentFile.read(
            new SourceFile("child.env", "Host=child\nURL=http://{{env:HOST}}/{{env:ONLY}}\n"),
            parent.variables(),
            diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(child.variables().get("HOST")).isEqualTo("parent");
    assertThat(child.variables().get("URL")).isEqualTo("http://parent/p");
    assertThat(child.keys()).containsExactly("Host", "URL");
    assertThat(child.variables().keys()).containsExactly("HOST", "ONLY", "URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=1;B                   | environment.syntax e:2:1: expected NAME=value, found no '='",
        "export B                | environment.syntax e:1:8: expected NAME=value, found no '='",
        "=x                      | environment.syntax e:1:1: expected NAME=value, found no name",
        "A B=x                   | environment.syntax e:1:2: the name of a variable has letters, digits, '_', '.' and '-', not ' '",
        "Ä=x                     | environment.syntax e:1:1: the name of a variable has letters, digits, '_', '.' and '-', not 'Ä'",
        "A=x{{input.y}}          | environment.syntax e:1:6: {{input.y}} cannot stand here; an environment file has only {{env:NAME}}",
        "A='x {{env:}}'          | template.syntax e:1:12: a name is expected here",
        "A={{env.B}}             | template.syntax e:1:9: env needs ':' and one name; did you mean 'env:B'?",
        "A={{env:A}}             | environment.circular e:1:5: environment variable 'A' has a circular reference: A -> A",
        "A={{env:B}};B=x{{env:a}} | environment.circular e:2:6: environment variable 'A' has a circular reference: A -> B -> A",
        "A=1;B=2;A=3             | environment.given-twice e:3:1: variable 'A' is given twice; this one holds",
        "A=x{{env:NONE}}         | environment.not-set e:1:6: environment variable 'NONE' is not set, and so 'A' is not",
      })
  void read_mistake_isReportedAtItsPlace(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    EnvironmentFile.read(
        new SourceFile("e", text.replace(';', '\n')), EnvironmentOverlay.of(PROCESS), diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(each -> each.id() + " " + each.render())
        .containsExactly(expected);
  }

  @Test
  void read_valueThatCannotBeHad_isNotSet() {
    Diagnostics diagnostics = new Diagnostics();
    EnvironmentFile file =
        EnvironmentFile.read(
            new SourceFile("e", "HOST=x{{env:NONE}}\nUSES={{env:HOST}}\nB={{env:B}}\n"),
            EnvironmentOverlay.of(EnvironmentVariables.NONE),
            diagnostics);
    assertThat(file.variables().get("HOST")).isNull();
    assertThat(file.variables().get("USES")).isNull();
    assertThat(file.keys()).containsExactly("HOST", "USES", "B");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::id)
        .containsExactly("environment.not-set", "environment.circular");
  }

  @Test
  void read_longChain_endsAtALimit() {
    StringBuilder text = new StringBuilder("V0=end\n");
    for (int index = 1; index < 20_000; index++) {
      text.append("V").append(index).append("={{env:V").append(index - 1).append("}}\n");
    }
    assertThat(read(text.toString()).variables().get("V19999")).isEqualTo("end");
    StringBuilder backwards = new StringBuilder();
    for (int index = 20_000; index > 0; index--) {
      backwards.append("V").append(index).append("={{env:V").append(index - 1).append("}}\n");
    }
    Diagnostics diagnostics = new Diagnostics();
    EnvironmentFile.read(
        new SourceFile("e", backwards + "V0=end\n"), EnvironmentOverlay.of(PROCESS), diagnostics);
    assertThat(diagnostics.inOrder().getFirst().message())
        .isEqualTo("environment variables lead to each other over environment.depth = 50");
  }

  /// A value of the process is text, whatever it looks like.
  @Test
  void read_hostileValueOfTheProcess_isNotReadAgain() {
    EnvironmentVariables process = name -> name.equals("BAD") ? "{{env:BAD}}" : null;
    EnvironmentFile file =
        EnvironmentFile.read(
            new SourceFile("e", "A=<{{env:BAD}}>\nB={{env:A}}\n"),
            EnvironmentOverlay.of(process),
            new Diagnostics());
    assertThat(file.variables().get("B")).isEqualTo("<{{env:BAD}}>");
  }

  @Test
  void read_randomText_neverThrows() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("EnvironmentFileTest seed " + seed);
    Random random = new Random(seed);
    String[] pieces = {
      "A",
      "B",
      "=",
      "\n",
      "{{env:",
      "}}",
      "A}}",
      "'",
      "\"",
      "#",
      "export ",
      " ",
      "\t",
      "\ufeff",
      "{{{{",
      "?",
      "😀",
      "\ud800",
      "\r\n",
      "\u0000",
      "coalesce(env:A"
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(40); count > 0; count--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Diagnostics diagnostics = new Diagnostics();
      EnvironmentFile.read(
          new SourceFile("e", text.toString()), EnvironmentOverlay.of(PROCESS), diagnostics);
      for (Diagnostic diagnostic : diagnostics.inOrder()) {
        assertThat(diagnostic.line()).as("seed %s: %s", seed, text).isPositive();
      }
    }
  }

  @Test
  void toString_overlay_hasNoValues() {
    assertThat(read("TOKEN=hunter2\n").toString()).contains("TOKEN").doesNotContain("hunter2");
  }

  @Test
  void of_overlay_isItself() {
    EnvironmentOverlay overlay = read("A=1\n").variables();
    assertThat(EnvironmentOverlay.of(overlay)).isSameAs(overlay);
    assertThat(EnvironmentOverlay.of(PROCESS).get("HOME")).isEqualTo("/root");
  }

  private static EnvironmentFile read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    EnvironmentFile file =
        EnvironmentFile.read(
            new SourceFile("e", text), EnvironmentOverlay.of(PROCESS), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    return file;
  }
}
