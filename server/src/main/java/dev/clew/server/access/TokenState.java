package dev.clew.server.access;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All tokens, as the rows of their ledger leave them. Immutable.
///
/// @param byId in the order in which they were made
/// @param endedSessions of people who have logged out
/// @param rows how many it is made of
record TokenState(
    Map<Digest, Token> byDigest, Map<String, Token> byId, Set<String> endedSessions, long rows) {
  static final TokenState EMPTY = new TokenState(Map.of(), Map.of(), Set.of(), 0);

  static final String CREATED = "token_created";
  static final String REVOKED = "token_revoked";
  static final String SESSION_ENDED = "session_ended";
  static final String TOKEN_ID = "token_id";
  static final String SESSION = "session";

  /// Of the text of the token, in hex.
  static final String DIGEST = "sha256";

  /// With those rows after its own.
  TokenState with(List<Row> more) {
    Map<String, Token> tokens = new LinkedHashMap<>(byId);
    Set<String> ended = new HashSet<>(endedSessions);
    for (Row row : more) {
      if (row.verdict() == Row.Verdict.ACCEPTED) {
        take(row.event(), tokens, ended);
      }
    }
    Map<Digest, Token> digests = new HashMap<>();
    tokens.values().forEach(token -> digests.put(token.digest(), token));
    return new TokenState(digests, tokens, ended, rows + more.size());
  }

  private static void take(Event event, Map<String, Token> tokens, Set<String> ended) {
    Json.Obj said = event.attributes();
    String id = said.text(TOKEN_ID, "");
    switch (event.kind()) {
      case CREATED -> tokens.putIfAbsent(id, token(id, said, event.ts()));
      case REVOKED -> tokens.computeIfPresent(id, (_, token) -> token.revoked(event.ts()));
      case SESSION_ENDED -> ended.add(said.text(SESSION, ""));
      default -> {
        // What a later version says of a token takes nothing from it here.
      }
    }
  }

  private static Token token(String id, Json.Obj said, Timestamp created) {
    String expires = said.text("expires_at");
    return new Token(
        Token.owner(id, said),
        new Digest(said.text(DIGEST, "")),
        said.text("label", ""),
        created,
        expires == null ? null : Timestamp.parse(expires),
        null);
  }
}
