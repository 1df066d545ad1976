package dev.clew.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import dev.clew.engine.context.Contracts.Violation;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ApiEntry;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Literal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The contracts of this module's tests.
public final class TestContracts {
  public static final String OPENAPI =
      """
      openapi: 3.0.3
      info: {title: accounts, version: "1"}
      servers: [{url: "https://api.example.com/v1"}]
      paths:
        /accounts:
          post:
            parameters:
              - {name: X-Request-Id, in: header, required: true, schema: {type: string}}
              - {name: Authorization, in: header, required: true, schema: {type: string}}
            requestBody: {$ref: "#/components/requestBodies/Account"}
            responses:
              "201":
                description: made
                content:
                  application/json: {schema: {$ref: "#/components/schemas/Account"}}
              4XX:
                description: refused
                content:
                  application/problem+json:
                    schema: {type: object, required: [title]}
          get:
            parameters:
              - {$ref: "#/components/parameters/Page"}
            responses:
              "200": {description: all, content: {"application/*": {schema: {type: array}}}}
              default: {description: other}
        /accounts/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          get:
            responses: {"200": {description: one}}
          delete:
            responses: {"204": {description: gone}}
        /accounts/mine:
          get:
            responses:
              "200":
                description: mine
                content: {application/json: {schema: {$ref: "#/components/schemas/Account"}}}
      components:
        parameters:
          Page: {name: page, in: query, required: true, schema: {type: integer}}
        requestBodies:
          Account:
            required: true
            content: {application/json: {schema: {$ref: "#/components/schemas/Account"}}}
        schemas:
          Account:
            type: object
            required: [id, email]
            additionalProperties: false
            properties:
              id: {type: string, readOnly: true}
              email: {type: string, pattern: "^[^@]+@[^@]+$"}
              plan: {type: string, enum: [free, pro], nullable: true}
              parent: {$ref: "#/components/schemas/Account"}
      """;

  static final String SWAGGER =
      """
      {"swagger": "2.0", "basePath": "/v2/", "consumes": ["application/json"],
       "produces": ["application/json"],
       "paths": {"/pets/{petId}": {
         "put": {
           "parameters": [
             {"name": "petId", "in": "path", "required": true, "type": "string"},
             {"name": "dry", "in": "query", "required": true, "type": "boolean"},
             {"name": "pet", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Pet"}}],
           "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"}},
                         "404": {"description": "none"}}},
         "post": {
           "consumes": ["application/x-www-form-urlencoded"],
           "parameters": [{"name": "name", "in": "formData", "required": true, "type": "string"}],
           "responses": {"default": {"description": "any"}}}}},
       "definitions": {"Pet": {"type": "object", "required": ["name"],
         "properties": {"name": {"type": "string", "x-nullable": true}, "age": {"type": "integer"}}}}}
      """;

  private TestContracts() {}

  static Contract usable(String text) {
    return switch (Contract.read("svc", text)) {
      case Contract.Read.Usable(Contract contract) -> contract;
      case Contract.Read.Unusable(String why) -> throw new AssertionError(why);
    };
  }

  static String why(String text) {
    return switch (Contract.read("svc", text)) {
      case Contract.Read.Usable usable -> "usable";
      case Contract.Read.Unusable(String why) -> why;
    };
  }

  static OpenApiContracts contracts(String text) {
    return new OpenApiContracts(Map.of("svc", usable(text)));
  }

  static ResolvedApi api(String baseUrl, String basePath) {
    return api("ref", "svc", baseUrl, basePath, null);
  }

  static Request request(String method, String url, @Nullable String body, String... headers) {
    List<Header> all = new ArrayList<>();
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      all.add(new Header(parts[0], parts[1]));
    }
    URI uri = URI.create(url);
    return body == null
        ? new Request(method, uri, all)
        : new Request(method, uri, all, body.getBytes(UTF_8));
  }

  static Exchange.Answered answer(int status, String type, String body) {
    return new Exchange.Answered(
        status,
        "HTTP/1.1",
        type.isEmpty() ? List.of() : List.of(new Header("Content-Type", type)),
        body.getBytes(UTF_8),
        null,
        new Exchange.Timing(null, null, Duration.ZERO));
  }

  static List<String> told(List<Violation> violations) {
    List<String> told = new ArrayList<>();
    for (Violation one : violations) {
      told.add(one.where() + " | " + one.message() + " | " + one.source());
    }
    return told;
  }

  static ResolvedApi api(
      String name, String definition, String baseUrl, String basePath, @Nullable ApiEntry entry) {
    return new ResolvedApi(
        name,
        definition,
        baseUrl,
        basePath,
        "c:1:1",
        Json.of(definition),
        new Literal(Json.EMPTY_OBJECT),
        entry);
  }
}
