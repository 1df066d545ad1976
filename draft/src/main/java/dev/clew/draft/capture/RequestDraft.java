package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.Field;
import dev.clew.draft.text.Marks;
import dev.clew.draft.text.PercentText;
import dev.clew.draft.text.SafeNames;
import dev.clew.draft.text.Shell;
import dev.clew.plan.value.Escaping;
import dev.clew.redaction.name.SecretPlaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One captured request to one stage.
public final class RequestDraft {
  private static final Set<String> AUTHORIZATIONS = Set.of("authorization", "proxy-authorization");
  private static final Pattern PIECES = Pattern.compile("[\\x{fdd0}]\\d+\\x{fdd2}");
  private static final int MAX_KEY_CHARS = 256;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final CapturedRequest request;
  private final String stage;
  private final Substitution substitution;
  private final SecretInputs secrets;
  private final Map<String, Draft.Input> others;
  private final SafeNames inputNames;
  private final List<String> notes = new ArrayList<>();

  RequestDraft(
      CapturedRequest request,
      String stage,
      Substitution substitution,
      SecretInputs secrets,
      Map<String, Draft.Input> others,
      SafeNames inputNames) {
    this.request = request;
    this.stage = stage;
    this.substitution = substitution;
    this.secrets = secrets;
    this.others = others;
    this.inputNames = inputNames;
  }

  List<String> notes() {
    return notes;
  }

  Draft.Stage stage(String api, Marks marks) {
    String query = request.target().query();
    List<Field> parameters = query == null ? List.of() : parameters(query);
    boolean plain = query == null || isPlain(query, parameters);
    String endpoint = path() + (plain || query == null ? "" : "?" + rawQuery(query));
    List<Field> listed = new ArrayList<>();
    if (plain) {
      for (Field parameter : parameters) {
        listed.add(new Field(parameter.name(), marks.template(substitution.parameter(parameter))));
      }
    }
    List<Field> headers = new ArrayList<>();
    headers().forEach((name, value) -> headers.add(new Field(name, marks.template(value))));
    String body = body();
    CapturedRequest.Answer answer = request.answer();
    return new Draft.Stage(
        stage,
        api,
        request.method(),
        marks.template(endpoint),
        headers,
        listed,
        body == null ? null : marks.template(body),
        answer == null ? null : expected(answer.status()),
        List.of(),
        List.of());
  }

  /// A redirect is followed and a "not modified" depends on a cache, so neither is expected again.
  private static @Nullable Integer expected(int status) {
    return (status >= 200 && status < 300) || (status >= 400 && status <= 599) ? status : null;
  }

  private String path() {
    StringBuilder out = new StringBuilder();
    for (String segment : request.target().path().substring(1).split("/", -1)) {
      out.append('/').append(piece(segment, PercentText.decode(segment), ""));
    }
    return out.toString();
  }

  /// A raw part of a URL: as it is when nothing in it is replaced.
  private String piece(String raw, String decoded, String name) {
    String marked =
        name.isEmpty()
            ? substitution.value(decoded, "")
            : substitution.parameter(new Field(name, decoded));
    if (marked.equals(decoded)) {
      return PercentText.legal(raw);
    }
    return encoded(marked, Escaping.PERCENT);
  }

