package dev.clew.execution.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.execution.secret.SecretProvider;
import dev.clew.plan.scope.EnvironmentVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  private static final String WHOLE =
      """
      features: {openTelemetry: true}
      openTelemetry:
        serviceName: x
        endpoint: http://h
      reporting:
        enabled: true
        format: HTML
        captureHttp: bodies
        redactSensitiveData: false
        summaryConsole: false
      plugins: [http, openai]
      secretProviders:
        - plugin: environment
          config: {secrets: {A: VAR_A}}
        - plugin: file
          config: {secrets: {B: secrets/b.txt}}
        - plugin: command
          config:
            timeoutSeconds: 2.5
            secrets: {C: "echo 'c d'", D: [sh, -c, "echo d"]}
      """;

  @TempDir private Path folder = Path.of("");

  private WorkflowsConfig read(String text) throws IOException {
    Files.writeString(folder.resolve("workflows.config"), text);
    return ConfigFile.find(
        folder.resolve("a.workflow"), null, name -> name.equals("VAR_A") ? "a" : null);
  }

  private static String answer(WorkflowsConfig config, String name) {
    for (SecretProvider provider : config.secretProviders()) {
      if (provider.get(name) instanceof SecretProvider.Answer.Value(String value)) {
        return provider.kind() + " " + value;
      }
    }
    return "none";
  }

  @Test
  void find_noFile_saysNothingAndMakesNone() {
    assertThat(ConfigFile.find(folder.resolve("a.workflow"), null, EnvironmentVariables.NONE))
        .isEqualTo(WorkflowsConfig.NONE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void read_everyKey_isUnderstood() throws IOException {
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/b.txt"), "b\n");
    WorkflowsConfig config = read(WHOLE);
    assertThat(config.diagnostics()).isEmpty();
    assertThat(config.reporting())
        .isEqualTo(new WorkflowsConfig.Reporting("html", "bodies", false, false));
    assertThat(config.plugins()).containsExactly("http", "openai");
    assertThat(config.unused())
        .containsExactly(
            "features.openTelemetry", "openTelemetry.serviceName", "openTelemetry.endpoint");
    assertThat(
            List.of(
                answer(config, "A"), answer(config, "B"), answer(config, "C"), answer(config, "D")))
        .containsExactly("environment a", "file b", "command c d", "command d");
  }

  @Test
  void read_defaults_sayNothing() throws IOException {
    for (String text : List.of("", "# only a comment\n", "plugins: []", "reporting: {}")) {
      WorkflowsConfig config = read(text);
      assertThat(config.diagnostics()).as(text).isEmpty();
      assertThat(config.reporting())
          .isEqualTo(new WorkflowsConfig.Reporting(null, null, null, null));
    }
    assertThat(read("reporting: {enabled: false, format: json}").reporting().format())
        .isEqualTo("none");
  }

  @Test
  void find_besideTheCatalog_isTheSecondChoice() throws IOException {
    Path workflows = Files.createDirectories(folder.resolve("workflows"));
    Files.writeString(folder.resolve("workflows.config"), "plugins: [root]");
    Path workflow = workflows.resolve("a.workflow");
    Path catalog = folder.resolve("api.catalog");
    assertThat(ConfigFile.find(workflow, catalog, EnvironmentVariables.NONE).plugins())
        .containsExactly("root");
    Files.writeString(workflows.resolve("workflows.config"), "plugins: [own]");
    assertThat(ConfigFile.find(workflow, catalog, EnvironmentVariables.NONE).plugins())
        .containsExactly("own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format: HTML | format: htm | 7:11: 'format' must be one of json, html, both, none, not 'htm'; did you mean 'html'?",
        "summaryConsole: false | summary: false | 10:3: unknown key 'summary' in 'reporting'",
        "redactSensitiveData: false | redactSensitiveData: nope | 9:24: 'redactSensitiveData' in 'reporting' must be true or false",
        "reporting: | reportin: | 5:1: unknown key 'reportin' in workflows.config; did you mean 'reporting'?",
        "plugin: file | plugin: fil | 15:13: there is no secret provider 'fil' (environment, file, command, vaultwarden); 'command' runs the client of any vault; did you mean 'file'?",
        "config: {secrets: {A: VAR_A}} | x: y | 13:5: the secret provider has no 'config'",
        "timeoutSeconds: 2.5 | timeoutSeconds: soon | 19:23: 'timeoutSeconds' must be more than 0 and at most 600",
        "[sh, -c, \"echo d\"] | [] | 20:37: the command of 'D' has no words, or an open quote",
        "{secrets: {B: secrets/b.txt}} | {secret: {B: x}} | 16:14: unknown key 'secret' in 'config'; did you mean 'secrets'?",
        "serviceName: x | servicename: x | 3:3: unknown key 'servicename' in 'openTelemetry'; did you mean 'serviceName'?",
      })
  void read_mistake_isOneLineWithItsPlace(String old, String replacement, String expected)
      throws IOException {
    assertThat(WHOLE).contains(old);
    List<String> told =
        read(WHOLE.replace(old, replacement)).diagnostics().stream()
            .map(Diagnostic::render)
            .map(line -> line.substring(folder.resolve("workflows.config").toString().length() + 1))
            .toList();
    assertThat(told).contains(expected);
  }
}
