package dev.clew.execution.secret;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.HttpCaller;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.http.Request;
import dev.clew.plan.scope.EnvironmentVariables;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Secrets of a Vaultwarden server, by the two requests of SphereIntegrationHub's plug-in: a token
/// for a user's name and password, and with it all the values at once. Nothing is asked before
/// something needs one.
final class VaultwardenSecrets implements SecretProvider {
  /// As a `workflows.config` has it.
  ///
  /// @param usernameEnv the environment variable that has it, as with the others
  /// @param mappings what the server calls a secret, by its name here
  record Settings(
      String baseUrl,
      String tokenPath,
      String secretsPath,
      String usernameEnv,
      String passwordEnv,
      @Nullable String clientIdEnv,
      @Nullable String clientSecretEnv,
      Map<String, String> mappings) {
    static final String TOKEN_PATH = "/identity/connect/token";
    static final String SECRETS_PATH = "/api/sih/secrets";

    Settings {
      mappings = Map.copyOf(mappings);
    }
  }

  /// Nothing came, with one line why.
  private static final class NotGiven extends Exception {
    private static final long serialVersionUID = 1L;

    NotGiven(String why) {
      super(why);
    }
  }

  private final Settings settings;
  private final EnvironmentVariables environment;
  private @Nullable Map<String, String> values;
  private @Nullable String failure;

  VaultwardenSecrets(Settings settings, EnvironmentVariables environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public String kind() {
    return "vaultwarden";
  }

  @Override
  public synchronized Answer get(String name) {
    String wanted = settings.mappings().get(name);
    if (wanted == null) {
      return new Answer.Unknown();
    }
    Map<String, String> known = values;
    if (known == null && failure == null) {
      try (HttpCaller caller = new HttpCaller(HttpLimits.DEFAULTS)) {
        known = ask(caller);
        values = known;
      } catch (NotGiven e) {
        failure = String.valueOf(e.getMessage());
      }
    }
    if (known == null) {
      return new Answer.Failed("secret '" + name + "': vaultwarden " + failure);
    }
    String value = known.get(wanted);
    return value == null || value.isEmpty()
        ? new Answer.Failed(
            "secret '" + name + "': vaultwarden has no value for '" + wanted + "'; look there")
        : new Answer.Value(value);
  }

  private Map<String, String> ask(HttpCaller caller) throws NotGiven {
    Json.Obj token =
        post(
            caller,
            settings.tokenPath(),
            "application/x-www-form-urlencoded",
            form(),
            null,
            "gave no token");
    String bearer = token.text("access_token", "");
    if (bearer.isBlank()) {
      throw new NotGiven("answered without an access_token");
    }
    List<String> names = settings.mappings().values().stream().distinct().sorted().toList();
    Json.Obj answer =
        post(
            caller,
            settings.secretsPath(),
            "application/json",
            JsonWriter.compact(Json.object().put("names", Json.strings(names)).build()),
            bearer,
            "gave no secrets");
    if (!(answer.get("secrets") instanceof Json.Obj secrets)) {
      throw new NotGiven("answered without a 'secrets' object");
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : names) {
      String value = secrets.text(name);
      if (value != null && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
        found.put(name, value);
      }
    }
    return found;
  }

  private String form() throws NotGiven {
    StringJoiner form = new StringJoiner("&");
    String client = value(settings.clientIdEnv());
    String clientSecret = value(settings.clientSecretEnv());
    form.add("grant_type=password").add("scope=" + encoded("api offline_access"));
    form.add("client_id=" + encoded(client == null ? "web" : client));
    form.add("username=" + encoded(required(settings.usernameEnv())));
    form.add("password=" + encoded(required(settings.passwordEnv())));
    if (clientSecret != null) {
      form.add("client_secret=" + encoded(clientSecret));
    }
    return form.toString();
  }

  private @Nullable String value(@Nullable String variable) {
    String value = variable == null ? null : environment.get(variable);
    return value == null || value.isBlank() ? null : value;
  }

  private String required(String variable) throws NotGiven {
    String value = value(variable);
    if (value == null) {
      throw new NotGiven("needs the variable " + variable + ", which is not set; set it");
    }
    return value;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Never with what was sent or answered: both are secret.
  private Json.Obj post(
      HttpCaller caller,
      String path,
      String type,
      String body,
      @Nullable String bearer,
      String failed)
      throws NotGiven {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", type));
    headers.add(new Header("Accept", "application/json"));
    headers.add(new Header("User-Agent", "clew"));
    if (bearer != null) {
      Header authorization = new Header("Authorization", "Bearer " + bearer);
      if (!authorization.isSendable()) {
        throw new NotGiven("gave a token that no header can have");
      }
      headers.add(authorization);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (caller.send(new Request("POST", url(path), headers, bytes))) {
      case Exchange.Unanswered none ->
          throw new NotGiven(failed + ": no answer from " + settings.baseUrl() + path);
      case Exchange.Answered answer -> {
        if (answer.status() / 100 != 2) {
          throw new NotGiven(
              failed + ": " + settings.baseUrl() + path + " answered " + answer.status());
        }
        yield object(answer.body(), failed);
      }
    };
  }

  private static Json.Obj object(byte[] body, String failed) throws NotGiven {
    try {
      if (JsonText.parse(body) instanceof Json.Obj object) {
        return object;
      }
    } catch (JsonText.Malformed e) {
      // The same.
    }
    throw new NotGiven(failed + ": its answer is no JSON object");
  }

  /// A path may be an address of its own; a base URL without a scheme is of `http`.
  private URI url(String path) throws NotGiven {
    String base =
        settings.baseUrl().contains("://") ? settings.baseUrl() : "http://" + settings.baseUrl();
    boolean isAbsolute = path.startsWith("http://") || path.startsWith("https://");
    String url =
        isAbsolute ? path : base.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", "");
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The same.
    }
    throw new NotGiven("has an address that is no URL: " + url);
  }
}
