package dev.clew.client.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.net.httpserver.HttpServer;
import dev.clew.client.Clew;
import dev.clew.client.ClewClient;
import dev.clew.client.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/// The real Logback, configured by a file as users do.
class ClewAppenderTest {
  private static final String CONFIGURATION =
      """
      <configuration>
        <appender name="CLEW" class="dev.clew.client.logback.ClewAppender"/>
        <root level="DEBUG"><appender-ref ref="CLEW"/></root>
      </configuration>
      """;

  @TempDir private Path spool;

  private final StringBuilder received = new StringBuilder();

  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/events",
        exchange -> {
          byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
          synchronized (received) {
            received.append(new String(body, StandardCharsets.UTF_8));
          }
          byte[] answer = "{\"results\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Stream<String> received(String kind) {
    synchronized (received) {
      return received.toString().lines().filter(line -> line.contains("\"kind\":\"" + kind + '"'));
    }
  }

  private static LoggerContext configured() throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
    return context;
  }

  @Test
  void append_lines_areEventsOfTheRunInTheirStage() throws IOException, JoranException {
    HttpServer server = server();
    LoggerContext context = configured();
    Logger logger = context.getLogger("reports.Render");
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (ClewClient clew =
            Clew.client().server(url).spool(spool).closeWait(Duration.ofSeconds(60)).open();
        Run run = clew.run("job").start()) {
      run.stage("render")
          .run(() -> {
            logger.info("page {} of {}", 3, 10);
            logger.debug("detail");
            logger.error("render failed", new IllegalStateException("no data"));
            logger.trace("too fine");
            context.getLogger("dev.clew.client").warn("own");
          });
    } finally {
      context.stop();
      server.stop(0);
    }

    assertThat(received("log"))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"summary\":\"page 3 of 10\"")
                    .contains("\"stage\":\"render\"")
                    .contains("\"severity\":\"info\"")
                    .contains("\"scope\":\"reports.Render\""),
            line -> assertThat(line).contains("\"severity\":\"debug\""));
    assertThat(received("error"))
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .contains("render failed: java.lang.IllegalStateException: no data")
                .contains("at dev.clew.client.logback.ClewAppenderTest"));
  }
}
