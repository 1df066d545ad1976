package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command whose run starts another run that fails: as files say it, and as a server does.
class RunFamilyTest {
  private static final String INNER =
      "CLEW_STAGE=bill $CLEW exec -q -n billing -- sh -c 'echo card declined >&2; exit 3'";

  @TempDir private static Path folder;

  private static Running serving;
  private static String url;

  @BeforeAll
  static void run() throws Exception {
    serving =
        Clew.in(folder)
            .start(
                "serve",
                "--port",
                "0",
                "--in-memory",
                "--trace-url",
                "https://traces.example/{trace_id}");
    url = ServeTest.address(serving);
    Ran ran =
        Clew.in(folder)
            .with("CLEW", self())
            .with("CLEW_PUSH", url)
            .with("CLEW_CORRELATION_ID", "order-9")
            .run("exec", "-q", "-n", "nightly", "--push-wait", "30s", "--", "sh", "-c", INNER);
    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
  }

  @AfterAll
  static void end() {
    serving.kill();
  }

  private static String self() {
    return String.join(" ", Clew.java()) + " -cp " + Clew.classPath() + " dev.clew.cli.Main";
  }

  private static String clew(String... words) {
    Ran ran = Clew.in(folder).run(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  private static void hasQuoted(String why) {
    assertThat(why)
        .contains("started  1 other run")
        .containsPattern("failed  billing  run_\\w+  took .*  in bill\n    .*card declined");
  }

  @Test
  void why_ofTheParent_quotesItsChild() {
    hasQuoted(clew("why", "nightly"));
    hasQuoted(clew("why", "nightly", "--server", url));
    hasQuoted(clew("show", "nightly", "--server", url));
    assertThat(clew("why", "billing")).doesNotContain("other run");
  }

  @Test
  void list_nestsTheChild() {
    for (List<String> where : List.of(List.<String>of(), List.of("--server", url))) {
      List<String> words = new ArrayList<>(List.of("list", "--correlation", "order-9"));
      words.addAll(where);
      List<String> lines =
          clew(words.toArray(String[]::new))
              .lines()
              .filter(line -> line.contains(" failed"))
              .toList();

      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst()).contains("nightly").startsWith("20");
      assertThat(lines.getLast()).contains("billing").startsWith("  20");
    }
    assertThat(clew("list", "--json")).contains("\"stage\": \"bill\"");
    assertThat(clew("list", "--correlation", "order-8")).contains("match");
  }

  @Test
  void plan_atAServer_isThatOfTheFile() {
    Ran file = Clew.in(folder).run("plan", "nightly", "--json");
    Ran remote = Clew.in(folder).run("plan", "nightly", "--json", "--server", url);

    assertThat(remote.out()).isEqualTo(file.out()).contains("\"digest\"");
    assertThat(remote.code()).isEqualTo(file.code());
  }

  @Test
  void open_atAServer_saysThePage() {
    String page = clew("open", "nightly", "--print", "--server", url).strip();

    assertThat(page).startsWith(url + "/runs/run_").endsWith("?namespace=default");
    Ran unknown = Clew.in(folder).run("open", "nothing", "--print", "--server", url);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("no run 'nothing' at " + url);
  }

  @Test
  void show_atAServer_saysWhereTheTraceIs() {
    assertThat(clew("show", "nightly", "--server", url))
        .containsPattern("trace    https://traces\\.example/[0-9a-f]{32}");
    assertThat(clew("show", "nightly")).doesNotContain("traces.example");
  }
}
