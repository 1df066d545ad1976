package dev.clew.server.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.server.access.Sessions;
import org.jspecify.annotations.Nullable;

/// In which a browser keeps the session of whoever has logged in. No script reads it, and no other
/// site's page sends it (RFC 6265bis, section 5.8.3).
public final class SessionCookie {
  private static final String NAME = "clew_session";

  private SessionCookie() {}

  /// Null when there is none.
  public static @Nullable String of(RequestHeaders asked) {
    for (Cookie cookie : asked.cookies()) {
      if (cookie.name().equals(NAME)) {
        return cookie.value();
      }
    }
    return null;
  }

  /// @param isSecure whether the browser may say it only where nobody can read it
  public static Cookie begun(String session, boolean isSecure) {
    return cookie(session, Sessions.LIFE.toSeconds(), isSecure);
  }

  public static Cookie ended(boolean isSecure) {
    return cookie("", 0, isSecure);
  }

  private static Cookie cookie(String value, long seconds, boolean isSecure) {
    return Cookie.secureBuilder(NAME, value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(isSecure)
        .build();
  }
}