  private static List<Field> parameters(String query) {
    List<Field> parameters = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.add(new Field(PercentText.decodeForm(name), PercentText.decodeForm(value)));
    }
    return parameters;
  }

  /// Whether the `query` of a stage sends the same: each name once, each with `=`, and nothing that
  /// one server reads as a space and another as a plus.
  private static boolean isPlain(String query, List<Field> parameters) {
    Set<String> names = new java.util.HashSet<>();
    for (Field parameter : parameters) {
      if (parameter.name().isEmpty()
          || parameter.name().length() > MAX_KEY_CHARS
          || !names.add(parameter.name())) {
        return false;
      }
    }
    for (String part : query.split("&", -1)) {
      if (part.indexOf('=') < 0) {
        return false;
      }
    }
    for (int at = 0; at < query.length(); at++) {
      if (query.charAt(at) == '%' && !PercentText.isEscape(query, at)) {
        return false;
      }
    }
    return query.indexOf('+') < 0;
  }

  private String rawQuery(String query) {
    List<String> parts = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        parts.add(piece(part, PercentText.decodeForm(part), "query"));
      } else {
        String name = part.substring(0, equals);
        String value = part.substring(equals + 1);
        String decoded = PercentText.decodeForm(name);
        parts.add(
            PercentText.legal(name)
                + "="
                + piece(
                    value, PercentText.decodeForm(value), decoded.isEmpty() ? "query" : decoded));
      }
    }
    return String.join("&", parts);
  }

  /// By name, ignoring case, in the order of their first occurrence.
  private Map<String, String> headers() {
    Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> merged = new java.util.LinkedHashMap<>();
    for (Field header : request.headers()) {
      if (isWritable(header)) {
        String name = spelling.computeIfAbsent(header.name(), unseen -> header.name());
        String separator = name.equalsIgnoreCase("Cookie") ? "; " : ", ";
        merged.merge(name, header.value().strip(), (first, next) -> first + separator + next);
      } else {
        notes.add(stage + ": a header that HTTP does not allow is left out");
      }
    }
    String user = request.target().user();
    if (user != null && !spelling.containsKey("Authorization")) {
      merged.put("Authorization", "Basic " + base64(user));
    }
    merged.replaceAll(this::headerValue);
    return merged;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public static boolean isWritable(Field header) {
    return header.name().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
        && header
            .value()
            .codePoints()
            .noneMatch(unit -> (unit < 0x20 && unit != '\t') || unit == 0x7f);
  }

  private String headerValue(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return value;
    }
    if (AUTHORIZATIONS.contains(lower)) {
      return authorization(value);
    }
    if (lower.equals("cookie")) {
      return substitution.input(secrets.ofCookies(request.target().host(), value));
    }
    if (SecretPlaces.isSecretHeader(name)
        || (!SecretPlaces.isSafeHeader(name) && SecretInputs.isOpaque(value))) {
      return substitution.secret(value, lower, "header " + name);
    }
    return substitution.value(value, lower);
  }

  private String authorization(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? "" : value.substring(0, space);
    if (!scheme.matches("[A-Za-z][A-Za-z0-9-]*")) {
      return substitution.secret(value, "authorization", "header Authorization");
    }
    String credentials = value.substring(space + 1).strip();
    return scheme
        + " "
        + switch (scheme.toLowerCase(Locale.ROOT)) {
          case "bearer", "token" ->
              substitution.secret(credentials, "token", "the " + scheme + " token");
          case "basic" -> substitution.secret(credentials, "basic-auth", "base64 of user:password");
          default -> substitution.secret(credentials, "authorization", "header Authorization");
        };
  }

  private @Nullable String body() {
    return switch (request.body()) {
      case null -> null;
      case CapturedRequest.Body.InFile file -> inFile(file.file());
      case CapturedRequest.Body.Text text -> text.text().isEmpty() ? null : text(text.text());
    };
  }

  /// A file is not read: it would be one more thing with secrets in it. It becomes an input.
  private @Nullable String inFile(String file) {
    if (request.mediaType().equals(FORM)) {
      notes.add(stage + ": the form in " + file + " is left out; write it as body");
      return null;
    }
    boolean json = CapturedRequest.isJson(request.mediaType());
    Draft.Input input =
        others.computeIfAbsent(
            file,
            unseen ->
                new Draft.Input(
                    inputNames.unique("body", "body"),
                    json ? "Object" : "Text",
                    false,
                    "what the curl command read from a file",
                    "\"$(cat " + Shell.quoted(file) + ")\""));
    notes.add(stage + ": the body of " + file + " is the input '" + input.name() + "'");
    return substitution.input(input);
  }

  private String text(String text) {
    String type = request.mediaType();
    if (type.equals(FORM)) {
      return rawForm(text);
    }
    Json json = json(text);
    if (json instanceof Json.Obj || json instanceof Json.Arr) {
      return Json.interoperable(JsonWriter.pretty(substitution.json(json)));
    }
    String plain = Json.interoperable(Marks.without(text));
    return secrets.looksSecret(plain)
        ? substitution.secret(text, "body", "a body with a secret in it")
        : substitution.value(plain, "body");
  }

  private static @Nullable Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }

  /// What is not replaced stays byte for byte: a form may be signed.
  private String rawForm(String form) {
    List<String> parts = new ArrayList<>();
    for (String part : Marks.without(form).split("&", -1)) {
      int equals = part.indexOf('=');
      String raw = part.substring(equals + 1);
      String name = equals < 0 ? "body" : PercentText.decodeForm(part.substring(0, equals));
      String decoded = PercentText.decodeForm(raw);
      String marked = substitution.parameter(new Field(name.isEmpty() ? "body" : name, decoded));
      String written = marked.equals(decoded) ? raw : encoded(marked, Escaping.FORM);
      parts.add(part.substring(0, equals + 1) + written);
    }
    return String.join("&", parts);
  }

  private static String encoded(String marked, Escaping escaping) {
    StringBuilder out = new StringBuilder();
    var matcher = PIECES.matcher(marked);
    int at = 0;
    while (matcher.find()) {
      out.append(escaping.of(marked.substring(at, matcher.start()))).append(matcher.group());
      at = matcher.end();
    }
    return out.append(escaping.of(marked.substring(at))).toString();
  }
}
