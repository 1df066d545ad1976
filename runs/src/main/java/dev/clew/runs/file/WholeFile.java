package dev.clew.runs.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file whole, and never more of it than a limit: its size may be none, as that of a
/// device, or not the one that it had a moment ago.
public final class WholeFile {
  private WholeFile() {}

  /// @param name as users know it: `report.bytes`
  public record Limit(String name, int bytes) {}

  /// @throws TooLarge when it is over the limit
  public static byte[] read(Path path, Limit limit) throws IOException {
    long size = Files.size(path);
    if (size > limit.bytes()) {
      throw new TooLarge(size + " bytes are over " + limit.name() + " = " + limit.bytes());
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(limit.bytes());
      if (bytes.length == limit.bytes() && in.read() >= 0) {
        throw new TooLarge("more than " + limit.name() + " = " + limit.bytes() + " bytes");
      }
      return bytes;
    }
  }

  /// Its message says by which limit.
  public static final class TooLarge extends IOException {
    TooLarge(String message) {
      super(message);
    }
  }
}
