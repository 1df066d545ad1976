package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.access.Right;
import dev.clew.server.http.Route;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `openapi.json` beside the running server: it has each route as the server has it, and each
/// answer is what it says.
class OpenApiTest {
  private static final Json.Obj API = read();

  private static Json.Obj read() {
    try (InputStream in =
        Objects.requireNonNull(ApiDescription.class.getResourceAsStream("openapi.json"))) {
      return (Json.Obj) JsonText.parse(in.readAllBytes());
    } catch (IOException | JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Json.Obj> operations() {
    Map<String, Json.Obj> operations = new TreeMap<>();
    API.object("paths")
        .members()
        .forEach((path, item) ->
            ((Json.Obj) item)
                .members()
                .forEach((method, operation) ->
                    operations.put(
                        method.toUpperCase(Locale.ROOT) + " " + path, (Json.Obj) operation)));
    return operations;
  }

  /// A method of gRPC is described by its own language.
  private static List<Route> described(TestServer server) {
    return server.server().routes().stream()
        .filter(route -> route.framing() == Route.Framing.HTTP)
        .toList();
  }

  @Test
  void description_isOpenApi() {
    SwaggerParseResult parsed =
        new OpenAPIV3Parser().readContents(JsonWriter.compact(API), null, null);

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.isOpenapi31()).isTrue();
    assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(API.object("paths").members());
  }

  @Test
  void operations_haveNamesOfTheirOwn() {
    List<String> names =
        operations().values().stream().map(one -> one.text("operationId", "")).toList();

    assertThat(names).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void everyRoute_isDescribed_withItsParametersAndRight() {
    try (TestServer server = TestServer.start()) {
      Map<String, Json.Obj> operations = operations();
      Set<String> names = new TreeSet<>();
      for (Route route : described(server)) {
        names.add(route.name());
        Json.Obj operation = operations.getOrDefault(route.name(), Json.EMPTY_OBJECT);

        assertThat(parameters(operation, "query"))
            .as(route.name())
            .containsExactlyInAnyOrderElementsOf(route.parameters());
        for (String name : parameters(operation, "path")) {
          assertThat(route.path()).contains("{" + name + "}");
        }
        assertThat(operation.has("security"))
            .as(route.name())
            .isEqualTo(route.right() == Right.ANYBODY);
        if (route.right() != Right.ANYBODY) {
          assertThat(operation.text("description"))
              .contains("`" + route.right().name().toLowerCase(Locale.ROOT) + "`");
        }
      }
      assertThat(operations.keySet()).isEqualTo(names);
    }
  }

  private static List<String> parameters(Json.Obj operation, String where) {
    return operation.objects("parameters").stream()
        .filter(one -> one.text("in", "").equals(where))
        .map(one -> one.text("name", ""))
        .toList();
  }

  @Test
  void everyAnswer_isWhatIsDescribed() {
    try (TestServer server = TestServer.start()) {
      server.post(RouteRows.EVENT);
      int checked = 0;
      for (Route route : described(server)) {
        Json.Obj schema = answerSchema(operations().get(route.name()), RouteRows.row(route.name()));
        if (schema != null && !route.name().endsWith("/stream")) {
          Answer answer = server.send(RouteRows.request(server, route.name(), ""));

          assertThat(faults(schema, answer.text())).as(route.name() + answer.text()).isEmpty();
          checked++;
        }
      }
      assertThat(checked).isGreaterThan(12);
    }
  }

  /// Of an answer in JSON; null when it is in none.
  private static Json.@Nullable Obj answerSchema(Json.@Nullable Obj operation, RouteRows.Row row) {
    Json.Obj responses = Objects.requireNonNull(operation).object("responses");
    String status = Integer.toString(row.status());
    boolean isOk = responses.has(status);
    Json.Obj content = responses.object(isOk ? status : "default").object("content");
    String type = isOk ? "application/json" : "application/problem+json";
    return content.has(type) ? content.object(type).object("schema") : null;
  }

  private static List<Error> faults(Json.Obj schema, String answer) {
    Json.Obj whole = schema.with("components", API.object("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonWriter.compact(whole), InputFormat.JSON);
    return compiled.validate(answer, InputFormat.JSON);
  }

  @Test
  void server_givesIt() {
    try (TestServer server = TestServer.start()) {
      Answer answer = server.get("/api/v1/openapi.json");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json()).isEqualTo(API);
      assertThat(answer.text().getBytes(UTF_8)).hasSizeGreaterThan(10_000);
    }
  }
}
