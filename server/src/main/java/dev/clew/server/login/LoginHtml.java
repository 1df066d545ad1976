package dev.clew.server.login;

import dev.clew.core.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The page on which a person says a token: a form, and no script.
final class LoginHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fff, #14181c); color: light-dark(#1c2127, #e4e8ec); font: 16px/1.5 system-ui, sans-serif; }
      main { width: min(28rem, 100% - 2rem); }
      h1 { font-size: 1.25rem; margin: 0 0 1rem; }
      label { display: block; margin-bottom: .25rem; }
      input { box-sizing: border-box; width: 100%; padding: .5rem .6rem; font: 14px ui-monospace, monospace; color: inherit; background: transparent; border: 1px solid light-dark(#cdd3d9, #3a434c); border-radius: 6px; }
      button { margin-top: .75rem; padding: .5rem 1rem; font: inherit; color: light-dark(#fff, #14181c); background: light-dark(#1c2127, #e4e8ec); border: 0; border-radius: 6px; }
      .bad { color: light-dark(#b42318, #ff8a7a); margin: 0 0 .75rem; }
      .soft { color: light-dark(#5c6670, #98a2ac); font-size: .875rem; }
      """;

  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder()
              .encodeToString(Digest.sha256(STYLE.getBytes(StandardCharsets.UTF_8)).bytes())
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private LoginHtml() {}

  /// @param next a place that needs no escaping
  /// @param wrong what was wrong with the token, in words of ours; empty at first
  static String of(String next, String wrong) {
    String bad = wrong.isEmpty() ? "" : "<p class=\"bad\" role=\"alert\">" + wrong + "</p>\n";
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Log in · clew</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    <h1>clew</h1>
    %s<form method="post" action="/login">
    <label for="token">Token</label>
    <input id="token" name="token" type="password" autocomplete="current-password" autofocus required>
    <input name="next" type="hidden" value="%s">
    <button>Log in</button>
    </form>
    <p class="soft">Who has none asks for one from whoever looks after this server.</p>
    </main>
    </body>
    </html>
    """
        .formatted(STYLE, bad, next.replace("&", "&amp;"));
  }
}
