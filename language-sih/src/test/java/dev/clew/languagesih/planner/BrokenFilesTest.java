package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.language.Planning;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every broken file gives exactly the lines that stand at its end; `-Dgolden.update=true` writes
/// them anew.
class BrokenFilesTest {
  static Stream<BrokenFiles> files() {
    return BrokenFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void plan_brokenFile_saysExactlyThis(BrokenFiles file) throws IOException {
    List<Diagnostic> diagnostics = file.diagnostics();
    List<String> lines = diagnostics.stream().map(Diagnostic::render).toList();
    if (Boolean.getBoolean("golden.update")) {
      file.expect(lines);
      return;
    }
    assertThat(lines).containsExactlyElementsOf(file.expected());
    assertThat(lines).isNotEmpty();
    if (!file.hasManyMistakes()) {
      assertThat(lines).hasSize(1);
    }
    boolean refused = file.request().plan() instanceof Planning.Refused;
    assertThat(refused).isEqualTo(diagnostics.stream().anyMatch(Diagnostic::isError));
  }

  @Test
  void files_together_areManyAndDiffer() {
    Map<String, String> seen = new HashMap<>();
    List<String> again = new ArrayList<>();
    int many = 0;
    for (BrokenFiles file : BrokenFiles.all()) {
      if (file.hasManyMistakes()) {
        many++;
        assertThat(file.expected()).as(file.toString()).hasSizeGreaterThan(4);
        continue;
      }
      Diagnostic only = file.diagnostics().getFirst();
      String kind = only.id() + " at " + place(file, only);
      String other = seen.put(kind, file.toString());
      if (other != null) {
        again.add(file + " is " + kind + ", as " + other);
      }
    }
    assertThat(again).isEmpty();
    assertThat(seen).hasSizeGreaterThanOrEqualTo(120);
    assertThat(many).isGreaterThanOrEqualTo(10);
  }

  /// The keys that lead to a diagnostic, such as `stages[].retry.httpStatus[]`.
  private static String place(BrokenFiles file, Diagnostic diagnostic) {
    String text = file.files().getOrDefault(diagnostic.file(), "");
    SourceFile source = new SourceFile(diagnostic.file(), text);
    YamlNode root = YamlText.read(source, new Diagnostics());
    Position at = new Position(diagnostic.line(), diagnostic.column());
    String key =
        diagnostic.id().endsWith("missing-key")
            ? diagnostic.message().replaceFirst(".* has no ", " without ")
            : "";
    return diagnostic.file() + ":" + (root == null ? "" : path(root, at)) + key;
  }

  private static String path(YamlNode node, Position at) {
    String deepest = "";
    switch (node) {
      case YamlNode.Scalar scalar -> {}
      case YamlNode.Sequence sequence -> {
        for (YamlNode item : sequence.items()) {
          if (item.at().compareTo(at) <= 0) {
            deepest = "[]" + path(item, at);
          }
        }
      }
      case YamlNode.Mapping mapping -> {
        for (YamlNode.Entry entry : mapping.entries()) {
          if (entry.key().at().compareTo(at) <= 0) {
            boolean inValue = entry.value().at().compareTo(at) <= 0;
            deepest =
                "." + entry.key().text() + (inValue ? ":" + path(entry.value(), at) : "(key)");
          }
        }
      }
    }
    return deepest;
  }
}
