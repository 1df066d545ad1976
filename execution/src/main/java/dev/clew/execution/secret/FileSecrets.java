package dev.clew.execution.secret;

import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Secrets in files of their own, as Docker and Kubernetes mount them. One line break at the end is
/// not part of the secret.
///
/// @param files by the name of the secret
record FileSecrets(Map<String, Path> files) implements SecretProvider {
  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("secret.bytes", MAX_BYTES);

  FileSecrets {
    files = Map.copyOf(files);
  }

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public Answer get(String name) {
    Path file = files.get(name);
    if (file == null) {
      return new Answer.Unknown();
    }
    try {
      if (!Files.isRegularFile(file)) {
        return failed(name, file, Files.exists(file) ? "is not a file" : "no such file");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(WholeFile.read(file, LIMIT)))
              .toString();
      String value = withoutLineBreak(text);
      return value.isEmpty() ? failed(name, file, "is empty") : new Answer.Value(value);
    } catch (WholeFile.TooLarge e) {
      return failed(name, file, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return failed(name, file, "no such file");
    } catch (CharacterCodingException e) {
      return failed(name, file, "is not UTF-8 text");
    } catch (IOException e) {
      return failed(name, file, "cannot be read; look at its permissions");
    }
  }

  private static Answer failed(String name, Path file, String why) {
    return new Answer.Failed("secret '" + name + "': " + file + ": " + why);
  }

  static String withoutLineBreak(String text) {
    String end = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return end.endsWith("\r") ? end.substring(0, end.length() - 1) : end;
  }
}
