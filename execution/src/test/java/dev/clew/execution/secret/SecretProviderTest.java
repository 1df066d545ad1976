package dev.clew.execution.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.ledger.Redactor;
import dev.clew.execution.secret.SecretProvider.Answer;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecretProviderTest {
  @TempDir private Path folder = Path.of("");

  private static String shown(Answer answer) {
    return switch (answer) {
      case Answer.Value(String value) -> "= " + value;
      case Answer.Unknown unknown -> "unknown";
      case Answer.Failed(String why) -> why;
    };
  }

  private static String command(Duration timeout, String... words) {
    return shown(new CommandSecrets(Map.of("s", List.of(words)), timeout).get("s"));
  }

  private static String command(String... words) {
    return command(Duration.ofSeconds(10), words);
  }

  @Test
  void command_output_isTheSecret() {
    assertThat(command("printf", "a b\\n")).isEqualTo("= a b");
    assertThat(command("printf", "a\\n\\n")).isEqualTo("= a\n");
    assertThat(command("sh", "-c", "cat; echo x")).isEqualTo("= x");
  }

  @Test
  void command_withoutShell_expandsNothing() {
    assertThat(command("echo", "$HOME;ls")).isEqualTo("= $HOME;ls");
  }

  @Test
  void command_failures_areOneLineWithoutTheValue() {
    assertThat(command("/no/such"))
        .isEqualTo(
            "secret 's': the command /no/such cannot be executed;"
                + " look at its name and its permissions");
    assertThat(command("sh", "-c", "echo canary; echo 'no: canary\nmore' >&2; exit 7"))
        .isEqualTo("secret 's': the command sh ended with 7 and said: no: [redacted:s len=6]");
    assertThat(command("true")).isEqualTo("secret 's': the command true printed nothing");
    assertThat(command("sh", "-c", "head -c 70000 /dev/zero"))
        .isEqualTo("secret 's': the command sh printed more than secret.bytes = 65536");
  }

  @Test
  void command_thatHangs_isKilledWithItsChildren() throws IOException {
    Path pid = folder.resolve("pid");
    assertThat(
            command(Duration.ofMillis(700), "sh", "-c", "sleep 600 & echo $! > " + pid + "; wait"))
        .isEqualTo(
            "secret 's': the command sh did not end within secret.timeout = 700 ms; run it by hand"
                + " to see what it waits for");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void command_whoseChildKeepsItsOutput_isNotWaitedFor() {
    assertThat(command("sh", "-c", "echo v; sleep 600 >/dev/null & ")).isEqualTo("= v");
    assertThat(command("sh", "-c", "(sleep 600) & exit 1")).contains("ended with 1");
  }

  @Test
  void file_content_isTheSecretWithoutItsLastLineBreak() throws IOException {
    Path file = folder.resolve("s");
    FileSecrets secrets = new FileSecrets(Map.of("s", file));
    assertThat(shown(secrets.get("s"))).isEqualTo("secret 's': " + file + ": no such file");
    Files.writeString(file, "v\r\n");
    assertThat(shown(secrets.get("s"))).isEqualTo("= v");
    assertThat(shown(secrets.get("other"))).isEqualTo("unknown");
    Files.writeString(file, "");
    assertThat(shown(secrets.get("s"))).endsWith("is empty");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThat(shown(secrets.get("s"))).endsWith("is not UTF-8 text");
    Files.writeString(file, "x".repeat(SecretProvider.MAX_BYTES + 1));
    assertThat(shown(secrets.get("s"))).endsWith("65537 bytes are over secret.bytes = 65536");
    assertThat(shown(new FileSecrets(Map.of("s", folder)).get("s"))).endsWith("is not a file");
  }

  @Test
  void environment_variable_isTheSecret() {
    EnvironmentVariables variables = name -> name.equals("V") ? "x" : null;
    EnvironmentSecrets secrets = new EnvironmentSecrets(Map.of("s", "V", "t", "W"), variables);
    assertThat(shown(secrets.get("s"))).isEqualTo("= x");
    assertThat(shown(secrets.get("t")))
        .isEqualTo("secret 't': the variable W is not set; set it and run again");
  }

  @Test
  void secrets_value_isAskedOnceAndTaughtToEveryRedactor() {
    AtomicInteger asked = new AtomicInteger();
    SecretProvider counting =
        new SecretProvider() {
          @Override
          public String kind() {
            return "file";
          }

          @Override
          public Answer get(String name) {
            asked.incrementAndGet();
            return name.equals("token") ? new Answer.Value("canary-7") : new Answer.Unknown();
          }
        };
    ProvidedSecrets secrets = new ProvidedSecrets(List.of(counting));
    Redactor before = new SecretRedactor();
    secrets.teach(before);
    EnvironmentVariables variables = secrets.over(name -> "outer " + name);
    assertThat(variables.get("token")).isEqualTo("canary-7");
    assertThat(variables.get("other")).isEqualTo("outer other");
    assertThat(variables.get("token")).isEqualTo("canary-7");
    assertThat(asked).hasValue(2);
    Redactor after = new SecretRedactor();
    secrets.teach(after);
    assertThat(before.redact("x canary-7")).doesNotContain("canary");
    assertThat(after.redact("x canary-7")).doesNotContain("canary");
    assertThat(Objects.requireNonNull(secrets.input("token")).source())
        .isEqualTo("secret token (file)");
    assertThat(new Answer.Value("canary-7").toString()).doesNotContain("canary");
  }

  @Test
  void secrets_failure_isOneLineForTheUser() {
    ProvidedSecrets secrets =
        new ProvidedSecrets(
            List.of(new CommandSecrets(Map.of("t", List.of("false")), Duration.ofSeconds(9))));
    assertThatThrownBy(() -> secrets.input("t"))
        .isInstanceOf(Refusal.class)
        .hasMessage("secret 't': the command false ended with 1; nothing was sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "env:", "vault:x", "cmd: ", ""})
  void option_wrong_doesNotShowWhatWasWritten(String written) {
    assertThatThrownBy(() -> SecretOption.provider("t", written, EnvironmentVariables.NONE))
        .hasMessage(
            "the secret t: says where the secret is, not what it is: t=env:VARIABLE, =file:PATH or"
                + " =cmd:COMMAND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pass show  api | [pass, show, api]",
        "a 'b c' \"d'e\" '' | [a, b c, d'e, ]",
        "x=\"y z\"w | [x=y zw]",
        "a 'b | []",
        "` ` | []",
      })
  void split_words_areThoseOfAPerson(String line, String expected) {
    assertThat(SplitCommand.split(line)).hasToString(expected);
  }
}
