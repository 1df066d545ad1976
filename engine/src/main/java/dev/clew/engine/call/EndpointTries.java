package dev.clew.engine.call;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.EnumValue;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.LatencyBand;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Contracts;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.evidence.Answers;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.engine.outcome.StatusJudgement;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.stage.BreakerEvents;
import dev.clew.engine.stage.FileText;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.RenderedRequest;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Breaker;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.plan.stage.Retry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request, and again as its `retry` says. Each try has its own events and its own calls.
public final class EndpointTries {
  private final StageNode node;
  private final EndpointSpec endpoint;
  private final RunContext parts;
  private final @Nullable Retry retry;
  private final @Nullable Breaker breaker;
  private @Nullable TimeLimit limit;
  private Duration firstStartedAt = Duration.ZERO;

  /// How the last answer breaks its contract; null when it does not.
  private @Nullable String brokenBy;

  public EndpointTries(StageNode node, EndpointSpec endpoint) {
    this.node = node;
    this.endpoint = endpoint;
    this.parts = node.parts();
    this.retry = endpoint.handling().retry();
    this.breaker = endpoint.handling().breaker();
  }

  /// A try that may be followed by another.
  ///
  /// @param exchange null when nothing was sent; then `failure` says why
  private record Try(
      int number,
      Duration startedAt,
      RunScope scope,
      @Nullable Exchange exchange,
      @Nullable Failure failure) {}

  public WorkResult run() {
    for (int number = 1; ; number++) {
      Try last = once(number);
      Failure cut = isRetried(last) ? waitAfter(last) : null;
      if (cut != null) {
        return came(last).failing(cut);
      }
      if (!isRetried(last)) {
        return came(last);
      }
    }
  }

  private Try once(int number) {
    RunScope scope = node.scope(number);
    Prepared rendered = prepared(scope);
    debug(number, scope);
    Duration startedAt = node.elapsed(number, Kind.STAGE_STARTED);
    if (number == 1) {
      firstStartedAt = startedAt;
      limit = node.limit(startedAt);
    }
    Failure blocked =
        new BreakerEvents(node)
            .begin(node.started(number, startedAt, rendered.uses), breaker, number, startedAt);
    Failure failure = blocked == null ? rendered.failure : blocked;
    List<Contracts.EnumValue> values =
        failure == null && rendered.request != null
            ? enumValues(number, rendered.request)
            : List.of();
    Request request =
        rendered.request == null || values.isEmpty()
            ? rendered.request
            : withValues(rendered.request, values);
    if (failure == null && request != null) {
      failure = broken(number, request);
    }
    if (failure != null || request == null) {
      return new Try(number, startedAt, scope, null, failure);
    }
    Exchange exchange =
        new EndpointRequest(parts, node.path(), number, limit)
            .send(request, endpoint.expected(), about(values));
    if (exchange instanceof Exchange.Answered answer) {
      checkAnswer(number, request, answer);
    }
    return new Try(number, startedAt, scope, exchange, null);
  }

  private static final class Prepared {
    final List<Use> uses = new ArrayList<>();
    @Nullable Request request;
    @Nullable Failure failure;
  }

  private Prepared prepared(RunScope scope) {
    Prepared out = new Prepared();
    RenderedRequest rendered = endpoint.render(scope);
    out.uses.addAll(rendered.uses());
    String body = rendered.body();
    Expression bodyFile = endpoint.bodyFile();
    if (bodyFile != null) {
      FileText file = FileText.read(node, bodyFile, "bodyFile", scope);
      out.uses.addAll(file.uses());
      body = file.text();
      out.failure = file.failure();
    }
    List<Use> unresolved = Rendered.unresolved(out.uses);
    if (!unresolved.isEmpty()) {
      out.failure = StageNode.unresolved(unresolved, "nothing was sent");
      return out;
    }
    if (out.failure != null) {
      return out;
    }
    try {
      out.request = request(rendered, body);
    } catch (URISyntaxException e) {
      out.failure = new Failure(FailureCode.INVALID_URL, "the URL is not one: " + e.getReason());
      return out;
    }
    int port = out.request.uri().getPort();
    if (port > Request.MAX_PORT) {
      out.failure =
          new Failure(
              FailureCode.INVALID_URL,
              "the URL has the port "
                  + port
                  + ", and the highest is "
                  + Request.MAX_PORT
                  + "; nothing was sent");
      return out;
    }
    for (Header header : out.request.headers()) {
      if (!header.isSendable()) {
        out.failure =
            new Failure(
                FailureCode.UNSAFE_HEADER,
                "the header "
                    + header.name()
                    + " has a character that may not be sent in a header; nothing was sent");
      }
    }
    return out;
  }

  private static Request request(RenderedRequest rendered, @Nullable String body)
      throws URISyntaxException {
    List<Header> headers = new ArrayList<>();
    boolean named = false;
    for (RenderedRequest.Header header : rendered.headers()) {
      headers.add(new Header(header.name(), header.value()));
      named |= header.name().equalsIgnoreCase("User-Agent");
    }
    if (!named) {
      headers.add(new Header("User-Agent", "clew"));
    }
    return new Request(
        rendered.method(),
        new URI(rendered.url()),
        headers,
        body == null ? null : body.getBytes(StandardCharsets.UTF_8));
  }

  private void debug(int number, RunScope scope) {
    if (!parts.settings().modes().debug() || number > 1) {
      return;
    }
    for (NamedExpression line : node.stage().settings().debug()) {
      String where = "debug." + line.name();
      String text = line.expression().text(scope, where).value();
      node.say(number, "debug", where, line.name() + " = " + text);
    }
  }

