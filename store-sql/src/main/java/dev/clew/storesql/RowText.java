package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Makes rows of what is stored of them, one after another, and checks each against its chain: a
/// row that is not what was written is never given to anybody. Not thread-safe.
public final class RowText {
  private final LedgerId id;
  private Digest chain;
  private long next;

  /// @param from the offset of the first row that will be made
  /// @param chain of the row before it
  RowText(LedgerId id, long from, Digest chain) {
    this.id = id;
    this.next = from;
    this.chain = chain;
  }

  /// The hash of the row that was made last.
  Digest chain() {
    return chain;
  }

  long next() {
    return next;
  }

  /// @param verdict as it is stored; null for accepted
  /// @param event canonical JSON, in UTF-8
  /// @throws ClewException when these are not what was written
  Row row(long receivedMicros, @Nullable String verdict, byte[] event) {
    try {
      Row.Verdict judged = judged(verdict);
      Digest digest = Row.digestOfText(event);
      Timestamp receivedAt = Micros.timestamp(receivedMicros);
      Digest link = Row.link(chain, next, receivedAt, digest, judged);
      Row row = new Row(next, receivedAt, judged, event(event), digest, link, null);
      chain = link;
      next++;
      return row;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      throw damaged("its event cannot be read (" + e.getMessage() + ")");
    }
  }

  /// Goes past a row that nobody needs to see.
  void pass(long receivedMicros, @Nullable String verdict, byte[] event) {
    chain =
        Row.link(
            chain,
            next,
            Micros.timestamp(receivedMicros),
            Row.digestOfText(event),
            judged(verdict));
    next++;
  }

  private static Row.Verdict judged(@Nullable String verdict) {
    return verdict == null ? Row.Verdict.ACCEPTED : Row.Verdict.parse(verdict);
  }

  /// @throws ClewException when the row that was made last is not the one with that hash
  void requireChain(byte[] stored) {
    if (!chain.equals(Digest.of(stored))) {
      next--;
      throw damaged("it is not chained to the row before it");
    }
  }

  ClewException damaged(String what) {
    return new ClewException(
        "damaged: row " + next + " of run " + id.namespace() + "/" + id.runId() + ": " + what);
  }

  private static Event event(byte[] text) throws JsonText.Malformed {
    if (JsonText.parseLarge(text) instanceof Json.Obj object) {
      return EventJson.read(object);
    }
    throw new IllegalArgumentException("no JSON object");
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
