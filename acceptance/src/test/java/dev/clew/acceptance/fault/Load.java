package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew;
import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A driver that runs, and the checker that knows what it was told.
final class Load implements AutoCloseable {
  private static final Path ELSEWHERE = Path.of("/dev/shm");

  private final Path folder;
  private final Path acknowledged;
  private final List<Running> drivers = new ArrayList<>();

  private Load(Path folder, Path acknowledged) {
    this.folder = folder;
    this.acknowledged = acknowledged;
  }

  /// How much at once.
  ///
  /// @param pauseMs of each writer after each batch
  record Shape(int writers, int batch, long pauseMs) {
    static final Shape USUAL = new Shape(4, 20, 5);
  }

  static Load on(String url, Path folder, Shape shape) throws IOException {
    Path where = Files.isDirectory(ELSEWHERE) ? ELSEWHERE : folder;
    Load load = new Load(folder, Files.createTempFile(where, "clew-acknowledged", ".ids"));
    load.add(url, "e", shape);
    return load;
  }

  /// One more driver.
  ///
  /// @param prefix of its events
  void add(String url, String prefix, Shape shape) {
    drivers.add(
        start(
            LoadDriver.class,
            url,
            acknowledged.toString(),
            prefix,
            "" + shape.writers(),
            "" + shape.batch(),
            "" + shape.pauseMs()));
  }

  private Running start(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(Clew.java());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program.getName()));
    command.addAll(List.of(arguments));
    return Clew.in(folder).start(command);
  }

  /// Ids that were acknowledged so far.
  long acknowledged() throws IOException {
    try (var lines = Files.lines(acknowledged)) {
      return lines.count();
    }
  }

  /// Waits until more is acknowledged than now.
  void awaitMore() throws Exception {
    long before = acknowledged();
    Until.so("more is acknowledged than " + before, () -> acknowledged() > before);
  }

  /// Has another driver get something acknowledged, after the others were stopped.
  void goOn(String url) throws Exception {
    Files.deleteIfExists(LoadDriver.stop(acknowledged));
    add(url, "later", Shape.USUAL);
    awaitMore();
    stop();
  }

  /// Stops it. Each refusal has said when to come again, and nothing was a conflict.
  ///
  /// @return what came of the requests of the first driver
  Json.Obj stop() throws IOException {
    Files.writeString(LoadDriver.stop(acknowledged), "");
    Json.Obj first = Json.EMPTY_OBJECT;
    for (Running driver : drivers) {
      Ran ran = driver.ended();
      assertThat(ran.code()).as(ran.err()).isZero();
      Json.Obj tally = ran.json();
      assertThat(tally.object("results").members().keySet()).isSubsetOf("stored", "duplicate");
      assertThat(tally.list("unexpected")).isEmpty();
      first = first.equals(Json.EMPTY_OBJECT) ? tally : first;
    }
    drivers.clear();
    return first;
  }

  /// Whether the server has all that was acknowledged, once.
  ///
  /// @return what the checker counted
  Json.Obj check(String url) {
    Ran ran = start(LoadChecker.class, url, acknowledged.toString()).ended();
    assertThat(ran.code()).as(ran.err()).isZero();
    Json.Obj found = ran.json();
    assertThat(found.whole("acknowledged")).isPositive();
    assertThat(found.whole("missing")).as(ran.out()).isZero();
    assertThat(found.whole("twice")).as(ran.out()).isZero();
    assertThat(found.list("wrong")).isEmpty();
    return found;
  }

  @Override
  public void close() throws IOException {
    drivers.forEach(Running::kill);
    Files.deleteIfExists(acknowledged);
    Files.deleteIfExists(LoadDriver.stop(acknowledged));
  }
}
