package dev.clew.ledgerfile.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A file through `RandomAccessFile`, whose reads, writes and syncs an interrupt does not disturb;
/// compare [Uninterrupted].
final class LocalFile implements DiskFile {
  private final Path path;
  private final RandomAccessFile file;
  private long end;

  private LocalFile(Path path, RandomAccessFile file) throws IOException {
    this.path = path;
    this.file = file;
    this.end = file.length();
  }

  static LocalFile writable(Path path) throws IOException {
    return opened(path, "rw");
  }

  static LocalFile readable(Path path) throws IOException {
    return opened(path, "r");
  }

  private static LocalFile opened(Path path, String mode) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new java.nio.file.NoSuchFileException(path.toString());
    }
    return new LocalFile(path, new RandomAccessFile(path.toFile(), mode));
  }

  @Override
  public int append(byte[] bytes, int from, int count) throws IOException {
    try {
      file.seek(end);
      file.write(bytes, from, count);
    } catch (IOException e) {
      throw isFull(e, count) ? new Disk.Full("no space left on the device", e) : e;
    }
    end += count;
    return count;
  }

  /// By the words of the system in English, else by asking how much room there is.
  private boolean isFull(IOException e, int count) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(path).getUsableSpace() < count;
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public long sizeBytes() throws IOException {
    return file.length();
  }

  @Override
  public int read(long position, byte[] into, int from, int count) throws IOException {
    file.seek(position);
    return file.read(into, from, count);
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    file.setLength(sizeBytes);
    end = sizeBytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
