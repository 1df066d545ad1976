package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F7: somebody turns the clock of the server's machine, by a library that is loaded before libc.
class TurnedClockTest {
  private static List<Duration> turns() {
    return List.of(
        Duration.ofHours(1),
        Duration.ofHours(-1),
        Duration.ofDays(3_650),
        Duration.ofDays(-3_650),
        Duration.ofSeconds(-Instant.now().getEpochSecond()),
        Duration.ZERO);
  }

  @TempDir private Path folder;

  @Test
  void serve_clockTurned_keepsTheOrderAndGoesOn() throws Exception {
    Path clock = folder.resolve("seconds");
    turn(clock, Duration.ZERO);
    Path library = Tool.compiled(folder, "clock", "-shared", "-fPIC");
    try (ServerProcess server =
            ServerProcess.withData(folder)
                .made(clew ->
                    clew.with("LD_PRELOAD", library.toString())
                        .with("CLOCK_FILE", clock.toString()))
                .start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      List<String> said = new ArrayList<>();
      for (Duration turned : turns()) {
        turn(clock, turned);
        String summary = "turned by " + turned;
        server.post(
            "{\"run_id\":\"turned\",\"kind\":\"log\",\"summary\":\"%s\"}".formatted(summary));
        said.add(summary);
        load.awaitMore();
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      }

      load.stop();
      load.check(server.url());
      requireInOrder(server, said);
      server.terminate();
      server.fsck();
    }
  }

  private static void requireInOrder(ServerProcess server, List<String> said) throws Exception {
    Json.Obj page = (Json.Obj) JsonText.parse(server.get("/api/v1/runs/turned/events").body());
    List<Json.Obj> rows = page.objects("rows");
    assertThat(rows)
        .extracting(row -> row.object("event").text("summary", ""))
        .containsExactlyElementsOf(said);
    assertThat(rows)
        .as("the clock was turned")
        .extracting(row -> row.text("received_at", "").substring(0, 4))
        .contains("1970");
    String document = server.get("/api/v1/runs/turned/document").body();
    assertThat(document).doesNotContainPattern("_ms\":-").contains("turned by");
  }

  private static void turn(Path clock, Duration by) throws Exception {
    byte[] seconds =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(by.toSeconds())
            .array();
    // In place, because the server has it mapped.
    try (var file =
        Files.newByteChannel(clock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      file.write(ByteBuffer.wrap(seconds));
    }
  }
}
