package dev.clew.storepostgres;

import dev.clew.core.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/// Where a database is and who asks it: `postgres://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETERS`,
/// as libpq writes it; parameters are those of the driver. Without a password it is found where the
/// driver looks (`PGPASSFILE`, `~/.pgpass`). Its text has no password.
///
/// @param place hosts, ports and the database
/// @param parameters with their question mark; or empty
record PostgresAddress(String place, String parameters, Properties credentials) {
  private static final List<String> SCHEMES = List.of("postgres://", "postgresql://");

  /// @throws Refusal when it is none
  static PostgresAddress parse(String url) {
    for (String scheme : SCHEMES) {
      if (url.startsWith(scheme)) {
        return parsed(url.substring(scheme.length()));
      }
    }
    throw Refusal.invalid("a store in PostgreSQL is postgres://USER:PASSWORD@HOST:PORT/DATABASE");
  }

  private static PostgresAddress parsed(String rest) {
    int query = rest.indexOf('?');
    String before = query < 0 ? rest : rest.substring(0, query);
    int slash = before.lastIndexOf('/');
    if (slash < 0 || slash == before.length() - 1) {
      throw Refusal.invalid("an address of PostgreSQL ends with /DATABASE");
    }
    int user = before.lastIndexOf('@', slash);
    Properties credentials = new Properties();
    if (user >= 0) {
      String[] both = before.substring(0, user).split(":", 2);
      credentials.setProperty("user", decoded(both[0]));
      if (both.length > 1) {
        credentials.setProperty("password", decoded(both[1]));
      }
    }
    return new PostgresAddress(
        before.substring(user + 1), query < 0 ? "" : rest.substring(query), credentials);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// As the driver wants it.
  String jdbc() {
    return "jdbc:postgresql://" + place + parameters;
  }

  @Override
  public String toString() {
    return "postgres://" + place;
  }
}