  private List<Contracts.EnumValue> enumValues(int number, Request request) {
    ResolvedApi api = endpoint.api();
    return api == null || request.body() == null
        ? List.of()
        : parts.contracts().enumValues(node.path(), number, api, request);
  }

  /// With values of enums in the place of the names that the contract has for them, as SIH does it.
  private static Request withValues(Request request, List<Contracts.EnumValue> values) {
    byte[] body = request.body();
    if (body == null) {
      return request;
    }
    try {
      String named = JsonWriter.compact(Contracts.EnumValue.in(JsonText.parse(body), values));
      return new Request(
          request.method(),
          request.uri(),
          request.headers(),
          named.getBytes(StandardCharsets.UTF_8));
    } catch (JsonText.Malformed e) {
      return request;
    }
  }

  private static Json.Obj about(List<Contracts.EnumValue> values) {
    if (values.isEmpty()) {
      return Json.EMPTY_OBJECT;
    }
    List<EnumValue> said = new ArrayList<>(values.size());
    for (Contracts.EnumValue value : values) {
      said.add(
          new EnumValue(
              new Attributes()
                  .with(EnumValue.AT, value.at())
                  .with(EnumValue.VALUE, value.value())
                  .build()));
    }
    return new Attributes().with(ToolCallStarted.ENUM_VALUES, said).build();
  }

  private @Nullable Failure broken(int number, Request request) {
    ResolvedApi api = endpoint.api();
    List<Contracts.Violation> violations =
        api == null ? List.of() : parts.contracts().request(node.path(), number, api, request);
    if (api == null || violations.isEmpty()) {
      return null;
    }
    ContractEvents.write(node, number, api, CheckMade.REQUEST, violations);
    return new Failure(
        FailureCode.CONTRACT_VIOLATION,
        "the request breaks the contract of "
            + api.name()
            + ": "
            + ContractEvents.words(violations)
            + "; nothing was sent");
  }

  private void checkAnswer(int number, Request request, Exchange.Answered answer) {
    ResolvedApi api = endpoint.api();
    if (api == null) {
      return;
    }
    List<Contracts.Violation> violations =
        parts.contracts().response(node.path(), number, api, request, answer);
    if (violations.isEmpty()) {
      return;
    }
    ContractEvents.write(node, number, api, CheckMade.RESPONSE, violations);
    brokenBy = ContractEvents.words(violations);
  }

  private boolean isRetried(Try last) {
    Retry policy = retry;
    if (policy == null || last.number() > policy.maxRetries()) {
      return false;
    }
    return NextTry.isWorthIt(policy, last.exchange());
  }

  private @Nullable Failure waitAfter(Try last) {
    return new NextTry(node, Objects.requireNonNull(retry))
        .after(last.number(), last.startedAt(), last.exchange(), limit);
  }

  private WorkResult came(Try last) {
    Exchange exchange = last.exchange();
    Failure failure = last.failure();
    return switch (exchange) {
      case null ->
          WorkResult.failed(
              last.number(),
              last.startedAt(),
              last.scope(),
              failure == null
                  ? new Failure(FailureCode.NOTHING_SENT, "nothing was sent")
                  : failure);
      case Exchange.Unanswered none -> unanswered(last, none);
      case Exchange.Answered answer -> answered(last, answer);
    };
  }

  private WorkResult unanswered(Try last, Exchange.Unanswered none) {
    Retry policy = retry;
    if (policy != null && last.number() > policy.maxRetries() && policy.onException() != null) {
      node.say(
          last.number(),
          "warn",
          "retry.messages.onException",
          policy.onException().text(last.scope(), "retry.messages.onException").value());
    }
    TimeLimit own = limit;
    Failure failure =
        own != null && FailureCode.STAGE_TIMEOUT.is(none.code())
            ? own.failure()
            : new Failure(none.code(), none.message());
    return WorkResult.failed(last.number(), last.startedAt(), last.scope(), failure);
  }

  private WorkResult answered(Try last, Exchange.Answered answer) {
    WorkResult came =
        new StatusJudgement(endpoint.handling())
            .of(last.number(), last.startedAt(), last.scope(), Answers.values(answer), answer)
            .with(band(tookSoFar(last).plus(answer.timing().total())), counted(answer.status()));
    String broken = brokenBy;
    if (broken != null && came.failure() == null && parts.settings().modes().strictContract()) {
      return came.failing(
          new Failure(FailureCode.CONTRACT_VIOLATION, "the answer breaks its contract: " + broken));
    }
    return came;
  }

  private WorkResult.@Nullable Counted counted(int status) {
    boolean failed = retry != null && retry.statuses().contains(status);
    return breaker == null ? null : new WorkResult.Counted(breaker, failed);
  }

  /// A stage lasts from its first try on, as in the original.
  private Duration tookSoFar(Try last) {
    return last.startedAt().minus(firstStartedAt);
  }

  private @Nullable LatencyBand band(Duration took) {
    LatencyProfile profile = endpoint.latency();
    LatencyProfile.Band band = profile == null ? null : profile.of(took.toMillis());
    return profile == null || band == null
        ? null
        : new LatencyBand(
            new Attributes()
                .with(LatencyBand.PROFILE, profile.name())
                .with(LatencyBand.BAND, band.name())
                .with(LatencyBand.COLOR, band.color())
                .with(LatencyBand.LABEL, band.label())
                .build());
  }
}
