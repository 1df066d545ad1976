package dev.clew.server.admin;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.json.Json;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Right;
import dev.clew.server.access.TokenAsk;
import dev.clew.server.access.Tokens;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Asked;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/// `/api/v1/tokens`: tokens are made, listed and revoked.
public final class TokenRoutes {
  private static final String ALL = "/api/v1/tokens";
  private static final String ID = "id";
  private static final int ASK_BYTES = 64 << 10;

  private final Tokens tokens;

  public TokenRoutes(Tokens tokens) {
    this.tokens = tokens;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Right.ADMIN, this::list),
        Route.post(ALL, Right.ADMIN, this::create).takingUpTo(ASK_BYTES),
        Route.delete(ALL + "/{id}", Right.ADMIN, this::revoke));
  }

  private HttpResponse list(Exchange exchange) {
    List<Json> all = new ArrayList<>();
    tokens.all().forEach(token -> all.add(token.toJson()));
    return Answers.json(Json.object().put("tokens", all).build());
  }

  private HttpResponse create(Exchange exchange) {
    Tokens.Made made = tokens.create(TokenAsk.read(Asked.of(exchange).body()), by(exchange));
    return Answers.json(HttpStatus.CREATED, made.toJson());
  }

  private HttpResponse revoke(Exchange exchange) {
    if (!tokens.revoke(exchange.path(ID), by(exchange))) {
      throw Problem.notFound("token.unknown", "there is no such token, or it is revoked").raised();
    }
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  private static AuditLog.By by(Exchange exchange) {
    return exchange.caller().by(exchange.principal().id());
  }
}
