package dev.clew.cli.serve.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.runs.Surroundings;
import dev.clew.server.ServerOptions;
import dev.clew.server.page.TraceUrl;
import dev.clew.server.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Where the settings of a server come from, and which of them counts.
class ServeSettingsTest {
  private static final String EVERY_KEY =
      """
      host: 127.0.0.2
      port: 8000
      tls:
        cert: tls/server.pem
        key: /etc/tls/server.key
      insecure: true
      trusted_proxy: [10.0.0.7, "fd00::/8"]
      otlp: true
      namespace: shop
      data: runs
      store: postgres://clew:hunter2hunter2@db.example:5432/clew
      read_only: true
      in_memory: true
      retain: ["runs=400d", "raw:nightly=30d"]
      public_url: https://clew.example
      trace_url: https://traces.example/{trace_id}
      webhook:
        url: https://hooks.example/clew
        allow: [hooks.example]
        secret: a-secret-of-the-tests-that-is-long
      limits:
        body_bytes: 1MiB
        bodies_bytes: 8MB
        batch_items: 5
        workers: 2
        waiting: 3
        connections: 4
        streams: 6
        request_time: 10s
        idle_time: 2m
        stall_time: 500ms
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("serve.yaml"), text);
  }

  private ServeSettings settings(
      @Nullable Path config, Map<String, String> environment, String... flags) {
    CommandSpec spec = CommandSpec.create();
    SettingFlags.addTo(spec);
    return ServeSettings.of(
        config,
        new Surroundings(environment, folder, "test"),
        new CommandLine(spec).parseArgs(flags));
  }

  /// But for those that have a secret in them.
  private static List<String> shown(ServeSettings settings) {
    return Arrays.stream(ServeSetting.values())
        .filter(one -> one != ServeSetting.STORE && one != ServeSetting.WEBHOOK_SECRET)
        .map(one -> one + "=" + settings.text(one))
        .toList();
  }

  @Test
  void options_nothingIsSet_areThoseOfTheServer() {
    assertThat(new ServeStart(settings(null, Map.of())).options()).isEqualTo(ServerOptions.DEFAULT);
  }

  @Test
  void file_everyKey_isRead() throws IOException {
    ServeSettings settings = settings(file(EVERY_KEY), Map.of());
    ServeSettings usual = settings(null, Map.of());

    ServerOptions options = new ServeStart(settings).options();

    assertThat(Arrays.asList(ServeSetting.values()))
        .allSatisfy(
            one -> assertThat(settings.text(one)).isNotNull().isNotEqualTo(usual.text(one)));
    assertThat(settings.path(ServeSetting.TLS_CERT)).isEqualTo(folder.resolve("tls/server.pem"));
    assertThat(settings.path(ServeSetting.TLS_KEY)).isEqualTo(Path.of("/etc/tls/server.key"));
    assertThat(options.listening().port()).isEqualTo(8000);
    assertThat(options.listening().proxies()).containsExactly("10.0.0.7", "fd00::/8");
    assertThat(options.namespace()).isEqualTo("shop");
    assertThat(options.retention())
        .isEqualTo(Retention.parse(List.of("raw:nightly=30d", "runs=400d")));
    assertThat(options.limits().bodyBytes()).isEqualTo(1 << 20);
    assertThat(options.limits().bodiesBytes()).isEqualTo(8_000_000);
    assertThat(Objects.requireNonNull(options.webhook()).link()).isEqualTo("https://clew.example");
    assertThat(options.traceUrl()).isEqualTo(new TraceUrl("https://traces.example/{trace_id}"));
    assertThat(options.limits().streams()).isEqualTo(6);
    assertThat(options.limits().idleTime()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.limits().stallTime()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void file_severalMistakes_areAllSaidWithTheirPlaces() throws IOException {
    Path file =
        file(
            """
            prot: 7373
            port: eighty
            otlp: [yes]
            limits:
              wokers: 3
              body_bytes: 3TB
              idle_time: soon
            """);

    assertThatThrownBy(() -> settings(file, Map.of()))
        .isInstanceOf(Refusal.class)
        .message()
        .isEqualTo(
            String.join(
                "\n",
                file + ":1:1: unknown key 'prot' in the configuration; did you mean 'port'?",
                file + ":2:7: 'port' must be a whole number from 0 to 65535, not 'eighty'",
                file + ":3:7: 'otlp' in the configuration must be true or false, not a list",
                file + ":5:3: unknown key 'wokers' in 'limits'; did you mean 'workers'?",
                file
                    + ":6:15: 'limits.body_bytes' must be a size such as 64MiB, from 1kB to 1GiB,"
                    + " not '3TB'",
                file
                    + ":7:14: 'limits.idle_time' must be a duration such as 90s, from 100ms to 1h,"
                    + " not 'soon'"));
  }

  @Test
  void file_ofThisUser_isFoundAndANamedOneHasToBeThere() throws IOException {
    Path xdg = Files.createDirectories(folder.resolve("xdg/clew"));
    Files.writeString(xdg.resolve("serve.yaml"), "port: 1");
    Path home = Files.createDirectories(folder.resolve(".config/clew"));
    Files.writeString(home.resolve("serve.yaml"), "port: 2");
    Path named = file("# nothing\n");

    String byXdg =
        settings(null, Map.of("XDG_CONFIG_HOME", folder + "/xdg")).text(ServeSetting.PORT);
    String byHome = settings(null, Map.of()).text(ServeSetting.PORT);
    String byName = settings(null, Map.of("CLEW_SERVE_CONFIG", "" + named)).text(ServeSetting.PORT);

    assertThat(List.of(byXdg, byHome, byName)).containsExactly("1", "2", "7373");
    assertThatThrownBy(() -> settings(folder.resolve("none.yaml"), Map.of()))
        .hasMessageContaining("no such file");
  }

  @Test
  void settings_saidTwice_countWhereTheyAreNearest() throws IOException {
    Path file = file("port: 1\nhost: 127.0.0.3\notlp: true\nlimits:\n  workers: 5\n");
    Map<String, String> environment =
        Map.of("CLEW_SERVE_PORT", "2", "CLEW_SERVE_LIMITS_WORKERS", "6", "CLEW_SERVE_HOST", "");

    ServeSettings settings =
        settings(file, environment, "--port", "3", "--otlp=false", "--set", "limits.streams=9");

    assertThat(PrintedSettings.lines(settings))
        .anyMatch(line -> line.matches("port: 3 +# flag --port"))
        .anyMatch(line -> line.matches("host: 127.0.0.3 +# file .*serve.yaml:2:7"))
        .anyMatch(line -> line.matches("otlp: false +# flag --otlp"))
        .anyMatch(line -> line.matches("  workers: 6 +# environment CLEW_SERVE_LIMITS_WORKERS"))
        .anyMatch(line -> line.matches("  streams: 9 +# flag --set limits.streams"))
        .anyMatch(line -> line.matches("  waiting: 1000 +# default"))
        .anyMatch(line -> line.matches("data: null +# not set"));
  }

  @Test
  void environment_everyVariable_sets() {
    for (ServeSetting setting : ServeSetting.values()) {
      String value =
          switch (setting.type()) {
            case SettingType.Flag flag -> "true";
            case SettingType.Whole whole -> "77";
            case SettingType.Size size -> "77kB";
            case SettingType.Span span -> "77s";
            case SettingType.Text text -> "text";
            case SettingType.Secret secret -> "secret";
            case SettingType.Texts texts -> "one, two";
            case SettingType.FileName name -> "name";
          };

      ServeSettings settings = settings(null, Map.of(setting.variable(), value));

      assertThat(settings.text(setting)).isEqualTo(value.replace(", ", ","));
    }
    assertThat(settings(null, Map.of("CLEW_STORE", "url")).text(ServeSetting.STORE))
        .isEqualTo("url");
  }

  @Test
  void environmentAndFlags_unknownOrWrong_areRefused() {
    assertThatThrownBy(() -> settings(null, Map.of("CLEW_SERVE_PROT", "1")))
        .hasMessage(
            "the environment has an unknown CLEW_SERVE_PROT; did you mean 'CLEW_SERVE_PORT'?");
    assertThatThrownBy(() -> settings(null, Map.of("CLEW_SERVE_PORT", "-1")))
        .hasMessage("CLEW_SERVE_PORT must be a whole number from 0 to 65535, not '-1'");
    assertThatThrownBy(() -> settings(null, Map.of(), "--port", "99999"))
        .hasMessage("--port must be a whole number from 0 to 65535, not '99999'");
    assertThatThrownBy(() -> settings(null, Map.of(), "--set", "limits.worker=3"))
        .hasMessageContaining("'limits.worker' is no key; did you mean 'limits.workers'?");
    assertThatThrownBy(() -> settings(null, Map.of(), "--set", "webhook.secret=x"))
        .hasMessageContaining("say it by CLEW_SERVE_WEBHOOK_SECRET");
    assertThatThrownBy(() -> settings(null, Map.of(), "--set", "limits.workers"))
        .hasMessageContaining("'limits.workers' is without its value");
  }

  @Test
  void print_readAgain_isTheSameWithoutThePassword() throws IOException {
    ServeSettings settings = settings(file(EVERY_KEY), Map.of());
    String printed = String.join("\n", PrintedSettings.lines(settings));
    assertThat(printed)
        .doesNotContain("hunter2", "a-secret-of-the-tests")
        .contains("clew:[redacted");

    ServeSettings again = settings(file(printed), Map.of());

    assertThat(shown(again)).containsExactlyElementsOf(shown(settings));
    assertThat(again.text(ServeSetting.STORE)).startsWith("postgres://clew:[redacted");
  }

  @Test
  void store_saidNearer_overridesAnotherPlace() throws IOException {
    Path file = file("store: postgres://db.example/clew\n");
    String data = folder.resolve("data").toString();
    InstantSource clock = InstantSource.system();

    var inFolder = new ServeStart(settings(file, Map.of(), "--data", data)).store(folder, clock);
    inFolder.store().close();
    var inMemory =
        new ServeStart(settings(file, Map.of("CLEW_SERVE_IN_MEMORY", "true"))).store(folder, clock);
    inMemory.store().close();

    assertThat(inFolder.where()).isEqualTo("in " + data);
    assertThat(inMemory.where()).isEqualTo("in memory");
  }

  @Test
  void webhook_toAHostThatIsNotAllowed_isRefusedAtTheStart() {
    Map<String, String> secret = Map.of("CLEW_SERVE_WEBHOOK_SECRET", "a-secret-of-the-tests-here");
    String url = "webhook.url=https://evil.example/x";
    ServeStart other =
        new ServeStart(settings(null, secret, "--webhook-url", "https://evil.example/x"));
    ServeStart unsigned = new ServeStart(settings(null, Map.of(), "--set", url));
    ServeStart allowed =
        new ServeStart(settings(null, secret, "--set", url, "--webhook-allow", "evil.example"));

    assertThatThrownBy(other::options).hasMessageContaining("evil.example of the webhook is not");
    assertThatThrownBy(unsigned::options).hasMessageContaining("needs webhook.secret");
    assertThat(allowed.options().webhook()).isNotNull();
  }

  @Test
  void store_ofTwoPlaces_isRefused() throws IOException {
    Path file = file("read_only: true\n");
    InstantSource clock = InstantSource.system();
    ServeStart both =
        new ServeStart(settings(null, Map.of(), "--data", "x", "--store", "postgres://h/d"));
    ServeStart memory = new ServeStart(settings(file, Map.of(), "--in-memory"));
    ServeStart halfTls = new ServeStart(settings(null, Map.of(), "--tls-cert", "x"));

    assertThatThrownBy(() -> both.store(folder, clock))
        .hasMessageEndingWith("data by flag --data, store by flag --store");
    assertThatThrownBy(() -> memory.store(folder, clock))
        .hasMessageContaining("read_only by file " + file + ":1:12, in_memory by flag --in-memory");
    assertThatThrownBy(halfTls::options).hasMessageContaining("belong together");
  }
}
