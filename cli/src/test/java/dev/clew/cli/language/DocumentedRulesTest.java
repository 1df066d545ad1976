package dev.clew.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.contract.ContractRule;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.FileRule;
import dev.clew.core.source.Rule;
import dev.clew.execution.config.ConfigRule;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.source.PlanRule;
import dev.clew.yaml.YamlRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentedRulesTest {
  static Stream<Rule> rules() {
    return Stream.of(
            FileRule.values(),
            YamlRule.values(),
            PlanRule.values(),
            SihRule.values(),
            ContractRule.values(),
            ConfigRule.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("rules")
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

  @Test
  void ids_ofAllRules_differ() {
    assertThat(rules().map(Rule::id)).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }
}
