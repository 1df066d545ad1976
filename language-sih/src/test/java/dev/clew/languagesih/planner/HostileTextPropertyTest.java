package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.TestWorkflows;
import dev.clew.languagesih.catalog.CatalogReader;
import dev.clew.plan.language.Planning;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the text is, the answer is a plan or diagnostics with places in the text, and never an
/// exception.
class HostileTextPropertyTest {
  private static final String[] PIECES = {
    "{{",
    "}}",
    "{{{{",
    "\"",
    "'",
    ":",
    "\n",
    "  ",
    "\t",
    "- ",
    "|",
    ">",
    "&a ",
    "*a",
    "!!x ",
    "---\n",
    "[",
    "]",
    "{",
    "}",
    "#",
    "%",
    "?",
    "\u0000",
    "\ud83d",
    "😀",
    "\\",
    "\\U",
    "input.",
    "stage:",
    "coalesce(",
    "rand:",
    "text(",
    "number(1,",
    "date(",
    "'yyyy\\\\",
    "system:",
    "date.utcnow",
    " + P1D",
    " - PT9999999999S",
    "stage:json(",
    "workflow.result.",
    "var:",
    "global.",
    "context:item.",
    "initStage:\n  variables:\n    - {name: x, type: ",
    "vars: {a: '{{var:a}}'}\n",
    "&&",
    "!",
    "name: ",
    "output:\n",
    "\r",
    "\u2028",
    "\ufeff",
    "<<: ",
    "~",
    "config: "
  };

  @Test
  void plan_mutatedSeed_neverThrows() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("HostileTextPropertyTest seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 4_000; round++) {
      StringBuilder text = new StringBuilder(TestWorkflows.seed());
      for (int count = 1 + random.nextInt(4); count > 0 && !text.isEmpty(); count--) {
        mutate(text, random);
      }
      refused += check(text.toString(), seed) ? 0 : 1;
    }
    assertThat(refused).isBetween(400, 4_000);
  }

  @Test
  void plan_randomText_neverThrows() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("HostileTextPropertyTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      check(new String(bytes, StandardCharsets.UTF_8), seed);
      check(new String(bytes, StandardCharsets.ISO_8859_1), seed);
      StringBuilder pieces = new StringBuilder();
      for (int count = random.nextInt(40); count > 0; count--) {
        pieces.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check(pieces.toString(), seed);
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(20));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
      case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      default -> text.setLength(Math.max(1, at));
    }
  }

  /// Whether there is a plan. The text is tried as the workflow and as the catalog.
  private static boolean check(String text, long seed) {
    Planning planning = TestWorkflows.request(text).plan();
    int lines = text.split("\r\n|\r|\n", -1).length;
    for (Diagnostic diagnostic : planning.diagnostics()) {
      assertThat(diagnostic.render()).as("seed %s", seed).doesNotContain("\n");
      assertThat(diagnostic.line()).as("seed %s: %s", seed, diagnostic).isBetween(0, lines);
    }
    CatalogReader.read(new SourceFile("api.catalog", text), new Diagnostics());
    return planning instanceof Planning.Ready;
  }
}
