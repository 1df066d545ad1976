package dev.clew.runs.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// An output that a user names: a file, a link to one, `/dev/stdout`, a pipe, a device. It is
/// written where it is, as a shell would, and never replaced by another file of its name.
public final class NamedFile {
  /// `output.reader`: how long a pipe that nobody reads is waited for.
  private static final Duration READER = Duration.ofSeconds(5);

  /// What the kernel lets a chain of links have.
  private static final int MAX_LINKS = 40;

  /// An open stream of a process. To write it from its beginning would lose what is in it.
  private static final Pattern STREAM =
      Pattern.compile("/dev/(stdout|stderr|fd/[0-9]+)|/proc/[^/]+/fd/[0-9]+");

  private NamedFile() {}

  /// @throws IOException also when nobody reads a pipe
  public static void write(Path path, OutputFile.Content content) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    try (OutputStream out = new BufferedOutputStream(open(path))) {
      content.writeTo(out);
    }
  }

  private static OutputStream open(Path path) throws IOException {
    if (isStream(path)) {
      return Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
    if (!Files.exists(path) || Files.isRegularFile(path)) {
      return Files.newOutputStream(path);
    }
    return pipe(path);
  }

  private static boolean isStream(Path path) {
    Path at = path.toAbsolutePath().normalize();
    try {
      for (int links = 0; links < MAX_LINKS; links++) {
        if (STREAM.matcher(at.toString()).matches()) {
          return true;
        }
        if (!Files.isSymbolicLink(at)) {
          return false;
        }
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
      }
    } catch (IOException | InvalidPathException e) {
      // Whatever it is, it is no stream that can be found out about.
    }
    return false;
  }

  /// To open a pipe waits for somebody who reads it, which may be for ever.
  private static OutputStream pipe(Path path) throws IOException {
    OpenOption write = StandardOpenOption.WRITE;
    FutureTask<OutputStream> opened = new FutureTask<>(() -> Files.newOutputStream(path, write));
    Thread.ofPlatform().daemon().name("clew-output").start(opened);
    try {
      return opened.get(READER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("nobody reads it (output.reader = " + READER.toSeconds() + " s)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    }
  }

  /// Whether it is a file with content of its own that a write would replace.
  public static boolean isThere(Path path) {
    return Files.isRegularFile(path) && !isStream(path);
  }
}
