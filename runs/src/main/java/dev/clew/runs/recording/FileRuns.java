package dev.clew.runs.recording;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.core.event.Timestamp;
import dev.clew.ingest.file.FileKind;
import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.har.HarEvents;
import dev.clew.ingest.junit.JUnitEvents;
import dev.clew.ingest.otlp.OtlpFile;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.ReportSource;
import dev.clew.runs.RunSource;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads files of others and of clew as the runs that they tell of.
final class FileRuns {
  /// `import.bytes`: the largest file that is read.
  static final WholeFile.Limit LIMIT = new WholeFile.Limit("import.bytes", 256 << 20);

  /// `import.events`: of one file.
  private static final int MOST_EVENTS = 1_000_000;

  private final String namespace;
  private final Hmac ids;

  /// @param namespace of runs that say none
  /// @param ids makes the ids of events that have none; as before, or a file is not known again
  FileRuns(String namespace, Hmac ids) {
    this.namespace = namespace;
    this.ids = ids;
  }

  /// @param warnings about what of it was not taken
  record Told(List<ToldRun> runs, List<String> warnings) {
    Told {
      runs = List.copyOf(runs);
      warnings = List.copyOf(warnings);
    }
  }

  /// @param file or a folder of reports of tests
  /// @throws Refusal when it cannot be read, with its place
  Told read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        TestReports reports = TestReports.in(file);
        return told(JUnitEvents.read(reports.files(), reports.name(), said(reports.written())));
      }
      if (Files.isRegularFile(file) && isLedger(file)) {
        return recorded(new LedgerSource(file));
      }
      return read(file, WholeFile.read(file, LIMIT));
    } catch (NotReadable e) {
      NotReadable.Place place = e.place();
      throw Refusal.invalid(file + (place == null ? "" : ":" + place) + ": " + e.getMessage());
    } catch (NotTaken e) {
      throw Refusal.invalid(file + ":" + e.place().line() + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw Refusal.invalid(file + ": no such file", e);
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw Refusal.invalid(file + ": cannot be read: " + DiskFault.reason(e), e);
    }
  }

  private Told read(Path file, byte[] bytes) throws IOException, NotReadable, NotTaken {
    PushedEvents.Said said = said(Timestamp.of(Files.getLastModifiedTime(file).toInstant()));
    return switch (FileKind.of(bytes)) {
      case RUN -> recorded(report(file));
      case EVENTS -> told(PushedEvents.read(bytes, MOST_EVENTS, said));
      case HAR -> told(HarEvents.read(bytes, String.valueOf(file.getFileName()), said));
      case JUNIT -> told(JUnitEvents.read(List.of(bytes), TestReports.nameOf(file), said));
      case OTLP -> told(OtlpFile.read(bytes, said));
    };
  }

  /// @throws Refusal when it is a pipe, which gives its bytes once
  private static RunSource report(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.invalid(file + ": ledgers and reports are taken from files, not from pipes");
    }
    return new ReportSource(file);
  }

  /// Without reading it whole: a ledger may be larger than what is read.
  private static boolean isLedger(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return FileKind.isLedger(in.readNBytes(FileKind.HEAD_BYTES));
    }
  }

  private static Told told(List<PushedEvent> events) {
    return new Told(ToldRun.of(events), List.of());
  }

  private static Told told(OtlpFile file) {
    List<String> warnings = new ArrayList<>();
    if (file.refused() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d spans or log records belong to no run, or have no valid ids",
              file.refused()));
    }
    if (file.metrics() > 0) {
      warnings.add(String.format(Locale.ROOT, "%,d metrics are not taken", file.metrics()));
    }
    return new Told(ToldRun.of(file.events()), warnings);
  }

  /// A report may hold the beginning of its run only.
  private static Told recorded(RunSource source) {
    RecordedRun run = RecordedRun.of(source);
    run.requireUndamaged();
    long held = run.contents().rows().size();
    long all = run.contents().ledger().rows();
    List<String> warnings =
        held == all
            ? List.of()
            : List.of(
                String.format(
                    Locale.ROOT,
                    "this report holds %,d of %,d rows; import the ledger to have all",
                    held,
                    all));
    return new Told(List.of(ToldRun.of(run)), warnings);
  }

  /// They came when the file was written, so that they do so at each reading.
  private PushedEvents.Said said(Timestamp written) {
    return new PushedEvents.Said(
        namespace, written, sent -> ids.of(sent.getBytes(StandardCharsets.UTF_8)).hex());
  }
}
