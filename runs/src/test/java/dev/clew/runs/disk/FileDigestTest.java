package dev.clew.runs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {
  @TempDir private Path folder;

  @Test
  void of_fileThatHasGrown_isReadToItsListedSize() throws Exception {
    Path file = Files.writeString(folder.resolve("growing.log"), "abc and more");
    assertThat(FileDigest.of(file, 3)).isEqualTo(sha256("abc"));
    assertThat(FileDigest.of(file, 100)).isEqualTo(sha256("abc and more"));
  }

  /// `/dev/zero` has no size and no end.
  @Test
  void following_fileWithoutEnd_ends() throws Exception {
    assertThat(FileDigest.following(Path.of("/dev/zero"))).isEqualTo(sha256(""));
  }

  private static Digest sha256(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
