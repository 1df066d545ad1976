package dev.clew.server.login;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.core.json.Json;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Right;
import dev.clew.server.access.Sessions;
import dev.clew.server.access.Token;
import dev.clew.server.access.Tokens;
import dev.clew.server.http.Caller;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Guard;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.http.SessionCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/login` and `/logout`: a person says a token once, and the browser has a session from then on.
public final class LoginPage {
  public static final String LOGOUT = "/logout";

  private static final String LOGIN = "/login";
  private static final String NEXT = "next";
  private static final String TOKEN = "token";
  private static final int FORM_BYTES = 16 << 10;

  /// A place on this server: nothing that a browser takes for another host, and nothing that would
  /// have to be escaped in the page.
  private static final Pattern PLACE = Pattern.compile("/(?![/\\\\])[\\w/.~%?&=:,@+-]{0,2000}");

  private final Tokens tokens;
  private final Sessions sessions;
  private final Guard guard;

  public LoginPage(Tokens tokens, Sessions sessions, Guard guard) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.guard = guard;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(LOGIN, Right.ANYBODY, this::form, NEXT),
        Route.post(LOGIN, Right.ANYBODY, this::login).takingUpTo(FORM_BYTES),
        Route.post(LOGOUT, Right.ANYBODY, this::logout).takingUpTo(FORM_BYTES));
  }

  /// Instead of a page, for whoever has to log in first.
  public static HttpResponse instead(Problem problem, RequestHeaders asked) {
    boolean isPerson =
        problem.status().equals(HttpStatus.UNAUTHORIZED)
            && asked.method().equals(HttpMethod.GET)
            && asked.get(HttpHeaderNames.ACCEPT, "").contains("text/html");
    return isPerson
        ? seeOther(
            LOGIN + "?" + NEXT + "=" + URLEncoder.encode(asked.path(), StandardCharsets.UTF_8))
        : problem.response();
  }

  private HttpResponse form(Exchange exchange) {
    String next = place(exchange.query().text(NEXT));
    return tokens.isRequired() ? page(HttpStatus.OK, next, "") : seeOther(next);
  }

  private HttpResponse login(Exchange exchange) {
    QueryParams form =
        QueryParams.fromQueryString(new String(exchange.body(), StandardCharsets.UTF_8));
    String next = place(form.get(NEXT));
    String text = form.get(TOKEN, "").strip();
    Optional<Token> token = tokens.ofText(text);
    Caller caller = exchange.caller();
    if (token.isEmpty()) {
      Problem problem = guard.badToken(caller);
      return page(problem.status(), next, problem.detail());
    }
    if (!token.get().owner().may(Right.READ)) {
      return page(HttpStatus.FORBIDDEN, next, "this token sends events, and reads nothing");
    }
    tokens.audit().note("logged_in", caller.by(token.get().id()), Json.EMPTY_OBJECT);
    String session = sessions.begin(token.get());
    return withCookie(next, SessionCookie.begun(session, caller.isSecure()).toSetCookieHeader());
  }

  /// A form of another site does not come so far: it says its origin, and not the session.
  private HttpResponse logout(Exchange exchange) {
    String session = SessionCookie.of(exchange.headers());
    Caller caller = exchange.caller();
    if (session != null) {
      String who = sessions.of(session).map(Token::id).orElse(AuditLog.By.nobody("").principal());
      sessions.end(session, caller.by(who));
    }
    return withCookie(LOGIN, SessionCookie.ended(caller.isSecure()).toSetCookieHeader());
  }

  private static String place(@Nullable String next) {
    return next != null && PLACE.matcher(next).matches() ? next : "/";
  }

  private static HttpResponse seeOther(String place) {
    return HttpResponse.of(to(place).build());
  }

  private static HttpResponse withCookie(String place, String cookie) {
    return HttpResponse.of(to(place).set(HttpHeaderNames.SET_COOKIE, cookie).build());
  }

  private static ResponseHeadersBuilder to(String place) {
    return ResponseHeaders.builder(HttpStatus.SEE_OTHER)
        .set(HttpHeaderNames.LOCATION, place)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  private static HttpResponse page(HttpStatus status, String next, String wrong) {
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.HTML_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, LoginHtml.POLICY)
            // Without one, a browser says of a form that it comes from nowhere.
            .set(HttpHeaderNames.REFERRER_POLICY, "same-origin")
            .build(),
        HttpData.ofUtf8(LoginHtml.of(next, wrong)));
  }
}
