package dev.clew.runs.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void writeOwn_newAndThere_isItsOwnersOnly() throws IOException {
    Path file = folder.resolve("x.report.json");
    for (String text : new String[] {"one", "two"}) {
      OutputFile.write(file, out -> out.write(text.getBytes(UTF_8)));
      assertThat(file).hasContent(text);
      assertThat(mode(file)).isEqualTo("rw-------");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  @Test
  void write_named_followsTheUmaskOrTheFileThatIsThere() throws IOException {
    Path file = folder.resolve("junit.xml");
    Path other = Files.createFile(folder.resolve("other"));
    NamedFile.write(file, out -> out.write(1));
    assertThat(mode(file)).isEqualTo(mode(other));
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-rw-r-x");
    Files.setPosixFilePermissions(file, mode);
    NamedFile.write(file, out -> out.write(2));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mode);
    assertThat(file).hasBinaryContent(new byte[] {2});
    assertThat(folder.resolve("junit.xml.part")).doesNotExist();
  }
}
