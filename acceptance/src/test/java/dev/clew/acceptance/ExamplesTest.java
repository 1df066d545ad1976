package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.demo.ShopService;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The five examples of docs/workflow-by-example.md, run as the page says.
final class ExamplesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/workflow-by-example.md");
  private static final Path EXAMPLES = ROOT.resolve("examples/workflows");
  private static final Pattern QUOTE =
      Pattern.compile("<!-- file: (\\S+) -->\n(?:\n```yaml\n.*?```\n)?", Pattern.DOTALL);

  @TempDir private Path folder;
  private final ShopService shop;

  ExamplesTest() throws IOException {
    shop = new ShopService(0);
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Clew.Ran clew(String... words) throws IOException {
    return Clew.in(folder).run(words);
  }

  private Clew.Ran run(String workflow, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", workflow));
    words.addAll(List.of("--base-url", "shop=" + shop.url(), "--json"));
    words.addAll(List.of(more));
    return clew(words.toArray(new String[0]));
  }

  private static String output(Clew.Ran ran, String name) {
    for (Json.Obj value : ran.json().objects("output")) {
      if (value.text("name", "").equals(name)) {
        Json json = value.get("value");
        return json instanceof Json.Str text ? text.value() : String.valueOf(json);
      }
    }
    throw new AssertionError("no output " + name + ": " + ran);
  }

  private static String status(Clew.Ran ran) {
    return ran.json().text("status", "");
  }

  @Test
  void example1_ping() throws IOException {
    Clew.Ran ran = run("1-ping.workflow");
    assertThat(ran.code()).isZero();
    assertThat(output(ran, "shop")).isEqualTo("up");
  }

  @Test
  void example2_signUp_welcomesOnlyOnce() throws IOException {
    Clew.Ran first = run("2-sign-up.workflow");
    assertThat(first.code()).isZero();
    assertThat(output(first, "welcomed")).isEqualTo("true");
    Clew.Ran again = run("2-sign-up.workflow");
    assertThat(status(again)).isEqualTo("completed_with_failures");
    assertThat(output(again, "account")).isEqualTo(output(first, "account"));
    assertThat(output(again, "welcomed")).isEqualTo("false");
  }

  @Test
  void example3_onboard_isTheSameForAnAccountThatIsThere() throws IOException {
    Clew.Ran first = run("3-onboard.workflow");
    assertThat(status(first)).isEqualTo("succeeded");
    assertThat(output(first, "isNew")).isEqualTo("created");
    Clew.Ran again = run("3-onboard.workflow");
    assertThat(status(again)).isEqualTo("succeeded");
    assertThat(output(again, "isNew")).isEqualTo("existing");
    assertThat(output(again, "accountId")).isEqualTo(output(first, "accountId"));
  }

  @Test
  void example3_onboard_mocked_needsNoShop() throws IOException {
    shop.close();
    Clew.Ran ran = run("3-onboard.workflow", "--mocked");
    assertThat(ran.code()).isZero();
    assertThat(output(ran, "accountId")).isEqualTo("ACC-0");
  }

  @Test
  void example4_importItems_toleratesTheOneThatIsGone() throws IOException {
    Clew.Ran ran = run("4-import-items.workflow");
    assertThat(ran.code()).isZero();
    assertThat(status(ran)).isEqualTo("completed_with_failures");
    assertThat(output(ran, "items")).isEqualTo("6");
    assertThat(output(ran, "status")).isEqualTo("active");
    Clew.Ran why = clew("why", ran.json().text("run_id", ""));
    assertThat(why.out()).contains("items[3] answered 422 sku GONE is not sold any more");
  }

  @Test
  void example5_campaign_onboardsEveryCustomer() throws IOException {
    Clew.Ran ran = run("5-campaign.workflow");
    assertThat(status(ran)).isEqualTo("succeeded");
    assertThat(output(ran, "onboarded")).isEqualTo("3");
    assertThat(output(ran, "text")).startsWith("Welcome!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-ping",
        "2-sign-up",
        "3-onboard",
        "4-import-items",
        "5-campaign",
      })
  void example_offlineReplay_isIdentical(String name) throws IOException {
    Clew.Ran ran = run(name + ".workflow", "--capture-http", "bodies");
    Clew.Ran replayed = clew("replay", ran.json().text("run_id", ""), "--offline");
    assertThat(replayed.out()).startsWith("identical");
    assertThat(replayed.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-ping",
        "2-sign-up",
        "3-onboard",
        "4-import-items",
        "5-campaign",
      })
  void example_check_findsNothing(String name) throws IOException {
    Clew.Ran ran = clew("check", name + ".workflow", "--base-url", "shop=" + shop.url());
    assertThat(ran.out()).contains("nothing is wrong");
    assertThat(ran.code()).isZero();
  }

  /// What the page shows are the files. `-Dgolden.update=true` writes it anew.
  @Test
  void page_quotesTheFiles() throws IOException {
    String page = Files.readString(PAGE);
    Matcher quote = QUOTE.matcher(page);
    StringBuilder expected = new StringBuilder();
    int quotes = 0;
    while (quote.find()) {
      String file = quote.group(1);
      String shown =
          "<!-- file: %s -->\n\n```yaml\n%s```\n"
              .formatted(file, Files.readString(ROOT.resolve(file)));
      quote.appendReplacement(expected, Matcher.quoteReplacement(shown));
      quotes++;
    }
    quote.appendTail(expected);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(quotes).isEqualTo(6);
    assertThat(Files.readString(PAGE)).isEqualTo(expected.toString());
  }
}
