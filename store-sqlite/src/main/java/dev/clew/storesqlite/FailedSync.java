package dev.clew.storesqlite;

import java.io.IOException;

/// What was written to a file, or its name, may not reach the disk.
final class FailedSync extends IOException {
  private static final long serialVersionUID = 1L;

  FailedSync(IOException cause) {
    super("a file could not be brought to the disk: " + cause.getMessage(), cause);
  }

  interface Sync {
    void run() throws IOException;
  }

  /// @throws FailedSync when it does not work
  static void guard(Sync sync) throws FailedSync {
    try {
      sync.run();
    } catch (IOException e) {
      throw new FailedSync(e);
    }
  }
}
