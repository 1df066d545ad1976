package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.client.Clew;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/// A program of a user: compiled for Java 17, run by one, with the client and nothing else.
final class Java17 {
  private static final Path PLACE = Path.of("/usr/lib/jvm");
  private static final String VERSION = "JAVA_VERSION=\"17";

  private Java17() {}

  /// The command that runs a program out of these classes.
  static List<String> running(Path classes, String type) throws IOException {
    return List.of(java().toString(), "-Xmx128m", "-cp", classes + ":" + client(), type);
  }

  private static Path java() throws IOException {
    if (Files.isDirectory(PLACE)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(PLACE, "*17*")) {
        for (Path one : all) {
          Path release = one.resolve("release");
          Path java = one.resolve("bin").resolve("java");
          if (Files.isExecutable(java)
              && Files.isReadable(release)
              && Files.readString(release).contains(VERSION)) {
            return java;
          }
        }
      }
    }
    throw new IllegalStateException(
        "these tests need a Java 17 in " + PLACE + ": apt-get install openjdk-17-jre-headless");
  }

  private static Path client() {
    try {
      return Path.of(Clew.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compiles a source for Java 17.
  static void compile(Path folder, String type, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(type + ".java"), source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                System.out,
                System.err,
                "--release",
                "17",
                "-implicit:none",
                "-proc:none",
                "-cp",
                client().toString(),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(code).as(source).isZero();
  }
}
