package dev.clew.redaction.name;

import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which names hold secrets. By words ([Words]) and not by parts of the text, so that `token` is
/// one and `inputTokens`, `token_count`, `authorId` and `keyboard` are not.
///
/// Sources: Sentry's default scrubbing list; OWASP ASVS 5.0 §14.1.1 and §14.2.1; RFC 6749 §2.3.1,
/// §4.1.3 and RFC 7521 §4.2 for OAuth parameters; PCI DSS 4.0 §3.3 for card data; the list of the
/// original tool (authorization, cookie, token, secret, password, apikey), which matched parts.
public final class SecretNames {
  private static final int MAX_NAME_CHARS = 256;

  /// Secret wherever they stand in a name, unless it ends with one of [#HARMLESS_ENDS].
  private static final Set<String> ANYWHERE =
      set(
          """
          password passwords passwd passwds pwd passphrase passphrases passcode secret secrets
          credential credentials apikey apikeys privatekey secretkey accesskey clientsecret
          """);

  /// A word with such an end is one of [#ANYWHERE]: `dbpassword`, `clientsecret`.
  private static final List<String> ENDS_OF_WORDS = List.of("password", "passwd", "secret");

  /// Secret at the end of a name.
  private static final Set<String> LAST =
      set(
          """
          token jwt authorization bearer cookie cookies otp totp pin ssn cvv cvc csc csrf xsrf
          csrfmiddlewaretoken accesstoken refreshtoken idtoken authtoken apitoken sessiontoken
          securitytoken csrftoken xsrftoken sessionid sessid phpsessid jsessionid cardnumber
          connectionstring authcode pswd creds passkey dbpass dbpw userpass
          """);

  /// Secret at the end of a name, as a word of its own.
  private static final Set<String> SHORT = set("pw pat pats");

  private static final int MAX_SHORT_CHARS = 12;

  /// Secret as the whole name.
  private static final Set<String> ALONE = set("auth pan pass");

  /// Secret at the end of a name.
  private static final List<List<String>> PHRASES =
      phrases(
          """
          api key, api keys, access key, access keys, access key id, secret key, private key,
          private keys, client secret, session id, session key, session token, signing key,
          encryption key, master key, shared key, account key, subscription key, auth key, ssh key,
          service key, card number, card pan, credit card, security code, pin code, otp code,
          verification code, authorization code, auth code, device code, code verifier,
          client assertion, social security number, connection string, access tokens,
          refresh tokens, auth tokens, api tokens, id tokens, session tokens, bearer tokens,
          app key, application key, consumer key, deploy key, fernet key, hmac key, license key,
          stripe key, storage key, jwt key, write key, integration key, rsa key, key pass, sign pass,
          db pass, database pass, user pass, smtp pass, ftp pass, root pass, admin pass, mysql pass,
          mail pass, proxy pass, sudo pass, keystore pass, store pass, redis pass, api pass, my pass
          """);

  /// Words after the secret one that do not change what it is: `tokenValue`, `password_hash`.
  private static final Set<String> TRANSPARENT_ENDS =
      set(
          """
          value raw plain plaintext text hash encrypted string header old new current v pem base64 b
          json data prod production staging stage dev development test qa uat sandbox live eu us
          primary secondary backup
          """);

  private static final Set<String> HARMLESS_ENDS =
      set(
          """
          count counts type types name names policy policies length size min max limit limits usage
          used total ttl age expires expiry expiration expired at in url urls uri uris endpoint path
          required valid invalid status state enabled disabled present missing exists supported
          hint method methods version strength attempts retries changed updated created modified
          rotated rotation reset scheme format field fields label kind ref reference provider
          source prompt placeholder error errors message reason rule rules index position
          """);

  /// A token after one of these is a cursor or a number of tokens.
  private static final Set<String> HARMLESS_BEFORE_TOKEN =
      set("page next continuation continue sync cancellation max min per num resume skip");

  /// Secret as a query, fragment or form parameter only: elsewhere a `code` is an error code, and a
  /// `signature` that of a function.
  private static final Set<String> PARAMETERS =
      set(
          """
          code assertion sig signature sid samlresponse samlrequest x-amz-signature
          x-amz-credential x-amz-security-token x-goog-signature x-goog-credential awsaccesskeyid
          key-pair-id hub.verify_token ticket
          """);

  private static final Set<String> VOCABULARY =
      Stream.of(
              ANYWHERE.stream(),
              LAST.stream(),
              ALONE.stream(),
              SHORT.stream(),
              PHRASES.stream().flatMap(List::stream))
          .flatMap(words -> words)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> CARD_PARENTS =
      set("card creditcard paymentcard debitcard cards");

