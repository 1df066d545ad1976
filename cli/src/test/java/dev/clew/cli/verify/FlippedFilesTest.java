package dev.clew.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.attest.CheckedFile;
import dev.clew.attest.FileCheck;
import dev.clew.attest.RunVerification;
import dev.clew.attest.VerificationOutcome;
import dev.clew.core.Refusal;
import dev.clew.report.html.HtmlPage;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.file.RunFileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever byte of a ledger or a report changes, something is named.
class FlippedFilesTest {
  private static final int SAMPLES = 300;

  @TempDir private Path folder;
  private final long seed = Long.getLong("seed", 742L);
  private final Random random = new Random(seed);
  private Path ledger = Path.of("");
  private RunFileNames reports = new RunFileNames(Path.of(""), "");

  @BeforeEach
  void run() throws IOException {
    System.out.println("seed " + seed);
    ledger = new TestFiles(folder).ledger();
    reports = TestFiles.reports(ledger);
  }

  /// What is wrong; null when nothing is.
  private static @Nullable String wrong(Path file) {
    return wrong(() -> FileCheck.of(file, CommandWords.SHELL));
  }

  private static @Nullable String wrong(Supplier<CheckedFile> check) {
    try {
      VerificationOutcome outcome = RunVerification.unsigned(check.get());
      return outcome.broken() == null ? null : outcome.words() + ": " + outcome.broken().what();
    } catch (Refusal refused) {
      return refused.getMessage();
    }
  }

  private void flip(byte[] original, int at, Path into) throws IOException {
    byte[] flipped = original.clone();
    flipped[at] ^= (byte) (1 + random.nextInt(255));
    String wrong;
    if (into.toString().endsWith(".ledger")) {
      Files.write(into, flipped);
      wrong = wrong(into);
    } else {
      wrong = wrong(() -> FileCheck.of(into, flipped, CommandWords.SHELL));
    }
    assertThat(wrong).as("seed %s, byte %s", seed, at).isNotBlank();
  }

  @Test
  void verify_filesAsTheyWereWritten_areIntact() {
    for (Path file : new Path[] {ledger, reports.json(), reports.html()}) {
      assertThat(wrong(file)).as(file.toString()).isNull();
    }
  }

  @Test
  void verify_anyByteOfTheLedgerFlipped_saysWhatBroke() throws IOException {
    byte[] original = Files.readAllBytes(ledger);
    for (int at = 0; at < original.length; at++) {
      flip(original, at, folder.resolve("flipped.workflow.ledger"));
    }
  }

  @Test
  void verify_anyByteOfTheReportFlipped_saysWhatBroke() throws IOException {
    byte[] original = Files.readAllBytes(reports.json());
    for (int at = 0; at < original.length; at++) {
      flip(original, at, folder.resolve("flipped.workflow.report.json"));
    }
  }

  @Test
  void verify_anyByteOfTheDocumentInThePageFlipped_saysWhatBroke() throws IOException {
    byte[] original = Files.readAllBytes(reports.html());
    HtmlPage page = Objects.requireNonNull(HtmlPage.of(original));
    for (int at = page.from(); at < page.to(); at++) {
      flip(original, at, folder.resolve("flipped.workflow.report.html"));
    }
  }

  @Test
  void verify_bytesOfThePageAroundFlipped_saysThatItIsAnother() throws IOException {
    byte[] original = Files.readAllBytes(reports.html());
    HtmlPage page = Objects.requireNonNull(HtmlPage.of(original));
    Path into = folder.resolve("flipped.workflow.report.html");
    int inside = page.to() - page.from();
    for (int round = 0; round < SAMPLES; round++) {
      int at = random.nextInt(original.length - inside);
      flip(original, at < page.from() ? at : at + inside, into);
    }
  }

  /// The ways to show something else around a document that is intact.
  @Test
  void verify_pageThatShowsSomethingElse_isNotIntact() throws IOException {
    String page = Files.readString(reports.html());
    String decoy = "<script id=\"clew-document\" type=\"application/json\">{\"run\":{}}</script>";
    String open = "<script type=\"application/json\" id=\"clew-document\">";
    String document =
        page.substring(page.indexOf(open), page.indexOf("</script>", page.indexOf(open)) + 9);
    for (String changed :
        new String[] {
          page.replace("<body>", "<body>" + decoy),
          page.replace("<body>", "<body><!--" + document + "-->" + decoy),
          page.replace(
              "</head>",
              "<style>#clew{display:none}body::before{content:'SUCCEEDED'}</style></head>"),
          page.replace("</body>", "<script>document.title='succeeded'</script></body>"),
          page.replace("</title>", " (succeeded)</title>"),
          page.replace("default-src 'none'", "default-src *"),
          page + "<p>succeeded</p>",
          page.replace("\n", "\r\n"),
          "\ufeff" + page
        }) {
      assertThat(changed).isNotEqualTo(page);
      Path into = Files.writeString(folder.resolve("other.workflow.report.html"), changed);
      assertThat(wrong(into)).contains("broken at byte", "what a browser shows is not known");
    }
  }

  @Test
  void verify_fileCutAnywhere_neverSaysMoreThanItHas() throws IOException {
    byte[] original = Files.readAllBytes(ledger);
    Path into = folder.resolve("cut.workflow.ledger");
    for (int round = 0; round < SAMPLES; round++) {
      int size = random.nextInt(original.length);
      Files.write(into, Arrays.copyOf(original, size));
      try {
        CheckedFile file = FileCheck.of(into, CommandWords.SHELL);
        assertThat(file.rows().size()).isLessThan(7);
        assertThat(file.broken()).as("a cut is no damage").isNull();
      } catch (Refusal refused) {
        assertThat(refused).hasMessageContaining("its writer stopped before the header");
      }
    }
    byte[] page = Files.readAllBytes(reports.html());
    Path cut = folder.resolve("cut.workflow.report.html");
    for (int round = 0; round < SAMPLES / 10; round++) {
      Files.write(cut, Arrays.copyOf(page, random.nextInt(page.length)));
      assertThat(wrong(cut)).isNotBlank();
    }
  }
}
