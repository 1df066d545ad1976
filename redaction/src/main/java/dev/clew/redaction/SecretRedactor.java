package dev.clew.redaction;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.text.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The redactor of one run: knows its declared secrets, learns others from what it sees, and takes
/// them out of everything that leaves the process. Thread-safe.
///
/// ```java
/// var redactor = new SecretRedactor();
/// redactor.learn("api_key", System.getenv("API_KEY"));
/// ledger.append(redactor.redact(event, payload));
/// System.err.println(redactor.redact(message));
/// ```
///
/// Promised are the values that were learned or captured before the event, in the spellings of
/// `docs/redaction.md`, members of secret names, and headers that are not known to be safe.
/// Patterns are a best effort.
public final class SecretRedactor extends Redactor {
  /// A shorter value is not looked for: it occurs in too much else.
  public static final int MIN_VALUE_CHARS = 4;

  private final KnownSecrets secrets = new KnownSecrets();

  /// A stage keeps the name that it had when it was first seen, also when a part of it is captured
  /// as a secret later: its events belong together. What is declared goes from names too.
  private final Map<String, String> stageNames = new ConcurrentHashMap<>();

  /// From now on this value is a secret, wherever it occurs: an input or a variable that is
  /// declared secret, a secret output. May be called again with the same value.
  ///
  /// @param name is shown in its place, so it must not be secret itself
  @Override
  public void learn(String name, String value) {
    if (secrets.declare(name, value)) {
      stageNames.clear();
    }
  }

  @Override
  public void keep(String name) {
    secrets.keep(name);
  }

  @Override
  public int known() {
    return secrets.known().size();
  }

  /// Declared secrets that can be redacted by name only.
  public List<WeakSecret> weak() {
    return secrets.weak();
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (WeakSecret weak : secrets.weak()) {
      warnings.add(
          "the secret '"
              + weak.name()
              + "' is redacted by name only: its value is "
              + weak.reason().words());
    }
    return warnings;
  }

  /// For terminals, file names and errors: known values, URLs and patterns. Learns nothing.
  @Override
  public String redact(String text) {
    return new TextCleaner(secrets.known(), false, Captures.NONE, new Findings())
        .clean(text, Pointer.of(""));
  }

  @Override
  public StreamRedaction stream() {
    return new SecretStream(secrets);
  }

  /// An event that was stored before some of its secrets were known, as it is to be stored anew.
  /// Redacting is idempotent, so this is [#redact(Event, Payload)] with what is known by now. The
  /// reference of an event whose payload has expired is lost, because there is nothing left that it
  /// could refer to.
  public RedactedEvent scrub(Event event, @Nullable Payload payload) {
    return redact(event, payload);
  }

  /// What the row's own redaction has taken out is not there any more, so whatever is found became
  /// known later.
  @Override
  public List<LateRedaction.Finding> late(Row row) {
    List<LateRedaction.Finding> late = new ArrayList<>();
    for (Finding finding :
        EventCleaner.ofValues(secrets.known()).find(row.event(), row.payload())) {
      late.add(
          new LateRedaction.Finding(
              row.offset(), finding.where(), finding.name(), finding.length()));
    }
    return late;
  }

  /// Twice when the event itself names a secret that was not known, because the value may stand
  /// elsewhere in it too.
  @Override
  protected Cleaned clean(Event event, @Nullable Payload payload) {
    return twice(cleaner -> cleaner.clean(event, payload));
  }

  @Override
  public Json.Obj redact(Json.Obj values) {
    return twice(cleaner -> cleaner.clean(values));
  }

  @Override
  public @Nullable Payload redact(Payload payload, @Nullable String contentType) {
    return twice(cleaner -> Optional.ofNullable(cleaner.clean(payload, contentType))).orElse(null);
  }

  /// The second time only when the first named a secret that was not known.
  private <T> T twice(Function<EventCleaner, T> clean) {
    Learning learning = new Learning(secrets);
    T cleaned = clean.apply(cleaner(learning));
    return learning.hasLearned() ? clean.apply(cleaner(new Learning(secrets))) : cleaned;
  }

  /// A payload in which nothing is found and nothing captured stays as it is, unless a secret is
  /// learned before its turn.
  @Override
  public Supplier<@Nullable Payload> ahead(Payload payload, @Nullable String contentType) {
    KnownValues known = secrets.known();
    Set<String> weakNames = secrets.weakNames();
    Watching watching = new Watching();
    Payload cleaned =
        EventCleaner.of(
                known,
                new JsonCleaner.Names(true, weakNames, secrets.keptNames()),
                watching,
                stageNames)
            .clean(payload, contentType);
    boolean untouched = isSame(cleaned, payload) && !watching.isTold();
    return () ->
        untouched && isSame(known, secrets.known()) && weakNames.equals(secrets.weakNames())
            ? payload
            : redact(payload, contentType);
  }

  /// By reference: what was found makes a new payload, what was learned new known values.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  private EventCleaner cleaner(Learning learning) {
    return EventCleaner.of(
        secrets.known(),
        new JsonCleaner.Names(true, secrets.weakNames(), secrets.keptNames()),
        learning,
        stageNames);
  }
}
