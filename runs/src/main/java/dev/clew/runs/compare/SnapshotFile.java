package dev.clew.runs.compare;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.json.JsonWriter;
import dev.clew.diff.Snapshot;
import dev.clew.document.JsonText;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.NamedFile;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A snapshot on disk.
public final class SnapshotFile {
  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("snapshot.bytes", 64 << 20);

  private SnapshotFile() {}

  /// @throws Refusal when it cannot be read
  public static Snapshot read(Path path) {
    try {
      return Snapshot.read(JsonText.parse(WholeFile.read(path, LIMIT)));
    } catch (IOException e) {
      throw Refusal.invalid(
          "cannot read " + path + ": " + DiskFault.reason(e), Remedy.Step.MAKE_SNAPSHOT);
    } catch (JsonText.Malformed e) {
      throw Refusal.invalid(
          path + ":" + e.line() + ":" + e.column() + ": not JSON: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(path + ": " + e.getMessage());
    }
  }

  /// @throws Refusal when it cannot be written
  public static void write(Path path, Snapshot snapshot) {
    write(path, JsonWriter.pretty(snapshot.toJson()) + "\n");
  }

  /// @param text as SphereIntegrationHub writes one
  /// @throws Refusal when it cannot be written
  public static void write(Path path, String text) {
    try {
      NamedFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw Refusal.notWritten(path + " could not be written: " + e.getMessage(), e);
    }
  }
}
