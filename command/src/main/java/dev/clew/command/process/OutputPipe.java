package dev.clew.command.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pipe that a child writes to, and that stays readable when the child has ended.
///
/// The one that `Process` makes does not: when the child ends, the JDK closes it, and what a
/// process that the child has left behind says afterwards (the `tee` of a shell, say) is lost, and
/// that process gets SIGPIPE. Here the pipe is our own, and the child's end is opened by its name
/// in `/proc/self/fd`. Where there is no such folder, it is that of `Process`.
public final class OutputPipe implements AutoCloseable {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int TRIES = 20;

  private final @Nullable Pipe pipe;
  private final ProcessBuilder.Redirect redirect;

  private OutputPipe(@Nullable Pipe pipe, ProcessBuilder.Redirect redirect) {
    this.pipe = pipe;
    this.redirect = redirect;
  }

  public static OutputPipe open() throws IOException {
    for (int tries = 0; tries < TRIES && Files.isDirectory(DESCRIPTORS); tries++) {
      Set<String> before = targets().keySet();
      Pipe pipe = Pipe.open();
      Map<String, String> after = targets();
      after.keySet().removeAll(before);
      if (after.size() == 1) {
        String name = after.values().iterator().next();
        return new OutputPipe(pipe, ProcessBuilder.Redirect.to(DESCRIPTORS.resolve(name).toFile()));
      }
      // Another thread has opened a pipe at the same time, and nothing tells which is ours.
      pipe.sink().close();
      pipe.source().close();
    }
    return new OutputPipe(null, ProcessBuilder.Redirect.PIPE);
  }

  /// The pipes that are open, each with a name of one of its ends.
  private static Map<String, String> targets() {
    Map<String, String> targets = new HashMap<>();
    for (String name : names()) {
      String target = targetOf(name);
      if (target.startsWith("pipe:")) {
        targets.put(target, name);
      }
    }
    return targets;
  }

  private static String[] names() {
    String[] names = new File(DESCRIPTORS.toString()).list();
    return names == null ? new String[0] : names;
  }

  private static String targetOf(String name) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(name)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /// Where the child is to write.
  public ProcessBuilder.Redirect redirect() {
    return redirect;
  }

  /// What it writes, once it has started. Ends when nobody has the other end any more.
  ///
  /// @param ofProcess the stream of the process, where the pipe is that one
  public InputStream input(InputStream ofProcess) throws IOException {
    if (pipe == null) {
      return ofProcess;
    }
    pipe.sink().close();
    return Channels.newInputStream(pipe.source());
  }

  @Override
  public void close() throws IOException {
    if (pipe != null) {
      pipe.sink().close();
      pipe.source().close();
    }
  }
}
