package dev.clew.runs.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
  @TempDir private Path folder = Path.of("");

  private Path program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void ask_notThere_isOneSentence() {
    Git git = new Git("git-that-is-not-there", Duration.ofMinutes(1));
    assertThatThrownBy(() -> git.ask(folder, "version"))
        .isInstanceOf(Git.NoAnswer.class)
        .hasMessage("git cannot be started");
  }

  @Test
  void ask_thatHangs_isEnded() throws IOException {
    Git git = new Git(program("exec sleep 600").toString(), Duration.ofMillis(200));
    assertThatThrownBy(() -> git.ask(folder, "version"))
        .isInstanceOf(Git.NoAnswer.class)
        .hasMessage("git did not answer within 200 ms");
  }

  @Test
  void ask_thatComplains_saysTheFirstLine() throws IOException {
    Git git = new Git(program("echo no; echo why >&2; echo more >&2; exit 3").toString(), MINUTE);
    Git.Answer answer = git.ask(folder, "version");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.lines()).containsExactly("no");
    assertThat(answer.error()).isEqualTo("why");
  }

  @Test
  void ask_ofAProgram_showsItNoRepositoryOfTheCaller() throws IOException {
    Git git = new Git(program("env | grep -c '^GIT_DIR=' || true; echo $*").toString(), MINUTE);
    assertThat(git.ask(folder, "status").lines())
        .containsExactly(
            "0",
            "-C "
                + folder
                + " -c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.allow=never"
                + " status");
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
}
