package dev.clew.client;

import org.jspecify.annotations.Nullable;

/// Where a program begins to tell of its run.
///
/// ```java
/// try (var run = Clew.run("nightly-report").bundle("reports@2026.11").start()) {
///   run.stage("preprocessing").run(() -> prepare(pages));
///   try (var stage = run.stage("render")) {
///     stage.artifact(Path.of("out/report.html"), ArtifactKind.FINAL);
///   }
/// }
/// ```
///
/// The server is that of `CLEW_SERVER` or `CLEW_PUSH`, the token that of `CLEW_TOKEN`; without a
/// server nothing is kept and all calls do nothing. Whoever calls never waits for a server: events
/// go to a queue, from there to a folder on this machine, from there to the server. They are sent
/// by the next program when this one is killed, or when the server is away.
public final class Clew {
  private Clew() {}

  /// The client that the environment describes; made when it is first needed.
  private static final class Shared {
    private static final ClewClient CLIENT = client().open();
  }

  /// A run that is not started yet, of a workflow or job of that name.
  public static RunBuilder run(String name) {
    return Shared.CLIENT.run(name);
  }

  /// A client of one's own, for what the environment does not say.
  public static ClientBuilder client() {
    return new ClientBuilder(System.getenv());
  }

  /// The stage that this thread is in, else the run that was started last and has not ended. Null
  /// when there is none.
  public static @Nullable Scope current() {
    return Current.scope();
  }
}
