package dev.clew.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.core.json.Json;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Rates;
import dev.clew.server.access.Right;
import dev.clew.server.access.Sessions;
import dev.clew.server.access.Token;
import dev.clew.server.access.Tokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Says who asks, and whether they may: on the route that was matched, never on a path. The one
/// place that does. Thread-safe.
public final class Guard {
  /// What a page of ours says with whatever it changes, and a form of another site cannot.
  static final String OWN_HEADER = "x-clew-request";

  private static final String BEARER = "bearer ";

  private final Tokens tokens;
  private final Sessions sessions;
  private final Rates rates;
  private final AuditLog audit;

  public Guard(Tokens tokens, Sessions sessions, Rates rates) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.rates = rates;
    this.audit = tokens.audit();
  }

  /// Whether nobody gets in without a token.
  boolean isClosed() {
    return tokens.isRequired();
  }

  /// Whoever asks for a route, if they may.
  ///
  /// @throws Problem.Raised when they may not
  Principal admitted(Route route, Caller caller, RequestHeaders asked) {
    if (route.right() == Right.ANYBODY) {
      return Principal.NOBODY;
    }
    Principal principal = who(caller, asked);
    if (!principal.may(route.right())) {
      throw notAllowed(route, caller, principal).raised();
    }
    Rates.Wait wait = rates.request(principal);
    if (!wait.isNone()) {
      throw tooMuch(wait).raised();
    }
    return principal;
  }

  /// Counts a body that came with a request.
  void received(Principal principal, long bytes) {
    rates.received(principal, bytes);
  }

  /// Whether somebody who was let in would be let in now.
  public boolean isStillIn(Principal principal) {
    return principal.equals(Principal.OWNER)
        || (principal.equals(Principal.LOCAL)
            ? !tokens.isRequired()
            : tokens.ofId(principal.id()).isPresent());
  }

  private Principal who(Caller caller, RequestHeaders asked) {
    if (caller.isOwner()) {
      return Principal.OWNER;
    }
    if (!tokens.isRequired()) {
      return Principal.LOCAL;
    }
    String authorization = asked.get(HttpHeaderNames.AUTHORIZATION);
    if (authorization != null) {
      return ofBearer(caller, authorization);
    }
    String session = SessionCookie.of(asked);
    if (session == null) {
      throw nobody("this server asks for a token").raised();
    }
    Optional<Token> token = sessions.of(session);
    if (token.isEmpty()) {
      throw nobody("you are not logged in any more; load the page again").raised();
    }
    if (!isRead(asked.method()) && asked.get(OWN_HEADER) == null) {
      throw Problem.of(
              HttpStatus.FORBIDDEN,
              "access.header",
              "what changes something and comes with a session says " + OWN_HEADER + ", too")
          .raised();
    }
    return token.get().owner();
  }

  private static boolean isRead(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  private Principal ofBearer(Caller caller, String authorization) {
    if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      Optional<Token> token = tokens.ofText(authorization.substring(BEARER.length()).strip());
      if (token.isPresent()) {
        return token.get().owner();
      }
    }
    throw badToken(caller).raised();
  }

  /// Somebody has said a token that is none, or none any more.
  public Problem badToken(Caller caller) {
    Duration wait = rates.failure(caller.address());
    if (!wait.isZero()) {
      return tooMany("access.attempts", "too many bad tokens come from this address", wait);
    }
    audit.note("token_refused", AuditLog.By.nobody(caller.address()), Json.EMPTY_OBJECT);
    return nobody("this token is none, has expired, or was revoked");
  }

  private static Problem nobody(String why) {
    return Problem.of(HttpStatus.UNAUTHORIZED, "access.token", why)
        .header("www-authenticate", "Bearer realm=\"clew\"");
  }

  private Problem notAllowed(Route route, Caller caller, Principal principal) {
    String right = route.right().name().toLowerCase(Locale.ROOT);
    Json.Obj said = Json.object().put("route", route.name()).put("right", right).build();
    audit.note("access_refused", caller.by(principal.id()), said);
    return Problem.of(
            HttpStatus.FORBIDDEN,
            "access.role",
            principal.equals(Principal.LOCAL)
                ? "this is for the owner of the data folder, or for the token of an admin"
                : "the role of this token does not allow this")
        .with("needed", right);
  }

  private static Problem tooMuch(Rates.Wait wait) {
    return tooMany(wait.limit(), "this token has sent more than its quota", wait.time())
        .with("limit", Json.of(wait.quota()));
  }

  private static Problem tooMany(String code, String detail, Duration wait) {
    long seconds = Math.max(1, wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0));
    return Problem.of(HttpStatus.TOO_MANY_REQUESTS, code, detail)
        .header("retry-after", Long.toString(seconds));
  }
}
