package dev.clew.runs.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read, in words: the message of many a fault is only the path again.
public final class DiskFault {
  private DiskFault() {}

  /// Without the path.
  public static String reason(IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "no such file";
    }
    if (fault instanceof AccessDeniedException) {
      return "no permission";
    }
    String said =
        fault instanceof FileSystemException system ? system.getReason() : fault.getMessage();
    return said == null ? fault.getClass().getSimpleName() : said;
  }
}
