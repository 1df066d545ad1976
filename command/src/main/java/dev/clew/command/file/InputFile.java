package dev.clew.command.file;

import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.disk.FileSystemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A file that the command reads, as it was before the command started.
///
/// @param path as the user gave it
public record InputFile(String path, long sizeBytes, Digest digest) {

  public static List<InputFile> read(Path folder, List<Path> paths) {
    List<InputFile> files = new ArrayList<>(paths.size());
    for (Path path : paths) {
      Path file = folder.resolve(path);
      if (!Files.exists(file)) {
        throw Refusal.invalid(Setting.INPUT_FILE, path + ": no such file");
      }
      if (!Files.isRegularFile(file)) {
        throw Refusal.invalid(
            Setting.INPUT_FILE, path + ": not a file; name each file of a folder");
      }
      try {
        long sizeBytes = Files.size(file);
        if (sizeBytes == 0 && FileSystemType.pseudo(file) != null) {
          throw Refusal.invalid(
              Setting.INPUT_FILE,
              path + ": the kernel makes what it says when it is read; copy it to a file first");
        }
        files.add(new InputFile(path.toString(), sizeBytes, FileDigest.following(file, sizeBytes)));
      } catch (IOException e) {
        throw Refusal.invalid(Setting.INPUT_FILE, path + ": cannot be read: " + e.getMessage());
      }
    }
    return files;
  }

  /// One digest for all of them, which says whether the inputs of two runs are the same; by path,
  /// in any order.
  public static Digest bundle(List<InputFile> files) {
    Json.Builder members = Json.object();
    byPath(files).forEach((path, digest) -> members.put(path, digest.hex()));
    return Digest.ofJson("clew.bundle.v1", members.build());
  }

  public static SortedMap<String, Digest> byPath(List<InputFile> files) {
    SortedMap<String, Digest> byPath = new TreeMap<>();
    files.forEach(file -> byPath.put(file.path(), file.digest()));
    return byPath;
  }
}
