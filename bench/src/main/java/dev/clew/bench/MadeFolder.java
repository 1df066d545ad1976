package dev.clew.bench;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Recorder;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Makes a folder of runs of 12 stages, each a call with its bodies: ledgers of 24 kB, as `clew
/// run` writes them.
public final class MadeFolder {
  private static final int STAGES = 12;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Payload DEFINITION = Payload.of("name: nightly\nstages: []\n".repeat(40));

  private final Path folder;
  private final SecretRedactor redactor = new SecretRedactor();

  private MadeFolder(Path folder) {
    this.folder = folder;
  }

  /// @param arguments the folder, how many runs, how long one begins after the other in
  ///   milliseconds, and which of them fails, counted from 1; 0 for none
  public static void main(String[] arguments) throws IOException, InterruptedException {
    MadeFolder made = new MadeFolder(Files.createDirectories(Path.of(arguments[0])));
    int count = Integer.parseInt(arguments[1]);
    long apartMs = Long.parseLong(arguments[2]);
    int failed = Integer.parseInt(arguments[3]);
    for (int number = 1; number <= count; number++) {
      long begun = System.nanoTime();
      made.run(number, number == failed);
      Thread.sleep(Math.max(0, apartMs - (System.nanoTime() - begun) / 1_000_000));
    }
  }

  private void run(int number, boolean fails) throws IOException {
    String hex = Digest.ofJson("bench", Json.of(number)).hex();
    LedgerId id = new LedgerId("default", "run_" + hex.substring(0, 26), "ledger_" + number);
    Path day = Files.createDirectories(folder.resolve("day-" + number / 200));
    ExecutionKey key = new ExecutionKey(new Digest(hex));
    try (FileLedger ledger = FileLedger.create(new LocalDisk(), day, "nightly", key, id, CLOCK)) {
      Recorder recorder =
          new Recorder(
              ledger,
              redactor,
              CLOCK,
              new Recorder.Producer("att_" + number, "clew-run", 1, null, null));
      begin(recorder, hex);
      for (int stage = 1; stage <= STAGES; stage++) {
        stage(recorder, StagePath.of("stage-" + stage), number + "-" + stage);
      }
      recorder
          .event(Kind.RUN_FINISHED, fails ? "run failed" : "run succeeded")
          .with(RunEnded.STATUS, fails ? "failed" : "succeeded")
          .append();
    }
  }

  private static void begin(Recorder recorder, String key) {
    recorder
        .event(Kind.RUN_CREATED, "run created")
        .with(RunCreated.NAME, "nightly")
        .with(RunCreated.EXECUTION_KEY, key)
        .append();
    recorder
        .event(Kind.CONFIG_CAPTURED, "captured nightly.workflow")
        .with(ConfigCaptured.ROLE, "workflow")
        .with(ConfigCaptured.NAME, "nightly.workflow")
        .with(ConfigCaptured.SHA256, DEFINITION.digest().hex())
        .payload(DEFINITION)
        .append();
    recorder.event(Kind.RUN_STARTED, "run started").append();
  }

  private static void stage(Recorder recorder, StagePath path, String id) {
    recorder.event(Kind.STAGE_STARTED, "started").stage(path).append();
    recorder
        .event(Kind.TOOL_CALL_STARTED, "POST /orders")
        .stage(path)
        .toolCall("call_" + id)
        .with(ToolCallStarted.CALL_TYPE, ToolCallStarted.HTTP)
        .with(ToolCallStarted.METHOD, "POST")
        .with(ToolCallStarted.URL, "https://shop.internal/orders/" + id + "/lines")
        .payload(Payload.of("{\"order\":\"" + id + "\",\"note\":\"" + "ab ".repeat(60) + "\"}"))
        .append();
    recorder
        .event(Kind.TOOL_CALL_COMPLETED, "201")
        .stage(path)
        .toolCall("call_" + id)
        .with(ToolCallEnded.HTTP_STATUS, 201L)
        .payload(Payload.of("{\"id\":\"" + id + "\",\"items\":\"" + "cd ".repeat(60) + "\"}"))
        .append();
    recorder.event(Kind.STAGE_COMPLETED, "completed").stage(path).append();
  }
}
