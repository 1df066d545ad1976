package dev.clew.runs.secret;

import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/// A key of this user on this machine, which never leaves it: 64 hex digits in a file that only its
/// owner may read. Made on first use.
public final class LocalKey {
  private static final int KEY_BYTES = 32;
  private static final int FILE_CHARS = 2 * KEY_BYTES + 1;

  /// Another clew may have made the file and not yet filled it.
  private static final int READ_ATTEMPTS = 20;

  private static final long READ_PAUSE_MS = 10;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private LocalKey() {}

  /// Where the key is: `CLEW_KEY_FILE`, else `clew/key` in `XDG_DATA_HOME`, else in
  /// `~/.local/share` (XDG Base Directory Specification; a relative path does not count).
  ///
  /// @param variables the environment
  /// @param home the user's home folder
  public static Path file(Map<String, String> variables, Path home) {
    String asked = variables.get("CLEW_KEY_FILE");
    if (asked != null && !asked.isEmpty()) {
      return Path.of(asked);
    }
    return folder(variables, home).resolve("key");
  }

  /// Where what clew keeps for this user is: `clew` in `XDG_DATA_HOME`, else in `~/.local/share`.
  ///
  /// @param variables the environment
  /// @param home the user's home folder
  public static Path folder(Map<String, String> variables, Path home) {
    String data = variables.get("XDG_DATA_HOME");
    Path folder =
        data != null && Path.of(data).isAbsolute() ? Path.of(data) : home.resolve(".local/share");
    return folder.resolve("clew");
  }

  /// @throws IOException when there is none and none can be made, or when others could know it; the
  ///   message says why
  public static byte[] readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        return make(file);
      } catch (FileAlreadyExistsException madeByAnother) {
        return read(file);
      }
    }
    return read(file);
  }

  private static byte[] make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createFile(file, LocalDisk.ownerOnly());
    Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardCharsets.US_ASCII);
    return key;
  }

  private static byte[] read(Path file) throws IOException {
    requireSecret(file);
    for (int attempt = 1; Files.size(file) < FILE_CHARS && attempt < READ_ATTEMPTS; attempt++) {
      pause();
    }
    if (Files.size(file) != FILE_CHARS) {
      throw new IOException("it is not a key of clew; move it away and a new one is made");
    }
    try {
      return HexFormat.of().parseHex(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("it is not a key of clew; move it away and a new one is made", e);
    }
  }

  private static void requireSecret(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    for (PosixFilePermission permission : view.readAttributes().permissions()) {
      if (OTHERS.contains(permission)) {
        throw new IOException("others may read it; chmod 600 it, or move it away");
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(READ_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
