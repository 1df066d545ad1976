package dev.clew.cli.serve;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.DomainSocketAddress;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.push.ServerAddress;
import dev.clew.server.access.TokenAsk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletionException;

/// Asks a server that runs.
record ServerDesk(WebClient client, String place) implements AccessDesk {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final String TOKENS = "/api/v1/tokens";

  /// By the socket of its data folder, as the owner of that.
  static ServerDesk at(Path socket) {
    WebClientBuilder builder =
        WebClient.builder(SessionProtocol.H1C, DomainSocketAddress.of(socket).asEndpoint());
    return new ServerDesk(
        builder.responseTimeout(WAIT).build(), "the server of " + socket.getParent());
  }

  /// Over the network, with the token of an admin.
  static ServerDesk at(ServerAddress address) {
    WebClientBuilder builder = WebClient.builder(address.base()).responseTimeout(WAIT);
    String token = address.credentials().token();
    if (token != null) {
      builder.addHeader("authorization", "Bearer " + token);
    }
    return new ServerDesk(builder.build(), address.base().toString());
  }

  @Override
  public Json.Obj create(TokenAsk ask) {
    byte[] body = JsonWriter.compact(ask.toJson()).getBytes(StandardCharsets.UTF_8);
    return object(
        answer(HttpRequest.of(HttpMethod.POST, TOKENS, MediaType.JSON, body), HttpStatus.CREATED));
  }

  @Override
  public List<Json.Obj> tokens() {
    return object(answer(HttpRequest.of(HttpMethod.GET, TOKENS), HttpStatus.OK)).objects("tokens");
  }

  @Override
  public boolean revoke(String id) {
    String path = TOKENS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    AggregatedHttpResponse answer = answer(HttpRequest.of(HttpMethod.DELETE, path));
    if (answer.status().equals(HttpStatus.NOT_FOUND)) {
      return false;
    }
    return checked(answer, HttpStatus.NO_CONTENT) != null;
  }

  @Override
  public Json.Obj audit(YearMonth month, long from) {
    String path = "/api/v1/audit?month=" + month + "&from=" + from;
    return object(answer(HttpRequest.of(HttpMethod.GET, path), HttpStatus.OK));
  }

  private AggregatedHttpResponse answer(HttpRequest request, HttpStatus wanted) {
    return checked(answer(request), wanted);
  }

  private AggregatedHttpResponse answer(HttpRequest request) {
    try {
      return client.execute(request).aggregate().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      String why = cause == null ? "" : ": " + cause.getMessage();
      throw Refusal.invalid(place + " does not answer" + why, e);
    }
  }

  private AggregatedHttpResponse checked(AggregatedHttpResponse answer, HttpStatus wanted) {
    if (answer.status().equals(wanted)) {
      return answer;
    }
    String detail = object(answer).text("detail", "no more than that");
    throw Refusal.invalid(place + " says " + answer.status().code() + ": " + detail);
  }

  private static Json.Obj object(AggregatedHttpResponse answer) {
    try {
      return JsonText.parse(answer.content().array()) instanceof Json.Obj object
          ? object
          : Json.EMPTY_OBJECT;
    } catch (JsonText.Malformed e) {
      return Json.EMPTY_OBJECT;
    }
  }

  @Override
  public void close() {
    // The client has nothing of its own: what it shares ends with the process.
  }
}
