package dev.clew.runs.file;

import dev.clew.core.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a text that a person wrote: a definition, rules, values.
public final class TextFile {
  /// `source.bytes`: the largest one. The parsers have finer limits.
  public static final long LIMIT_BYTES = 16L << 20;

  private static final WholeFile.Limit LIMIT =
      new WholeFile.Limit("source.bytes", (int) LIMIT_BYTES);

  private TextFile() {}

  /// @throws Refusal when it is no such file, too large, or not UTF-8
  public static String read(Path path) {
    return read(path, path.toString());
  }

  /// @param shown how messages call it
  public static String read(Path path, String shown) {
    try {
      if (Files.isDirectory(path)) {
        throw Refusal.invalid(shown + ": this is a folder, not a file");
      }
      byte[] bytes = WholeFile.read(path, LIMIT);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(
          shown + ": " + e.getMessage() + "; split it, or look whether it is the right file");
    } catch (NoSuchFileException e) {
      throw Refusal.invalid(shown + ": no such file");
    } catch (CharacterCodingException e) {
      throw Refusal.invalid(shown + ": not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw Refusal.invalid(shown + ": cannot be read: " + e.getMessage());
    }
  }
}
