package dev.clew.execution;

import dev.clew.core.Refusal;
import dev.clew.runs.file.WholeFile;
import dev.clew.workflow.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads definition files.
public final class SourceText {
  /// `source.bytes`: the largest definition file. The parser has finer limits.
  public static final long LIMIT_BYTES = 16L << 20;

  private static final WholeFile.Limit LIMIT =
      new WholeFile.Limit("source.bytes", (int) LIMIT_BYTES);

  private SourceText() {}

  public static SourceFile read(Path path) {
    return new SourceFile(path.toString(), text(path));
  }

  public static String text(Path path) {
    return text(path, path.toString());
  }

  /// @param shown how messages call it
  static String text(Path path, String shown) {
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
