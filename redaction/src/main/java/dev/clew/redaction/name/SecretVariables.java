package dev.clew.redaction.name;

import dev.clew.redaction.text.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which environment variables are named like secrets. Wider than [SecretNames], which judges the
/// members of every payload: below a wide name there a `key` would be redacted that is none, while
/// here the value is only not kept.
///
/// Sources of the names: the documentation of GitHub Actions, GitLab CI, Jenkins, CircleCI, Travis,
/// Azure Pipelines and Buildkite; the credential chapters of AWS, Google Cloud, Azure,
/// DigitalOcean, Heroku, npm, PyPI, Cargo, NuGet, RubyGems, Docker, Terraform, Vault, PostgreSQL,
/// MySQL, Redis.
public final class SecretVariables {
  /// A value below a name with one of these words is not kept, however plain it is.
  private static final Set<String> WORDS =
      set(
          """
          pass password passwords passwd pwd passphrase passcode passkey pw pswd passwort pword psw
          secret secrets secure token tokens tok key keys apikey appkey cred creds credential
          credentials auth authorization oauth oidc bearer cookie cookies jwt jwk jwks pat pats pin
          otp totp mfa csrf xsrf session sess sid ssn private priv signing sign signature sig salt
          pepper seed mnemonic hmac certificate cert pem pfx keystore truststore webhook webhooks
          hook sas license licence encryption encrypt decrypt decryption crypt cipher vault login
          netrc kubeconfig dockerconfig dockercfg nonce challenge verifier assertion wallet connstr
          ssh gpg pgp rsa ed access askpass
          """);

  /// Words end so when names are written without separators: `PGPASSWORD`, `DBPASS`, `NPMTOKEN`.
  private static final List<String> ENDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pass",
          "pwd",
          "secret",
          "token",
          "apikey",
          "key",
          "credentials",
          "credential",
          "creds",
          "auth",
          "cookie",
          "pat");

  private static final List<String> BEGINS = List.of("pass", "secret", "token", "cred", "apikey");

  private static final Set<String> ORDINARY =
      set(
          """
          bypass compass trespass encompass passed passes passing passive passenger passthrough pat
          path monkey turkey whiskey hotkey keyboard tokenizer tokenize tokenizers tokenization
          tokenizations secretary credit credits format compat spat combat dispat unauth keymap
          """);

  /// Of a variable that says something about a secret, and is not one: `TOKEN_TTL`, `AUTH_URL`.
  private static final Set<String> ABOUT =
      set(
          """
          count type types name names policy length size min max limit ttl age expires expiry
          timeout url uri urls host hosts port endpoint path file filename dir directory folder home
          root sock socket enabled disabled enable disable required mode method methods version
          provider backend format scheme algorithm alg issuer audience domain region realm user
          username id email level interval retries attempts rotation store program command cmd
          helper prompt terminal tty server tenant
          """);

  /// Their URL is the secret.
  private static final Set<String> ADDRESSES = set("webhook webhooks hook sas");

  /// Weak: what ends so may well be something else, such as `SORT_KEY=created`.
  private static final Set<String> WEAK =
      set(
          """
          key keys auth pin session sess sid hook sas seed salt sign sig access login ssh gpg pgp
          rsa ed cert certificate license licence vault oidc nonce challenge secure oauth private
          signing encryption
          """);

  private SecretVariables() {}

  public static boolean hasSecretWord(String name) {
    for (String word : Words.of(name)) {
      if (isSecretWord(word)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the value is a secret to be looked for elsewhere too: `DB_PW`, `STRIPE_KEY`,
  /// `API_TOKEN_PROD`, and not `TOKEN_TTL`.
  public static boolean isNamedLikeSecret(String name) {
    List<String> words = Words.of(name);
    boolean isAbout = !words.isEmpty() && ABOUT.contains(words.getLast());
    return hasSecretWord(name) && (!isAbout || words.stream().anyMatch(ADDRESSES::contains));
  }

  /// Whether nothing but weak words say so: then a plain word is not looked for elsewhere.
  public static boolean isWeak(String name) {
    for (String word : Words.of(name)) {
      if (isSecretWord(word) && !WEAK.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSecretWord(String word) {
    if (WORDS.contains(word)) {
      return true;
    }
    if (ORDINARY.contains(word)) {
      return false;
    }
    for (String end : ENDS) {
      if (word.endsWith(end)) {
        return true;
      }
    }
    for (String begin : BEGINS) {
      if (word.startsWith(begin)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> set(String words) {
    return Stream.of(words.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
