package dev.clew.contract.lookup;

import dev.clew.contract.Contract;
import dev.clew.contract.ContractLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Contracts that were fetched before, one file each: `cache/VERSION/DEFINITION.json` beside the
/// catalog. A file is there whole or not at all.
///
/// @param root the folder of the catalog
public record ContractCache(Path root) {
  /// Longer names of files are cut short by file systems.
  private static final int MAX_NAME_CHARS = 100;

  /// What is in it.
  sealed interface Cached {
    record Usable(Contract contract, Path file) implements Cached {}

    /// @param why one line
    record Broken(Path file, String why) implements Cached {}

    record Nothing(Path file) implements Cached {}
  }

  /// @param version of the catalog
  Path file(String version, String definition) {
    return root.resolve("cache").resolve(name(version)).resolve(name(definition) + ".json");
  }

  Cached read(String version, String definition) {
    Path file = file(version, definition);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return new Cached.Broken(file, "is not a file");
      }
      long size = Files.size(file);
      if (size > ContractLimits.BYTES) {
        return new Cached.Broken(
            file, "has " + size + " bytes, over contract.bytes = " + ContractLimits.BYTES);
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return switch (Contract.read(definition, text)) {
        case Contract.Read.Usable(Contract contract) -> new Cached.Usable(contract, file);
        case Contract.Read.Unusable(String why) -> new Cached.Broken(file, why);
      };
    } catch (NoSuchFileException e) {
      return new Cached.Nothing(file);
    } catch (CharacterCodingException e) {
      return new Cached.Broken(file, "is not UTF-8 text");
    } catch (IOException e) {
      return new Cached.Broken(file, "cannot be read: " + e.getMessage());
    }
  }

  /// Null when it was written; else why not, in one line.
  @Nullable String write(String version, String definition, Contract contract) {
    Path file = file(version, definition);
    Path folder = file.getParent();
    Path half = null;
    try {
      Files.createDirectories(folder);
      half = Files.createTempFile(folder, ".contract-", ".tmp");
      Files.writeString(half, contract.json());
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return null;
    } catch (IOException e) {
      delete(half);
      return file + " could not be written: " + e.getMessage();
    }
  }

  private static void delete(@Nullable Path half) {
    if (half != null) {
      try {
        Files.deleteIfExists(half);
      } catch (IOException e) {
        // The name says what it is.
      }
    }
  }

  /// A name of the catalog as the name of a file, which never leads out of the folder.
  private static String name(String written) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; at < Math.min(written.length(), MAX_NAME_CHARS); at++) {
      char unit = Character.toLowerCase(written.charAt(at));
      boolean plain = (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9');
      boolean mark = unit == '_' || unit == '-' || (unit == '.' && at > 0);
      name.append(plain || mark ? unit : '-');
    }
    boolean same = name.toString().equals(written.toLowerCase(Locale.ROOT));
    // Two names that differ only in what a file's name cannot have are two files.
    return same && !name.isEmpty()
        ? name.toString()
        : name + "-" + Integer.toHexString(written.hashCode());
  }
}
