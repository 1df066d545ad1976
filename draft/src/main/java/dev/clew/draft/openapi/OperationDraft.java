package dev.clew.draft.openapi;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.draft.capture.CapturedRequest;
import dev.clew.draft.capture.HeaderNoise;
import dev.clew.draft.capture.RequestDraft;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.Field;
import dev.clew.draft.text.Marks;
import dev.clew.draft.text.PercentText;
import dev.clew.plan.value.Escaping;
import dev.clew.redaction.name.SecretPlaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One operation to one stage. What is required becomes an input; what is optional is left out.
final class OperationDraft {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}/]+)\\}");
  private static final String FORM = "application/x-www-form-urlencoded";

  /// OpenAPI ignores parameters of these names (3.1 §4.8.12.2): other parts of it describe them.
  private static final Set<String> DESCRIBED_ELSEWHERE =
      Set.of("accept", "content-type", "authorization");

  private final OpenApiOperation operation;
  private final Json.Obj document;
  private final OpenApiReferences references;
  private final OpenApiSchemas schemas;
  private final OperationInputs inputs;
  private final List<String> notes;
  private final Marks marks = new Marks();
  private final List<Field> headers = new ArrayList<>();
  private final List<Field> query = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private final Map<String, String> pathTokens = new LinkedHashMap<>();

  OperationDraft(
      OpenApiOperation operation,
      Json.Obj document,
      OpenApiReferences references,
      OperationInputs inputs,
      List<String> notes) {
    this.operation = operation;
    this.document = document;
    this.references = references;
    this.schemas = new OpenApiSchemas(references);
    this.inputs = inputs;
    this.notes = notes;
  }

  Draft.Stage stage(String name, String api) {
    List<String> optional = new ArrayList<>();
    for (Json.Obj parameter : operation.parameters(references)) {
      if (parameter.flag("required") || parameter.text("in", "").equals("path")) {
        required(parameter);
      } else {
        optional.add(parameter.text("name", ""));
      }
    }
    if (!optional.isEmpty()) {
      notes.add(name + ": left out optional parameters " + String.join(", ", optional));
    }
    security();
    String body = body(name);
    if (!cookies.isEmpty()) {
      headers.add(new Field("Cookie", String.join("; ", cookies)));
    }
    return new Draft.Stage(
        name,
        api,
        operation.method(),
        endpoint(),
        headers,
        query,
        body,
        expected(),
        List.of(),
        List.of());
  }

  private void required(Json.Obj parameter) {
    String name = parameter.text("name", "");
    String in = parameter.text("in", "");
    Json.Obj schema = schemas.schema(parameterSchema(parameter));
    Json given = OpenApiSchemas.given(parameter);
    boolean secret =
        in.equals("header")
            ? SecretPlaces.isSecretHeader(name)
            : !in.equals("path") && SecretPlaces.isSecretParameter(name);
    boolean array = OpenApiSchemas.type(schema).equals("array");
    Json.Obj single = array ? schemas.schema(schema.get("items")) : schema;
    String type = OpenApiSchemas.inputType(single);
    Json sample = given == null || array ? schemas.sample(single) : given;
    String shownType = type.equals("Object") || type.equals("Array") ? "Text" : type;
    String description = firstLine(parameter.text("description", ""));
    String otherwise = secret ? in + " parameter " + name : "";
    switch (in) {
      case "path" ->
          pathTokens.put(name, inputs.input(name, shownType, false, description, sample));
      case "query" ->
          query.add(
              new Field(
                  name,
                  inputs.input(name, shownType, secret, orElse(description, otherwise), sample)));
      case "cookie" ->
          cookies.add(name + "=" + inputs.input(name, "Text", true, "cookie " + name, sample));
      case "header" -> {
        Field empty = new Field(name, "");
        if (!DESCRIBED_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT))
            && !HeaderNoise.isNoise(empty)
            && RequestDraft.isWritable(empty)) {
          headers.add(
              new Field(
                  name,
                  inputs.input(name, shownType, secret, orElse(description, otherwise), sample)));
        }
      }
      default -> notes.add("parameter " + name + " in " + in + " is left out");
    }
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private @Nullable Json parameterSchema(Json.Obj parameter) {
    Json schema = parameter.get("schema");
    if (schema != null) {
      return schema;
    }
    for (Json media : parameter.object("content").members().values()) {
      return references.resolve(media).get("schema");
    }
    return null;
  }

  static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 119) + "…" : line;
  }

  private String endpoint() {
    StringBuilder out = new StringBuilder();
    String path = operation.path().startsWith("/") ? operation.path() : "/" + operation.path();
    Matcher matcher = PLACE.matcher(path);
    int at = 0;
    while (matcher.find()) {
      out.append(PercentText.legal(path.substring(at, matcher.start())));
      String name = matcher.group(1);
      String token = pathTokens.get(name);
      out.append(token == null ? inputs.input(name, "Text", false, "", Json.of("text")) : token);
      at = matcher.end();
    }
    return out.append(PercentText.legal(path.substring(at))).toString();
  }

  /// The first of the alternatives; none when one of them asks for nothing.
  private void security() {
    List<Json> alternatives =
        operation.operation().has("security")
            ? operation.operation().list("security")
            : document.list("security");
    if (alternatives.isEmpty() || alternatives.contains(Json.EMPTY_OBJECT)) {
      return;
    }
    if (alternatives.getFirst() instanceof Json.Obj first) {
      Json.Obj schemes = document.object("components").object("securitySchemes");
      for (String name : first.members().keySet()) {
        scheme(references.resolve(schemes.get(name)));
      }
    }
  }

  private void scheme(Json.Obj scheme) {
    switch (scheme.text("type", "")) {
      case "http" -> {
        if (scheme.text("scheme", "").equalsIgnoreCase("basic")) {
          authorization("Basic", "basic-auth", "base64 of user:password");
        } else {
          authorization("Bearer", "token", "the bearer token");
        }
      }
      case "oauth2", "openIdConnect" -> authorization("Bearer", "token", "the access token");
      case "apiKey" -> {
        String name = scheme.text("name", "api-key");
        String token = inputs.input(name, "Text", true, "the API key " + name, Json.NULL);
        switch (scheme.text("in", "")) {
          case "query" -> query.add(new Field(name, token));
          case "cookie" -> cookies.add(name + "=" + token);
          default -> headers.add(new Field(name, token));
        }
      }
      default -> notes.add("a security scheme that is not known here is left out");
    }
  }

  private void authorization(String scheme, String name, String description) {
    if (headers.stream().noneMatch(header -> header.name().equals("Authorization"))) {
      String token = inputs.input(name, "Text", true, description, Json.NULL);
      headers.add(new Field("Authorization", scheme + " " + token));
    }
  }

  private @Nullable String body(String stage) {
    Json.Obj body = references.resolve(operation.operation().get("requestBody"));
    Json.Obj content = body.object("content");
    String type = mediaType(content);
    if (type.isEmpty()) {
      if (!content.members().isEmpty()) {
        String types = String.join(", ", content.members().keySet());
        notes.add(stage + ": its body is left out: " + types + " cannot be made here");
      }
      return null;
    }
    Json.Obj media = references.resolve(content.get(type));
    Json.Obj schema = schemas.schema(media.get("schema"));
    Json example = example(media);
    if (!type.equals("application/json") && !type.equals("*/*")) {
      headers.add(new Field("Content-Type", type));
    }
    Json value = example == null ? schemas.sample(schema) : example;
    return type.equals(FORM) && value instanceof Json.Obj members
        ? form(members, schema)
        : marks.template(Json.interoperable(JsonWriter.pretty(marked(value, schema, ""))));
  }

  private static String mediaType(Json.Obj content) {
    for (String type : content.members().keySet()) {
      if (CapturedRequest.isJson(CapturedRequest.mediaType(type))) {
        return type;
      }
    }
    return content.has(FORM) ? FORM : content.has("*/*") ? "*/*" : "";
  }

  private @Nullable Json example(Json.Obj media) {
    Json example = media.get("example");
    if (example != null) {
      return example;
    }
    for (Json each : media.object("examples").members().values()) {
      return references.resolve(each).get("value");
    }
    return null;
  }

  /// The example with its required members, and all its secrets, as inputs.
  private Json marked(Json value, Json.Obj schema, String parent) {
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    List<Json> required = schema.list("required");
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String name = member.getKey();
      Json.Obj property = schemas.schema(schema.object("properties").get(name));
      boolean secret = isSecret(parent, name, property) && !(member.getValue() instanceof Json.Obj);
      members.put(
          name,
          secret || (parent.isEmpty() && required.contains(Json.of(name)))
              ? input(name, property, member.getValue(), secret)
              : marked(member.getValue(), property, name));
    }
    return new Json.Obj(members);
  }

  private static boolean isSecret(String parent, String name, Json.Obj property) {
    return SecretPlaces.isSecretMember(parent, name)
        || property.text("format", "").equals("password");
  }

  private Json input(String name, Json.Obj property, Json sample, boolean secret) {
    if (!secret && sample instanceof Json.Obj) {
      return marked(sample, property, name);
    }
    boolean text = sample instanceof Json.Str;
    String type =
        switch (sample) {
          case Json.Str string -> OpenApiSchemas.inputType(property);
          case Json.Num number -> "Number";
          case Json.Arr array -> "Array";
          case Json.Obj object -> "Object";
          case Json.Bool bool -> "Text";
          case Json.Null nothing -> "Text";
        };
    String textType =
        type.equals("Number") || type.equals("Array") || type.equals("Object") ? "Text" : type;
    String description = firstLine(property.text("description", secret ? "member " + name : ""));
    String mark =
        marks.mark(inputs.input(name, text ? textType : type, secret, description, sample));
    return Json.of(text ? mark : Marks.bare(mark));
  }

  private String form(Json.Obj members, Json.Obj schema) {
    List<String> parts = new ArrayList<>();
    members
        .members()
        .forEach((name, value) -> {
          Json.Obj property = schemas.schema(schema.object("properties").get(name));
          boolean secret = isSecret("", name, property) || SecretPlaces.isSecretParameter(name);
          String description =
              firstLine(property.text("description", secret ? "parameter " + name : ""));
          String type = OpenApiSchemas.inputType(property);
          boolean whole = type.equals("Object") || type.equals("Array");
          parts.add(
              Escaping.FORM.of(name)
                  + "="
                  + inputs.input(name, whole ? "Text" : type, secret, description, value));
        });
    return String.join("&", parts);
  }

  /// The only successful status that the document promises; null when it promises several.
  private @Nullable Integer expected() {
    Integer only = null;
    for (String status : operation.operation().object("responses").members().keySet()) {
      if (status.matches("2[0-9][0-9]")) {
        if (only != null) {
          return null;
        }
        only = Integer.valueOf(status);
      }
    }
    return only;
  }
}
