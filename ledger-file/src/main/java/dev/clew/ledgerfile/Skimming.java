package dev.clew.ledgerfile;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.FileBytes;
import dev.clew.ledgerfile.frame.BinaryFrame;
import dev.clew.ledgerfile.frame.BinaryFrames;
import dev.clew.ledgerfile.frame.TextFrames;
import dev.clew.ledgerfile.row.PayloadStore;
import dev.clew.ledgerfile.row.RowBatch;
import dev.clew.ledgerfile.row.RowFrame;
import dev.clew.ledgerfile.row.RowReader;
import dev.clew.ledgerfile.row.TextRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a ledger for a few of its rows. What is not read is only looked at for texts that cannot
/// be anything else: in canonical JSON a quotation mark within a string has a backslash before it,
/// so `"kind":"run_finished"` is a member wherever it stands. It may be one of an object deeper in
/// the row; then a row is read that was not asked for.
final class Skimming {
  private static final byte[] ATTEMPT = bytes("\"attempt_id\":\"");

  private final TextSearch search;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> attempts = new HashSet<>();

  /// Of the attempt that the line before was of, as it is written.
  private byte[] attempt = new byte[0];

  private byte[] sharedText = bytes("{}");
  private Json.Obj shared = Json.EMPTY_OBJECT;
  private @Nullable String sharedAttempt;
  private long count;
  private @Nullable Row last;

  /// The frame with the newest row, when that was not read.
  private byte @Nullable [] lastBody;

  Skimming(List<RowMark> marks) {
    List<byte[]> all = new ArrayList<>();
    all.add(ATTEMPT);
    for (RowMark mark : marks) {
      all.add(bytes(mark.text()));
    }
    search = new TextSearch(all);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  LedgerSkim over(PayloadStore store, DiskFile file) throws IOException {
    LedgerScan.requireWithinLimit(store.path(), file);
    FileBytes bytes = new FileBytes(file, buffer(file.sizeBytes()));
    TextFrames text = new TextFrames(bytes, 0);
    LedgerHeader header = LedgerScan.header(store.path(), text);
    boolean isWhole =
        header.format() == 1
            ? all(new TextRows(text, store, RowReader.Check.CHECKSUMS))
            : some(new BinaryFrames(bytes, text.position()));
    return new LedgerSkim(header.id(), rows, count, last, isWhole);
  }

  /// Most ledgers are smaller than the usual buffer, and many are read one after the other.
  private static int buffer(long size) {
    return Math.clamp(size, FileBytes.SMALL_BUFFER_BYTES, FileBytes.BUFFER_BYTES);
  }

  /// New ledgers have another format, so this one need not be fast.
  private boolean all(RowReader reader) throws IOException {
    try {
      for (List<Row> next = reader.next(); next != null; next = reader.next()) {
        for (Row row : next) {
          take(row);
        }
      }
      return reader.wrong() == null;
    } catch (RowFrame.NotARow e) {
      return false;
    }
  }

  private boolean some(BinaryFrames frames) throws IOException {
    boolean isWhole = true;
    try {
      for (BinaryFrames.Frame frame = frames.next(); frame != null; frame = frames.next()) {
        if (frame.type() != BinaryFrame.Type.PAYLOAD) {
          lines(RowBatch.body(frame));
        }
      }
      isWhole = frames.wrong() == null;
    } catch (RowFrame.NotARow e) {
      return false;
    }
    return lastRow() && isWhole;
  }

  /// The newest row is read too, when it was not.
  private boolean lastRow() {
    byte[] body = lastBody;
    if (body == null) {
      return true;
    }
    try {
      Row row = row(body, begin(body, body.length));
      require(row);
      last = row;
      return true;
    } catch (RowFrame.NotARow e) {
      return false;
    }
  }

  private void lines(byte[] body) throws RowFrame.NotARow {
    int at = end(body, 0);
    share(body, at);
    boolean isNew = sharedAttempt != null && !attempts.contains(sharedAttempt);
    at = isNew ? at + 1 : next(body, at);
    while (at >= 0 && at < body.length) {
      take(row(body, begin(body, at)));
      at = end(body, at);
      isNew = isNew && !attempts.contains(sharedAttempt);
      lastBody = at == body.length ? null : body;
      at = isNew ? at + 1 : next(body, at);
    }
  }

  /// Where in a row something stands for which it has to be read; negative when nowhere.
  private int next(byte[] body, int from) {
    int at = search.next(body, from);
    while (at >= 0 && search.found() == 0 && isKnown(body, at + ATTEMPT.length)) {
      at = search.next(body, at + ATTEMPT.length);
    }
    return at;
  }

  private static int begin(byte[] body, int at) {
    int begin = at;
    while (body[begin - 1] != '\n') {
      begin--;
    }
    return begin;
  }

  private static int end(byte[] body, int from) {
    int at = from;
    while (at < body.length && body[at] != '\n') {
      at++;
    }
    return at;
  }

  /// Takes the first line of a frame.
  private void share(byte[] body, int end) throws RowFrame.NotARow {
    if (end == body.length) {
      throw new RowFrame.NotARow("the frame has no row");
    }
    lastBody = body;
    if (!Arrays.equals(body, 0, end, sharedText, 0, sharedText.length)) {
      sharedText = Arrays.copyOf(body, end);
      shared = object(sharedText);
      sharedAttempt = shared.text("attempt_id");
    }
  }

  /// Whether an accepted row of the attempt was read before. An id with a character that has to be
  /// escaped is not known as it is written.
  private boolean isKnown(byte[] body, int from) {
    int to = from;
    while (to < body.length && body[to] != '"') {
      to++;
    }
    if (attempt.length > 0 && Arrays.equals(body, from, to, attempt, 0, attempt.length)) {
      return true;
    }
    String id = new String(body, from, to - from, StandardCharsets.UTF_8);
    if (!attempts.contains(id)) {
      return false;
    }
    attempt = Arrays.copyOfRange(body, from, to);
    return true;
  }

  private void take(Row row) throws RowFrame.NotARow {
    require(row);
    last = row;
    rows.add(row);
    if (row.verdict() == Row.Verdict.ACCEPTED) {
      attempts.add(row.event().attemptId());
    }
  }

  /// Rows that were not read say nothing of their place, and those after them say it for them.
  private void require(Row row) throws RowFrame.NotARow {
    if (row.offset() < count) {
      throw new RowFrame.NotARow("row " + row.offset() + " stands where row " + count + " is due");
    }
    count = row.offset() + 1;
  }

  private Row row(byte[] body, int begin) throws RowFrame.NotARow {
    return RowBatch.read(object(Arrays.copyOfRange(body, begin, end(body, begin))), shared);
  }

  private static Json.Obj object(byte[] json) throws RowFrame.NotARow {
    if (json(json) instanceof Json.Obj object) {
      return object;
    }
    throw new RowFrame.NotARow("the frame is not a JSON object");
  }

  /// The narrower limits first: within them reading is faster.
  private static Json json(byte[] json) throws RowFrame.NotARow {
    try {
      return JsonText.parse(json);
    } catch (JsonText.Malformed narrow) {
      try {
        return JsonText.parseLarge(json);
      } catch (JsonText.Malformed e) {
        throw new RowFrame.NotARow("the frame is not JSON (" + e.getMessage() + ")");
      }
    }
  }
}
