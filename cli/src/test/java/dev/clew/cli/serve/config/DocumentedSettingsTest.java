package dev.clew.cli.serve.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of settings in `docs/operations.md`, and what `dist/` sets. `-Dgolden.update=true`
/// writes the table.
class DocumentedSettingsTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/operations.md");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?<=\\| key \\| default \\| flag \\| \\|\n\\|---\\|---\\|---\\|---\\|\n)(\\|[^\n]*\n)*");

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String row(ServeSetting setting) {
    return "| "
        + String.join(
            " | ",
            code(setting.key()),
            code(setting.usual() == null ? "" : setting.usual()),
            code(setting.flag() == null ? "" : setting.flag()),
            setting.description())
        + " |\n";
  }

  @Test
  void page_everySetting_isInTheTable() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (ServeSetting setting : ServeSetting.values()) {
      rows.append(row(setting));
    }
    String page = Files.readString(PAGE);
    String written = TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement("" + rows));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(written).contains(rows);
  }

  @Test
  void dist_setsWhatThereIs() throws IOException {
    List<String> known = new ArrayList<>(List.of(SettingsFile.VARIABLE));
    Arrays.stream(ServeSetting.values()).map(ServeSetting::variable).forEach(known::add);
    for (String name : List.of("clew.service", "Containerfile")) {
      String text = Files.readString(ROOT.resolve("dist").resolve(name));
      List<String> set =
          Pattern.compile("CLEW_SERVE_[A-Z_]+")
              .matcher(text)
              .results()
              .map(one -> one.group())
              .toList();
      assertThat(set).as(name).isNotEmpty().isSubsetOf(known);
    }
  }
}