  /// The names of a run's members and headers come again with each stage.
  private static final Map<String, Boolean> JUDGED = new ConcurrentHashMap<>();

  private static final int MAX_JUDGED = 2048;

  private SecretNames() {}

  public static boolean isSecret(String name) {
    if (name.length() > MAX_NAME_CHARS) {
      return false;
    }
    Boolean known = JUDGED.get(name);
    if (known != null) {
      return known;
    }
    List<String> words = Words.of(name);
    boolean secret =
        !words.isEmpty()
            && (isShort(name, words) || isSecret(words) || isSecret(withoutTransparentEnd(words)));
    if (JUDGED.size() < MAX_JUDGED) {
      JUDGED.put(name, secret);
    }
    return secret;
  }

  /// `pw`, `DB_PW`, `bindPw`. Such letters are also the end of much that is base64.
  private static boolean isShort(String name, List<String> words) {
    if (!SHORT.contains(words.getLast())
        && !(words.size() > 1
            && SHORT.contains(words.get(words.size() - 2))
            && TRANSPARENT_ENDS.contains(words.getLast()))) {
      return false;
    }
    int letters = 0;
    for (String word : words) {
      letters += word.length();
    }
    boolean isLetters = letters == name.length() && letters <= MAX_SHORT_CHARS;
    String word = SHORT.contains(words.getLast()) ? words.getLast() : words.get(words.size() - 2);
    int at = Characters.lower(name).lastIndexOf(word);
    return isLetters || at == 0 || "_-.".indexOf(name.charAt(at - 1)) >= 0;
  }

  /// @param parent the name of the member that the object is the value of
  public static boolean isSecretBelow(String parent, String name) {
    return isSecret(name) || (name.equalsIgnoreCase("number") && isCard(parent));
  }

  public static boolean isSecretParameter(String name) {
    return PARAMETERS.contains(Characters.lower(name)) || isSecret(name);
  }

  /// What to call a secret whose name stands in free text: only words of these lists, because the
  /// rest of it may be a part of another secret.
  public static String shown(String name) {
    String lower = Characters.lower(name);
    if (PARAMETERS.contains(lower)) {
      return lower;
    }
    return Words.of(name).stream().filter(VOCABULARY::contains).collect(Collectors.joining("_"));
  }

  /// Whether the name ends with a word that says something about a secret: `password_policy`.
  public static boolean isAbout(String name) {
    List<String> words = Words.of(name);
    return !words.isEmpty() && HARMLESS_ENDS.contains(words.getLast());
  }

  /// `pass: 12, fail: 0` counts tests, `passes` of a compiler are numbered.
  public static boolean isCount(String name, String value) {
    return value.length() <= 6
        && name.regionMatches(true, name.length() - 4, "pass", 0, 4)
        && value.chars().allMatch(unit -> Characters.isDigit((char) unit));
  }

  private static boolean isSecret(List<String> words) {
    String last = words.getLast();
    if (words.size() == 1 && ALONE.contains(last)) {
      return true;
    }
    if (HARMLESS_ENDS.contains(last)) {
      return false;
    }
    if (words.stream().anyMatch(SecretNames::isSecretWord)) {
      return true;
    }
    if (last.equals("token") && words.size() > 1) {
      return !HARMLESS_BEFORE_TOKEN.contains(words.get(words.size() - 2));
    }
    return LAST.contains(last) || PHRASES.stream().anyMatch(phrase -> endsWith(words, phrase));
  }

  private static boolean isSecretWord(String word) {
    return ANYWHERE.contains(word) || ENDS_OF_WORDS.stream().anyMatch(word::endsWith);
  }

  private static List<String> withoutTransparentEnd(List<String> words) {
    int size = words.size();
    while (size > 1 && TRANSPARENT_ENDS.contains(words.get(size - 1))) {
      size--;
    }
    return words.subList(0, size);
  }

  private static boolean isCard(String parent) {
    String joined = String.join("", Words.of(parent.length() > MAX_NAME_CHARS ? "" : parent));
    return CARD_PARENTS.contains(joined);
  }

  private static boolean endsWith(List<String> words, List<String> phrase) {
    int skipped = words.size() - phrase.size();
    return skipped >= 0 && words.subList(skipped, words.size()).equals(phrase);
  }

  private static Set<String> set(String words) {
    return Stream.of(words.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());
  }

  private static List<List<String>> phrases(String text) {
    return Stream.of(text.strip().split(",\\s*", -1))
        .map(phrase -> List.of(phrase.split("\\s+", -1)))
        .toList();
  }
}
