package dev.clew.workflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page for users has every rule, and marks the warnings.
class DocumentedRulesTest {
  @ParameterizedTest
  @EnumSource(Rule.class)
  void page_everyRule_isInTheTable(Rule rule) throws IOException {
    String root = System.getProperty("clew.root", "..");
    String page = Files.readString(Path.of(root, "docs", "workflow-language.md"));
    String row =
        page.lines()
            .filter(line -> line.startsWith("| `") && line.contains("`" + rule.id() + "`"))
            .findFirst()
            .orElse("");
    assertThat(row).isNotEmpty();
    assertThat(row.contains("` W |")).isEqualTo(rule.severity() == Diagnostic.Severity.WARNING);
  }
}
