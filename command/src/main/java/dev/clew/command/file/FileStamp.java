package dev.clew.command.file;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes when a file is written.
///
/// @param identity of the file behind the name; null where the file system has none
record FileStamp(long sizeBytes, Instant modified, @Nullable Object identity) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
  }
}
