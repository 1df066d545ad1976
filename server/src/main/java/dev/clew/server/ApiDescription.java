package dev.clew.server;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.ClewException;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// `GET /api/v1/openapi.json`: what the server does, as a program reads it (OpenAPI 3.1).
final class ApiDescription {
  private static final String FILE = "openapi.json";

  private final byte[] content;

  ApiDescription() {
    try (InputStream in = ApiDescription.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new ClewException("there is no " + FILE + " in this program");
      }
      content = in.readAllBytes();
    } catch (IOException e) {
      throw new ClewException(FILE + " cannot be read", e);
    }
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/openapi.json", Right.ANYBODY, this::answer));
  }

  private HttpResponse answer(Exchange exchange) {
    return Answers.tagged(exchange, MediaType.JSON, content);
  }
}
