package dev.clew.ledgerfile;

import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// A writer in a process of its own, for tests that kill it. Says `opened`, then the number of each
/// event once its append has returned, for ever.
final class WriterMain {
  private WriterMain() {}

  /// @param arguments the ledger to open, and the number of the first event
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    Path path = Path.of(arguments[0]);
    try (FileLedger ledger = FileLedger.open(new LocalDisk(), path, InstantSource.system())) {
      out.println("opened");
      for (int number = Integer.parseInt(arguments[1]); ; number++) {
        ledger.append(TestRows.event(number));
        out.println(number);
        if (number % 50 == 0) {
          ledger.sync();
        }
      }
    } catch (dev.clew.core.ClewException e) {
      out.println("refused: " + e.getMessage());
    }
  }
}
