package dev.clew.storetck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL server of the tests of this process, from Debian's package; it syncs as a real one
/// does. Its texts are sorted as in English unless a column says otherwise.
public final class PostgresServer {
  private static final Path PACKAGE = Path.of("/usr/lib/postgresql");

  /// The server refuses to run as root.
  private static final String OTHER_USER = "postgres";

  private static final String SECONDS = "120";

  private final Path binaries;
  private final Path data;
  private final int port;
  private int databases;

  private PostgresServer(Path binaries, Path data, int port) {
    this.binaries = binaries;
    this.data = data;
    this.port = port;
  }

  private static final class Shared {
    private static final PostgresServer SERVER = startNew();
  }

  /// It is started when it is asked for first.
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /// One more, for a test that stops it while others run; it ends with the process.
  public static PostgresServer startNew() {
    try {
      Path data = Files.createTempDirectory("clew-postgres");
      own(data);
      PostgresServer server = new PostgresServer(binaries(), data, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.run(
          "initdb",
          "-D",
          data.toString(),
          "-U",
          OTHER_USER,
          "-A",
          "trust",
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--locale-provider=icu",
          "--icu-locale=en",
          "--no-sync");
      server.start();
      server.sql("postgres", "CREATE ROLE clew LOGIN");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path binaries() throws IOException {
    if (Files.isDirectory(PACKAGE)) {
      try (Stream<Path> versions = Files.list(PACKAGE)) {
        return versions
            .map(version -> version.resolve("bin"))
            .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
            .max(Comparator.comparing(Path::toString))
            .orElseThrow(PostgresServer::missing);
      }
    }
    throw missing();
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "these tests need a PostgreSQL server in " + PACKAGE + ": apt-get install postgresql");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /// Gives a folder to the server's user.
  public static Path own(Path folder) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER_USER));
    }
    return folder;
  }

  /// Lets the server's user go into the folder above one of a test's.
  public static Path readable(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public void start() {
    run(
        "pg_ctl",
        "start",
        "-w",
        "-t",
        SECONDS,
        "-D",
        data.toString(),
        "-l",
        data.resolve("server.log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='%s'"
            .formatted(port, data));
  }

  /// As a crash: nothing is written before it ends, and all that was committed comes out of the
  /// log.
  public void restartImmediately() {
    run("pg_ctl", "restart", "-w", "-t", SECONDS, "-m", "immediate", "-D", data.toString());
  }

  /// Ends as a crash does, and stays away until [#start].
  public void stopImmediately() {
    run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
  }

  private void stop() {
    try {
      stopImmediately();
      Files.walkFileTree(data, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("the server of the tests cannot be removed", e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException e) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /// An address of a new database that a role owns who is no superuser.
  public synchronized String newDatabase() {
    String name = "test_" + databases++;
    sql("postgres", "CREATE DATABASE " + name + " OWNER clew");
    return name;
  }

  public void dropDatabase(String name) {
    sql("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
  }

  public String url(String database) {
    return "postgres://clew@127.0.0.1:" + port + "/" + database;
  }

  public String jdbc(String database, String user) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
  }

  /// As a superuser.
  public void sql(String database, String statement) {
    run(
        "psql",
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        data.toString(),
        "-p",
        String.valueOf(port),
        "-U",
        OTHER_USER,
        "-d",
        database,
        "-c",
        statement);
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + OTHER_USER, "--regid=" + OTHER_USER, "--clear-groups"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      // The server inherits a pipe and would keep it open; a file it may keep.
      Path said = Files.createTempFile("clew-postgres", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(data.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      int code = process.waitFor();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      if (code != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
