package dev.clew.cli.serve;

import dev.clew.core.json.Json;
import dev.clew.redaction.SecretRedactor;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Token;
import dev.clew.server.access.TokenAsk;
import dev.clew.server.access.Tokens;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;

/// Writes into a store that no server has open, or that several may have.
record StoreDesk(ServedStore served, Tokens known, InstantSource clock) implements AccessDesk {
  static StoreDesk of(ServedStore served, InstantSource clock) {
    Tokens tokens = Tokens.of(served.store(), SecretRedactor::new, clock);
    return new StoreDesk(served, tokens, clock);
  }

  @Override
  public Json.Obj create(TokenAsk ask) {
    return known.create(ask, AuditLog.By.OWNER).toJson();
  }

  @Override
  public List<Json.Obj> tokens() {
    return known.all().stream().map(Token::toJson).toList();
  }

  @Override
  public boolean revoke(String id) {
    return known.revoke(id, AuditLog.By.OWNER);
  }

  @Override
  public Json.Obj audit(YearMonth month, long from) {
    return AuditLog.page(served.store(), month, from, AuditLog.PAGE_ENTRIES);
  }

  @Override
  public void close() {
    served.store().close();
  }
}
