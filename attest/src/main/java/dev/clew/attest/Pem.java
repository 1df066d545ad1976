package dev.clew.attest;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Keys as text (RFC 7468): `-----BEGIN LABEL-----`, base64, `-----END LABEL-----`.
public final class Pem {
  private static final int LINE_CHARS = 64;
  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("key.bytes", 64 << 10);

  private Pem() {}

  public static String text(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  /// The bytes of the first block with that label.
  ///
  /// @throws Refusal when the file cannot be read; names what stands in it instead
  static byte[] read(Path file, String label) {
    String text = text(file);
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf("-----END " + label + "-----", from);
    if (to < 0) {
      throw Refusal.invalid(file + ": holds no " + label + found(text));
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(file + ": its " + label + " is damaged: base64 does not decode");
    }
  }

  private static String text(Path file) {
    try {
      return new String(WholeFile.read(file, LIMIT), StandardCharsets.ISO_8859_1);
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(file + ": too large for a key: " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw Refusal.invalid(file + ": no such key file", Remedy.Step.MAKE_KEY);
    } catch (IOException e) {
      throw Refusal.invalid(file + ": the key cannot be read: " + e.getMessage());
    }
  }

  /// What a user may have mixed up.
  private static String found(String text) {
    String label = label(text);
    if (label == null) {
      return "; clew reads Ed25519 keys as PEM";
    }
    if (label.startsWith("ENCRYPTED")) {
      return " but an encrypted key; decrypt it first with openssl pkey -in FILE -out OTHER";
    }
    return " but a " + label;
  }

  private static @Nullable String label(String text) {
    String begin = "-----BEGIN ";
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf("-----", from + begin.length());
    return to < 0 ? null : text.substring(from + begin.length(), to);
  }
}
