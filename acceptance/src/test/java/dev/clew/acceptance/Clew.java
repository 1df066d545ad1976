package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The program as a process of its own: `clew` with arguments, in a folder.
public final class Clew {
  private static final Pattern OF_THE_TESTS =
      Pattern.compile(
          ".*(test-classes|junit|assertj|archunit|opentest4j|apiguardian|byte-buddy|surefire"
              + "|jackson-dataformat).*");

  private final Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> wrapper = new ArrayList<>();
  private String stdin = "";

  private Clew(Path folder) {
    this.folder = folder;
  }

  public static Clew in(Path folder) {
    return new Clew(folder);
  }

  public Clew with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Clew flag(String flag) {
    flags.add(flag);
    return this;
  }

  /// Another program that becomes this one.
  public Clew under(String... program) {
    wrapper.addAll(List.of(program));
    return this;
  }

  Clew stdin(String text) {
    stdin = text;
    return this;
  }

  public record Ran(int code, String out, String err) {
    public Json.Obj json() {
      try {
        return (Json.Obj) JsonText.parse(out);
      } catch (JsonText.Malformed e) {
        throw new AssertionError("not JSON: " + this, e);
      }
    }
  }

  /// Runs it to its end.
  public Ran run(String... arguments) {
    return start(arguments).ended();
  }

  public Running start(String... arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(java());
    command.addAll(StartUpCache.FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), "dev.clew.cli.Main"));
    command.addAll(List.of(arguments));
    return start(command);
  }

  /// The JVM as the launcher starts it.
  public static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx1g",
        "--enable-native-access=ALL-UNNAMED");
  }

  public Running start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CLEW_"));
    builder.environment().remove("NO_COLOR");
    String keyFile = System.getenv("CLEW_KEY_FILE");
    if (keyFile != null) {
      builder.environment().put("CLEW_KEY_FILE", keyFile);
    }
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (var in = process.getOutputStream()) {
        in.write(stdin.getBytes(UTF_8));
      } catch (IOException e) {
        // It ended without reading.
      }
      return new Running(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The class path of the program, without what only the tests need.
  static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> own = new ArrayList<>();
    for (String entry : all.split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(entry).getFileName());
      if (!OF_THE_TESTS.matcher(name).matches()) {
        own.add(entry);
      }
    }
    return String.join(File.pathSeparator, own);
  }

  /// A process whose output is read as it comes.
  public static final class Running {
    private final Process process;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread outReader;
    private final Thread errReader;

    private Running(Process process) {
      this.process = process;
      outReader = Thread.ofVirtual().start(() -> copy(process.getInputStream(), out));
      errReader = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
    }

    private static void copy(InputStream from, ByteArrayOutputStream to) {
      try (from) {
        from.transferTo(to);
      } catch (IOException e) {
        // It was killed.
      }
    }

    public long pid() {
      return process.pid();
    }

    /// What came on stdout so far.
    public byte[] outBytes() {
      return out.toByteArray();
    }

    /// What came on stderr so far.
    public byte[] errBytes() {
      return err.toByteArray();
    }

    public void kill() {
      process.destroyForcibly();
    }

    public Ran ended() {
      try {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("it did not end: " + out.toString(UTF_8) + err.toString(UTF_8));
        }
        outReader.join();
        errReader.join();
        return new Ran(process.exitValue(), out.toString(UTF_8), err.toString(UTF_8));
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new IllegalStateException(e);
      }
    }
  }
}
