package dev.clew.cli.serve.config;

import dev.clew.cli.serve.ServedStore;
import dev.clew.core.Refusal;
import dev.clew.server.Listening;
import dev.clew.server.ServerOptions;
import dev.clew.server.http.Limits;
import dev.clew.server.log.ServerLog;
import dev.clew.server.page.TraceUrl;
import dev.clew.server.retention.Retention;
import dev.clew.server.webhook.Webhook;
import dev.clew.store.BlobLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a server is started with, out of its settings.
public record ServeStart(ServeSettings settings) {
  /// @throws Refusal when settings contradict each other
  public ServerOptions options() {
    return ServerOptions.DEFAULT
        .at(listening())
        .inNamespace(settings.word(ServeSetting.NAMESPACE))
        .with(limits())
        .keeping(artifacts())
        .retaining(Retention.parse(settings.texts(ServeSetting.RETAIN)))
        .telling(webhook())
        .showingTracesAt(traceUrl());
  }

  /// @param usual the folder when nothing is said
  public ServedStore store(Path usual, InstantSource clock) {
    return new StoreChoice(settings, usual).open(clock);
  }

  /// @param out is given each line, without its end
  public ServerLog log(Consumer<String> out, InstantSource clock) {
    String word = settings.word(ServeSetting.LOG);
    ServerLog.Detail detail = Objects.requireNonNull(ServerLog.Detail.of(word));
    return new ServerLog(detail, out, clock);
  }

  private Listening listening() {
    return Listening.DEFAULT
        .at(settings.word(ServeSetting.HOST), settings.whole(ServeSetting.PORT))
        .alsoAt(settings.flag(ServeSetting.OTLP) ? Listening.OTLP_PORTS : List.of())
        .over(tls())
        .insecure(settings.flag(ServeSetting.INSECURE))
        .behind(settings.texts(ServeSetting.TRUSTED_PROXY));
  }

  private Listening.@Nullable Tls tls() {
    Path certificate = settings.path(ServeSetting.TLS_CERT);
    Path key = settings.path(ServeSetting.TLS_KEY);
    if (certificate != null && key != null) {
      return new Listening.Tls(certificate, key);
    }
    if (certificate != null || key != null) {
      throw Refusal.invalid("--tls-cert and --tls-key (tls.cert and tls.key) belong together");
    }
    return null;
  }

  private @Nullable TraceUrl traceUrl() {
    String template = settings.text(ServeSetting.TRACE_URL);
    return template == null ? null : new TraceUrl(template);
  }

  private @Nullable Webhook webhook() {
    String url = settings.text(ServeSetting.WEBHOOK_URL);
    String secret = settings.text(ServeSetting.WEBHOOK_SECRET);
    if (url == null) {
      return null;
    }
    if (secret == null) {
      throw Refusal.invalid("webhook.url needs webhook.secret, by which the receiver knows clew");
    }
    try {
      return new Webhook(
          new URI(url),
          settings.texts(ServeSetting.WEBHOOK_ALLOW),
          secret,
          settings.text(ServeSetting.PUBLIC_URL));
    } catch (URISyntaxException e) {
      throw Refusal.invalid("webhook.url is no address: " + e.getReason(), e);
    }
  }

  private BlobLimits artifacts() {
    return new BlobLimits(
        settings.bytes(ServeSetting.ARTIFACT_BYTES),
        settings.bytes(ServeSetting.ARTIFACT_RUN_BYTES),
        settings.whole(ServeSetting.ARTIFACT_RUN_FILES),
        settings.bytes(ServeSetting.ARTIFACT_NAMESPACE_BYTES),
        settings.whole(ServeSetting.ARTIFACT_UPLOADS));
  }

  private Limits limits() {
    long body = settings.bytes(ServeSetting.BODY_BYTES);
    long bodies = settings.bytes(ServeSetting.BODIES_BYTES);
    if (body > bodies) {
      throw Refusal.invalid("limits.body_bytes must not be more than limits.bodies_bytes");
    }
    return new Limits(
        Math.toIntExact(body),
        bodies,
        settings.whole(ServeSetting.BATCH_ITEMS),
        settings.whole(ServeSetting.WORKERS),
        settings.whole(ServeSetting.WAITING),
        settings.whole(ServeSetting.CONNECTIONS),
        settings.whole(ServeSetting.STREAMS),
        Limits.DEFAULT.headerBytes(),
        settings.duration(ServeSetting.REQUEST_TIME),
        settings.duration(ServeSetting.IDLE_TIME),
        settings.duration(ServeSetting.STALL_TIME));
  }
}
