package dev.clew.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.draft.text.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of `docs/init.md`, with what it says that they give.
class InitDocsTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(.*?)```\n+```(text|yaml)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void examples_run_giveWhatThePageSays() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "init.md"));
    int examples = 0;
    var matcher = EXAMPLE.matcher(page);
    while (matcher.find()) {
      Path out = folder.resolve("example-" + ++examples);
      var init = InitRuns.clew(words(matcher.group(1), out));
      assertThat(init.code()).as(init.err()).isZero();
      String said =
          matcher.group(2).equals("text")
              ? init.out().replace(out + "/", "")
              : InitRuns.written(out);
      assertThat(said).contains(matcher.group(3));
    }
    assertThat(examples).isEqualTo(3);
  }

  private String[] words(String command, Path out) throws Exception {
    List<String> words = new ArrayList<>();
    for (String word : new ShellWords(command, "docs/init.md").commands().getFirst()) {
      boolean isFixture = word.equals("shop.har") || word.equals("accounts.yaml");
      words.add(isFixture ? InitRuns.file(folder, word).toString() : word);
    }
    assertThat(words.removeFirst()).isEqualTo("clew");
    words.addAll(List.of("-o", out.toString()));
    return words.toArray(String[]::new);
  }
}
