package dev.clew.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Output as programs write it, always the same.
final class MadeOutput {
  private final Random random = new Random(742);
  private final StringBuilder out;

  private MadeOutput(int bytes) {
    this.out = new StringBuilder(bytes + 16_384);
  }

  static byte[] bytes(OutputBench.Lines lines, int bytes) {
    MadeOutput output = new MadeOutput(bytes);
    for (int number = 0; output.out.length() < bytes; number++) {
      switch (lines) {
        case PLAIN -> output.plain(number);
        case TRACES -> output.withTraces(number);
        case JSON -> output.json(number);
      }
    }
    return output.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private StringBuilder header(int number, String level) {
    return out.append("2026-11-22 13:")
        .append(10 + number / 60_000 % 50)
        .append(':')
        .append(10 + number / 1000 % 50)
        .append(',')
        .append(100 + number % 900)
        .append(' ')
        .append(level)
        .append(" [worker-")
        .append(random.nextInt(16))
        .append("] c.acme.report.Renderer - ");
  }

  private void plain(int number) {
    header(number, number % 7 == 0 ? "DEBUG" : "INFO ");
    String message =
        switch (random.nextInt(5)) {
          case 0 -> "Rendered page " + number + " in " + random.nextInt(900) + " ms";
          case 1 ->
              "Loaded /data/in/part-%d.csv with %d rows"
                  .formatted(random.nextInt(10_000), random.nextInt(1_000_000));
          case 2 ->
              "GET http://10.0.0." + random.nextInt(255) + ":8080/items/" + number + " gave 200";
          case 3 ->
              "Customer '"
                  + Integer.toHexString(number)
                  + "' validated by schema v3, nothing to do";
          default ->
              "queue depth %d, generate rate %d/s, all workers busy"
                  .formatted(random.nextInt(100), random.nextInt(50));
        };
    out.append(message).append('\n');
  }

  /// Five errors, two warnings and three stack traces in a hundred.
  private void withTraces(int number) {
    int kind = random.nextInt(100);
    if (kind < 90) {
      plain(number);
    } else if (kind < 95) {
      header(number, "ERROR")
          .append("Connection refused while calling service ")
          .append(number)
          .append('\n');
    } else if (kind < 97) {
      header(number, "WARN ")
          .append("upload of part ")
          .append(number)
          .append(" timed out after 60.0 s, trying again\n");
    } else {
      trace(number);
    }
  }

  private void trace(int number) {
    out.append("java.lang.IllegalStateException: order ").append(number).append(" has no total\n");
    for (int frame = 0; frame < 30; frame++) {
      out.append("\tat com.acme.report.Renderer$Page.render(Renderer.java:")
          .append(10 + frame)
          .append(")\n");
    }
    out.append("Caused by: java.net.SocketTimeoutException: Read timed out\n");
    for (int frame = 0; frame < 12; frame++) {
      out.append("\tat java.base/sun.nio.ch.NioSocketImpl.read(NioSocketImpl.java:")
          .append(200 + frame)
          .append(")\n");
    }
    out.append("\t... 28 more\n");
  }

  private void json(int number) {
    out.append("{\"level\":\"info\",\"time\":\"2026-11-22T13:09:44.")
        .append(100 + number % 900)
        .append("Z\",\"pid\":12,\"msg\":\"Rendered page ")
        .append(number)
        .append(" in ")
        .append(random.nextInt(900))
        .append(" ms\",\"status\":200}\n");
  }
}
