package dev.clew.server.access;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tokens of a store: a function of a ledger in it, so that every server that stands on the
/// store knows the same ones. Thread-safe.
public final class Tokens {
  private static final RunKey KEY = new RunKey(RunKey.SERVER_NAMESPACE, "tokens");
  private static final int PAGE_ROWS = 1_000;

  private final RunStore store;
  private final OwnEvents events;
  private final AuditLog audit;
  private final InstantSource clock;
  private volatile TokenState state = TokenState.EMPTY;

  /// A token that was made.
  ///
  /// @param text what its owner has to say; nobody can be told again
  public record Made(Token token, String text) {
    public Json.Obj toJson() {
      return Json.object().put("token", text).putAll(token.toJson()).build();
    }
  }

  private Tokens(RunStore store, OwnEvents events, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  public static Tokens of(RunStore store, Supplier<Redactor> redactors, InstantSource clock) {
    OwnEvents events = new OwnEvents(store, redactors, clock);
    Tokens tokens = new Tokens(store, events, new AuditLog(events), clock);
    tokens.refresh();
    return tokens;
  }

  public AuditLog audit() {
    return audit;
  }

  /// Reads what others have written, who stand on the same store.
  public synchronized void refresh() {
    Ledger ledger = store.ledger(KEY).orElse(null);
    if (ledger == null) {
      return;
    }
    List<Row> page = ledger.rows(state.rows(), PAGE_ROWS);
    while (!page.isEmpty()) {
      state = state.with(page);
      page = ledger.rows(state.rows(), PAGE_ROWS);
    }
  }

  /// Whether somebody has made a token, ever. From then on nobody gets in without one.
  public boolean isRequired() {
    return !state.byId().isEmpty();
  }

  /// In the order in which they were made, with those that are good no more.
  public List<Token> all() {
    return List.copyOf(state.byId().values());
  }

  /// The token of that text, if it is good.
  public Optional<Token> ofText(String text) {
    if (!TokenText.isWhole(text)) {
      return Optional.empty();
    }
    return good(state.byDigest().get(TokenText.digest(text)));
  }

  /// The token of that id, if it is good.
  public Optional<Token> ofId(String id) {
    return good(state.byId().get(id));
  }

  private Optional<Token> good(@Nullable Token token) {
    return Optional.ofNullable(token).filter(one -> one.isGood(clock.instant()));
  }

  /// @param by who makes it
  public synchronized Made create(TokenAsk ask, AuditLog.By by) {
    Timestamp now = events.now();
    String text = TokenText.made();
    Digest digest = TokenText.digest(text);
    String id = "tok_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    Token token =
        new Token(
            ask.owner(id),
            digest,
            ask.label(),
            now,
            ask.life() == null ? null : now.plus(ask.life()),
            null);
    Json.Obj said =
        Json.object()
            .put(TokenState.TOKEN_ID, id)
            .put(TokenState.DIGEST, digest.hex())
            .putAll(token.said())
            .build();
    write(TokenState.CREATED, "token " + id + " was made", said, by);
    return new Made(token, text);
  }

  /// @return false when there is no such token, or it was revoked before
  public synchronized boolean revoke(String id, AuditLog.By by) {
    refresh();
    Token token = state.byId().get(id);
    if (token == null || token.revokedAt() != null) {
      return false;
    }
    Json.Obj said = Json.object().put(TokenState.TOKEN_ID, id).build();
    write(TokenState.REVOKED, "token " + id + " was revoked", said, by);
    return true;
  }

  boolean isEnded(String session) {
    return state.endedSessions().contains(session);
  }

  synchronized void endSession(String session, AuditLog.By by) {
    Json.Obj said = Json.object().put(TokenState.SESSION, session).build();
    write(TokenState.SESSION_ENDED, "somebody has logged out", said, by);
  }

  /// In both ledgers or in none.
  private void write(String kind, String summary, Json.Obj said, AuditLog.By by) {
    List<Event> all = new ArrayList<>();
    all.add(events.made(KEY.runId(), kind, summary, said));
    all.add(audit.entry(kind, by, said.keeping((name, _) -> !name.equals(TokenState.DIGEST))));
    events.append(all);
    refresh();
  }

  Instant now() {
    return clock.instant();
  }
}
