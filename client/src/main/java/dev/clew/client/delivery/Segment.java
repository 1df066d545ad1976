package dev.clew.client.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of lines: written at its end, read from its beginning. What a crash left of a last line
/// is none. Not thread-safe.
final class Segment {
  private final Path file;
  private final FileChannel channel;
  private long length;
  private long read;

  private Segment(Path file, FileChannel channel, long length) {
    this.file = file;
    this.channel = channel;
    this.length = length;
  }

  /// A file that may be there already.
  static Segment open(Path file) throws IOException {
    FileChannel channel = PrivateFiles.file(file);
    return new Segment(file, channel, channel.size());
  }

  /// @param lines as they are sent, without their line ends
  /// @param bytes to the end of the last of them
  record Lines(List<String> lines, long bytes) {}

  long length() {
    return length;
  }

  boolean isRead() {
    return read == length;
  }

  /// All of it or nothing.
  void append(byte[] bytes) throws IOException {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      long at = length;
      while (rest.hasRemaining()) {
        at += channel.write(rest, at);
      }
      length = at;
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
  }

  /// The next lines that have not been passed over: so many, in about so many bytes. None when the
  /// rest is no whole line.
  Lines next(int mostLines, int mostBytes) throws IOException {
    byte[] bytes = read((int) Math.min(length - read, mostBytes));
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length && lines.size() < mostLines; at++) {
      if (bytes[at] == '\n') {
        lines.add(new String(bytes, from, at - from, StandardCharsets.UTF_8));
        from = at + 1;
      }
    }
    return new Lines(lines, from);
  }

  private byte[] read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
      // More may come.
    }
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }

  void passOver(long bytes) {
    read += bytes;
  }

  void passOverRest() {
    read = length;
  }

  /// Forgets what was read, which is all.
  void clear() throws IOException {
    channel.truncate(0);
    length = 0;
    read = 0;
  }

  void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
