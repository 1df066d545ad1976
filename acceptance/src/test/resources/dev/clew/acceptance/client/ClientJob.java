import dev.clew.client.ArtifactKind;
import dev.clew.client.Clew;
import dev.clew.client.ClewClient;
import dev.clew.client.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A job that says so many lines, and goes on until there is a file "stop". Or: sends what waits. */
public class ClientJob {
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("flush")) {
      try (ClewClient clew = Clew.client().open()) {
        System.out.println("sent: " + clew.flush(Duration.ofSeconds(60)));
      }
      return;
    }
    int lines = Integer.parseInt(arguments[1]);
    int pauseMillis = Integer.parseInt(arguments[2]);
    long spoolBytes = Long.parseLong(arguments[3]);
    try (ClewClient clew = Clew.client().spoolBytes(spoolBytes).closeWait(Duration.ofSeconds(60)).open()) {
      Run run = clew.run("steady").id(arguments[0]).start();
      run.run(() -> run.stage("work").run(() -> work(run, lines, pauseMillis)));
    }
  }

  private static void work(Run run, int lines, int pauseMillis) throws Exception {
    for (int number = 0; number < lines; number++) {
      run.log("line " + number);
      Thread.sleep(pauseMillis);
    }
    Path result = Files.writeString(Path.of("result.txt"), "done");
    run.artifact(result, ArtifactKind.FINAL);
    System.out.println("said");
    while (!Files.exists(Path.of("stop"))) {
      Thread.sleep(20);
    }
  }
}
