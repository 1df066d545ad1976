package dev.clew.ledgerfile;

import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A disk that writes short, fails, loses power and tears, all by one seed. What was forced before
/// a power cut is there after it; of what was not, a beginning of random length is, perhaps with
/// NUL bytes after it.
final class SimulatedDisk implements Disk {

  /// The machine stopped. Every operation throws it until [#cutPower] or [#killWriter].
  static final class Stopped extends RuntimeException {
    Stopped() {
      super("the machine has stopped");
    }
  }

  private interface Change {
    byte[] applied(byte[] content);

    /// What is there when power fails within the change.
    byte[] torn(byte[] content);
  }

  private static final class Stored {
    byte[] durable = new byte[0];
    byte[] current = new byte[0];
    final List<Change> pending = new ArrayList<>();
    boolean nameIsDurable;
  }

  private final Random random;
  private final Map<Path, Stored> files = new TreeMap<>();
  private final Set<Path> locks = new HashSet<>();
  private final StringBuilder trace = new StringBuilder();

  /// The probability of each kind of fault.
  private double faults;

  private boolean nextWriteFails;

  private int untilStop = Integer.MAX_VALUE;
  private boolean stopped;

  /// A disk that says it forced and did not: a simulation that is worth anything finds it out.
  private final boolean lies;

  SimulatedDisk(Random random, boolean lies) {
    this.random = random;
    this.lies = lies;
  }

  void faults(double probability) {
    faults = probability;
  }

  /// The next write says that it failed, and was made all the same.
  void failNextWrite() {
    nextWriteFails = true;
  }

  /// Stops the machine at that operation that changes something, counted from 1.
  void stopAt(int operation) {
    untilStop = operation;
  }

  boolean isStopped() {
    return stopped;
  }

  /// All operations with their outcome: what a replay has to repeat.
  String trace() {
    return trace.toString();
  }

  byte[] content(Path file) throws IOException {
    return stored(file).current.clone();
  }

  /// The writer is gone, the machine is not: everything written stays.
  void killWriter() {
    trace.append("kill\n");
    recover();
  }

  /// Power comes back after it was cut.
  void cutPower() {
    trace.append("power cut\n");
    files.values().removeIf(file -> !file.nameIsDurable && random.nextBoolean());
    for (Stored file : files.values()) {
      byte[] content = file.durable;
      int whole = file.pending.isEmpty() ? 0 : random.nextInt(file.pending.size() + 1);
      for (int at = 0; at < whole; at++) {
        content = file.pending.get(at).applied(content);
      }
      if (whole < file.pending.size()) {
        content = file.pending.get(whole).torn(content);
      }
      file.durable = content;
      file.current = content;
      file.pending.clear();
      file.nameIsDurable = true;
      trace.append(" left ").append(content.length).append('\n');
    }
    recover();
  }

  private void recover() {
    stopped = false;
    untilStop = Integer.MAX_VALUE;
    faults = 0;
    locks.clear();
  }

  private void running() {
    if (stopped) {
      throw new Stopped();
    }
  }

  /// Whether the machine stops within this operation.
  private boolean stopsNow() {
    running();
    if (--untilStop == 0) {
      stopped = true;
      trace.append("stop\n");
    }
    return stopped;
  }

  private boolean fault() {
    return random.nextDouble() < faults;
  }

  private Stored stored(Path file) throws IOException {
    Stored stored = files.get(file);
    if (stored == null) {
      throw new NoSuchFileException(file.toString());
    }
    return stored;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    running();
    if (files.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    files.put(file, new Stored());
    return new Handle(stored(file));
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    running();
    return new Handle(stored(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return open(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (stopsNow()) {
      throw new Stopped();
    }
    if (fault()) {
      trace.append("directory not forced\n");
      throw new IOException("Input/output error");
    }
    files.values().forEach(file -> file.nameIsDurable = true);
  }

  @Override
  public List<Path> list(Path directory) {
    running();
    return List.copyOf(files.keySet());
  }

  @Override
  public Lock lock(Path file) throws IOException {
    running();
    if (!locks.add(file)) {
      throw new LockHeld("another simulated process");
    }
    return () -> locks.remove(file);
  }

  @Override
  public boolean isLocked(Path file) {
    running();
    return locks.contains(file);
  }

  private final class Handle implements DiskFile {
    private final Stored file;

    Handle(Stored file) {
      this.file = file;
    }

    @Override
    public int append(byte[] bytes, int from, int count) throws IOException {
      boolean stops = stopsNow();
      boolean fails = !stops && (nextWriteFails || fault());
      int written = (stops || fails) && !nextWriteFails ? random.nextInt(count + 1) : count;
      nextWriteFails = false;
      if (!stops && !fails && fault()) {
        written = 1 + random.nextInt(count);
      }
      change(new Written(Arrays.copyOfRange(bytes, from, from + written), random.nextLong()));
      trace.append("append ").append(written).append(" of ").append(count).append('\n');
      if (stops) {
        throw new Stopped();
      }
      if (fails) {
        IOException cause = new IOException("No space left on device");
        throw random.nextBoolean()
            ? new Full("no space left on the device", cause)
            : new IOException("Input/output error");
      }
      return written;
    }

    private void change(Change change) {
      file.current = change.applied(file.current);
      file.pending.add(change);
    }

    @Override
    public void force() throws IOException {
      if (stopsNow()) {
        throw new Stopped();
      }
      if (fault()) {
        trace.append("not forced\n");
        throw new IOException("Input/output error");
      }
      trace.append("force\n");
      if (!lies) {
        file.durable = file.current;
        file.pending.clear();
      }
    }

    @Override
    public long sizeBytes() {
      running();
      return file.current.length;
    }

    @Override
    public int read(long position, byte[] into, int from, int count) {
      running();
      int available = (int) Math.min(count, file.current.length - position);
      if (available <= 0) {
        return -1;
      }
      int read = faults > 0 ? 1 + random.nextInt(available) : available;
      System.arraycopy(file.current, (int) position, into, from, read);
      return read;
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
      boolean stops = stopsNow();
      if (!stops && fault()) {
        trace.append("not truncated\n");
        throw new IOException("Input/output error");
      }
      trace.append("truncate ").append(sizeBytes).append('\n');
      change(new Cut((int) sizeBytes));
      if (stops) {
        throw new Stopped();
      }
    }

    @Override
    public void close() {}
  }

  private static final class Written implements Change {
    private final byte[] bytes;

    /// Of how it tears, so that a replay tears alike.
    private final long seed;

    Written(byte[] bytes, long seed) {
      this.bytes = bytes;
      this.seed = seed;
    }

    @Override
    public byte[] applied(byte[] content) {
      byte[] longer = Arrays.copyOf(content, content.length + bytes.length);
      System.arraycopy(bytes, 0, longer, content.length, bytes.length);
      return longer;
    }

    @Override
    public byte[] torn(byte[] content) {
      Random random = new Random(seed);
      ByteArrayOutputStream torn = new ByteArrayOutputStream();
      torn.writeBytes(content);
      torn.write(bytes, 0, random.nextInt(bytes.length + 1));
      if (random.nextInt(3) == 0) {
        torn.writeBytes(new byte[random.nextInt(5000)]);
      }
      return torn.toByteArray();
    }
  }

  private record Cut(int sizeBytes) implements Change {
    @Override
    public byte[] applied(byte[] content) {
      return Arrays.copyOf(content, sizeBytes);
    }

    @Override
    public byte[] torn(byte[] content) {
      return content;
    }
  }
}
