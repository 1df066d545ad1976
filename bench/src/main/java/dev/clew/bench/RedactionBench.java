package dev.clew.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.redaction.SecretRedactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How many of ordinary lines the redactor changes. Arguments are folders: each is a kind of
/// source, each folder in it a system, and each file in that a log of it. Prints a table; `--lines`
/// first also prints what was changed.
public final class RedactionBench {
  private final boolean showsLines;
  private long allLines;
  private long allChanged;

  private RedactionBench(boolean showsLines) {
    this.showsLines = showsLines;
  }

  private record Count(int files, long lines, long bytes, long changed) {
    Count plus(Count other) {
      return new Count(
          files + other.files, lines + other.lines, bytes + other.bytes, changed + other.changed);
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<String> folders = new ArrayList<>(List.of(arguments));
    RedactionBench bench = new RedactionBench(folders.remove("--lines"));
    System.out.printf(
        "%-12s %-26s %6s %8s %9s %8s%n", "kind", "system", "files", "lines", "kB", "changed");
    for (String folder : folders) {
      bench.kind(Path.of(folder));
    }
    System.out.printf(
        "%d lines, %d changed: %.4f %%%n",
        bench.allLines, bench.allChanged, 100.0 * bench.allChanged / Math.max(1, bench.allLines));
  }

  private void kind(Path kind) throws IOException {
    Map<String, Count> systems = new TreeMap<>();
    try (Stream<Path> files = Files.walk(kind)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String system = kind.relativize(file).getName(0).toString();
        systems.merge(system, count(file), Count::plus);
      }
    }
    systems.forEach((system, count) -> {
      System.out.printf(
          "%-12s %-26s %6d %8d %9d %8d%n",
          String.valueOf(kind.getFileName()),
          system,
          count.files,
          count.lines,
          count.bytes / 1000,
          count.changed);
      allLines += count.lines;
      allChanged += count.changed;
    });
  }

  private Count count(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String[] before = new String(bytes, ISO_8859_1).split("\n", -1);
    String[] after = redacted(bytes).split("\n", -1);
    long changed = Math.abs(before.length - after.length);
    for (int at = 0; at < Math.min(before.length, after.length); at++) {
      if (!before[at].equals(after[at])) {
        changed++;
        if (showsLines) {
          System.out.println(
              file.getFileName() + ":" + (at + 1) + "\n  - " + before[at] + "\n  + " + after[at]);
        }
      }
    }
    return new Count(1, before.length - 1L, bytes.length, changed);
  }

  private static String redacted(byte[] bytes) {
    StreamRedaction stream = new SecretRedactor().stream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int chunk = 32 << 10;
    for (int at = 0; at < bytes.length; at += chunk) {
      stream.take(bytes, at, Math.min(bytes.length, at + chunk));
      take(stream.ready(), out);
    }
    take(stream.end(), out);
    return out.toString(ISO_8859_1);
  }

  private static void take(List<RedactedPart> parts, ByteArrayOutputStream out) {
    parts.forEach(part -> out.writeBytes(part.bytes()));
  }
}
