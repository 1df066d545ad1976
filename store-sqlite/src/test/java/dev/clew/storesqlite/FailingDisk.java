package dev.clew.storesqlite;

import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The disk of this machine, whose syncs fail from some moment on.
final class FailingDisk implements Disk {
  private final Disk disk = new LocalDisk();
  private volatile boolean areFilesFailing;
  private volatile boolean areFoldersFailing;

  void failFiles() {
    areFilesFailing = true;
  }

  void failFolders() {
    areFoldersFailing = true;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new OfDisk(disk.create(file));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new OfDisk(disk.open(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return disk.openToRead(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (areFoldersFailing) {
      throw new IOException("Input/output error");
    }
    disk.forceDirectory(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public Lock lock(Path file) throws IOException {
    return disk.lock(file);
  }

  @Override
  public boolean isLocked(Path file) throws IOException {
    return disk.isLocked(file);
  }

  private final class OfDisk implements DiskFile {
    private final DiskFile file;

    OfDisk(DiskFile file) {
      this.file = file;
    }

    @Override
    public int append(byte[] bytes, int from, int count) throws IOException {
      return file.append(bytes, from, count);
    }

    @Override
    public void force() throws IOException {
      if (areFilesFailing) {
        throw new IOException("Input/output error");
      }
      file.force();
    }

    @Override
    public long sizeBytes() throws IOException {
      return file.sizeBytes();
    }

    @Override
    public int read(long position, byte[] into, int from, int count) throws IOException {
      return file.read(position, into, from, count);
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
      file.truncate(sizeBytes);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
