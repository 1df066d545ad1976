package dev.clew.command.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.digest.Digest;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.disk.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
  @TempDir private Path folder;

  private final SecretRedactor redactor = new SecretRedactor();

  private FileStore store() {
    return FileStore.beside(folder.resolve("out"));
  }

  private Digest kept(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    return new KeptFiles(store(), redactor).keep(file, Files.size(file));
  }

  @Test
  void keep_isThereByItsDigestOnce() throws IOException {
    Files.createDirectories(folder.resolve("out"));

    assertThat(kept("the input\n")).isEqualTo(Digest.sha256("the input\n".getBytes(UTF_8)));
    kept("the input\n");

    assertThat(store().file(kept("the input\n"))).hasContent("the input\n");
    try (var files = Files.list(store().folder())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void keep_secret_isNotCopied() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    redactor.learn("api_key", "swordfish-4711");
    String text = "line\nkey: swordfish-4711\n";

    assertThat(kept(text)).isEqualTo(Digest.sha256(text.getBytes(UTF_8)));

    assertThat(store().folder()).isEmptyDirectory();
  }

  @Test
  void keep_link_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Files.writeString(folder.resolve("file"), "x"));

    assertThatThrownBy(() -> new KeptFiles(store(), redactor).keep(link, 1))
        .isInstanceOf(IOException.class);
    assertThat(store().folder()).isEmptyDirectory();
  }
}
