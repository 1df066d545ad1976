package dev.clew.runs.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyTest {
  @TempDir private Path folder;

  private static String hex(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  @Test
  void file_followsTheEnvironment() {
    Path home = Path.of("/home/ada");
    assertThat(LocalKey.file(Map.of("CLEW_KEY_FILE", "/k", "XDG_DATA_HOME", "/d"), home))
        .isEqualTo(Path.of("/k"));
    assertThat(LocalKey.file(Map.of("XDG_DATA_HOME", "/d"), home))
        .isEqualTo(Path.of("/d/clew/key"));
    for (Map<String, String> none :
        List.of(
            Map.<String, String>of(),
            Map.of("XDG_DATA_HOME", "relative"),
            Map.of("CLEW_KEY_FILE", ""))) {
      assertThat(LocalKey.file(none, home)).isEqualTo(Path.of("/home/ada/.local/share/clew/key"));
    }
  }

  @Test
  void readOrMake_firstUse_makesAFileOfItsOwnerOnly() throws IOException {
    Path file = folder.resolve("a/b/key");
    byte[] made = LocalKey.readOrMake(file);
    assertThat(made).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(LocalKey.readOrMake(file)).isEqualTo(made);
    assertThat(LocalKey.readOrMake(folder.resolve("other"))).isNotEqualTo(made);
  }

  @Test
  void readOrMake_manyAtOnce_agree() throws Exception {
    Path file = folder.resolve("key");
    Set<String> keys = new HashSet<>();
    try (ExecutorService many = Executors.newFixedThreadPool(16)) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int call = 0; call < 64; call++) {
        calls.add(() -> hex(LocalKey.readOrMake(file)));
      }
      for (Future<String> future : many.invokeAll(calls)) {
        keys.add(future.get());
      }
    }
    assertThat(keys).hasSize(1);
  }

  @Test
  void readOrMake_othersMayRead_isRefused() throws IOException {
    Path file = folder.resolve("key");
    LocalKey.readOrMake(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> LocalKey.readOrMake(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void readOrMake_otherContent_isRefusedAndKept() throws IOException {
    for (String content : List.of("", "x".repeat(65), "ab\n")) {
      Path file = folder.resolve("key" + content.length());
      LocalKey.readOrMake(file);
      Files.writeString(file, content);
      assertThatThrownBy(() -> LocalKey.readOrMake(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a key of clew");
      assertThat(file).hasContent(content);
    }
  }
}
