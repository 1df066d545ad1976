package dev.clew.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.Token;

/// Remembers the token that is next. The engine's parser asks about each token several times, and
/// its scanner looks over all possible keys each time, although only [#next] can change the answer.
final class LookAhead implements Scanner {
  private final Scanner scanner;

  /// Null when it was not asked for yet.
  private @Nullable Token head;

  private boolean ended;

  LookAhead(Scanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public boolean checkToken(Token.ID id) {
    return !ended && peekToken().getTokenId() == id;
  }

  @Override
  public boolean checkToken(Token.ID... ids) {
    if (ended) {
      return false;
    }
    Token.ID found = peekToken().getTokenId();
    for (Token.ID id : ids) {
      if (id == found) {
        return true;
      }
    }
    return ids.length == 0;
  }

  @Override
  public Token peekToken() {
    Token token = head;
    if (token == null) {
      token = scanner.peekToken();
      head = token;
    }
    return token;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Token next() {
    head = null;
    Token token = scanner.next();
    ended = token.getTokenId() == Token.ID.StreamEnd;
    return token;
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }
}
