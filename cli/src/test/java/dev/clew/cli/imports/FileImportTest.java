package dev.clew.cli.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Window;
import dev.clew.document.JsonText;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.StoredRuns;
import dev.clew.store.RunQuery;
import dev.clew.storesqlite.SqliteRunStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of others and of clew, taken into ledgers and into the data folder of a server.
class FileImportTest {
  private static final List<String> SECRETS =
      List.of(
          "hunter2-hunter2",
          "topsecretcookie42",
          "s3cr3tBearerValue99",
          "ghp_0123456789",
          "abcdef123456789secret");

  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (InputStream in =
        Objects.requireNonNull(
            FileImportTest.class.getResourceAsStream(file.getFileName().toString()))) {
      Files.copy(in, file);
    }
    return file;
  }

  private Path out() {
    return folder.resolve("out");
  }

  private List<Json.Obj> imported(Path file, String... more) throws Exception {
    Object[] words = new Object[more.length + 3];
    System.arraycopy(new Object[] {"import", file, "--json"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    TestFiles.Ran ran = TestFiles.clew(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ((Json.Obj) JsonText.parse(ran.out())).objects("imported");
  }

  private RecordedRun run(Path file) throws Exception {
    Json.Obj done = imported(file, "--out", out().toString()).getFirst();
    return RecordedRun.of(new LedgerSource(Path.of(done.text("place", ""))));
  }

  private static String headline(RecordedRun run) {
    return Objects.requireNonNull(run.explanation().dossier()).blocker();
  }

  private static Window active(RecordedRun run) {
    return run.explanation().timing().windows().stream()
        .filter(window -> window.name() == Window.Name.ACTIVE)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop.har | shop.example | checkout/POST api v1 subscriptions answered 402
          shop/target/surefire-reports/TEST-shop.TotalsTest.xml | shop | shop.TotalsTest/rounds: TotalsTest.java:17: org.opentest4j.AssertionFailedError: expected: <3> but was: <4>
          collector.json | nightly-report | upload: java.net.ConnectException: Connection refused
          events.jsonl | nightly | upload: no answer within 60 s
          """)
  void import_fileOfAnother_isARunWithItsHeadlineAndNoSecret(
      String name, String runName, String headline) throws Exception {
    Path file = file(name);

    RecordedRun run = run(file);

    assertThat(run.view().name()).isEqualTo(runName);
    assertThat(run.view().status().wire()).isEqualTo("failed");
    assertThat(headline(run)).startsWith(headline);
    assertThat(active(run).status()).isEqualTo(Window.Status.CLOSED);
    String written = everything(out());
    assertThat(written).contains("run_created");
    assertThat(SECRETS).noneMatch(written::contains);
  }

  private static String everything(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path one : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(one, ISO_8859_1));
      }
    }
    return all.toString();
  }

  /// Ids and times that a file does not say follow from it and from when it was written.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.har",
        "TEST-shop.TotalsTest.xml",
        "collector.json",
        "events.jsonl",
        "timeless.jsonl"
      })
  void import_twice_isNothingNew(String name) throws Exception {
    Path file = file(name);
    try (ImportServer server = ImportServer.start()) {
      List<List<String>> places =
          List.of(
              List.of("--out", out().toString()),
              List.of("--data", folder.resolve("data").toString()),
              List.of("--server", server.url()));
      for (List<String> place : places) {
        String[] where = place.toArray(String[]::new);
        Json.Obj before = imported(file, where).getFirst();
        FileTime written = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(written.toInstant().plusSeconds(60)));

        List<Json.Obj> again = imported(file, where);

        assertThat(before.whole("stored")).isPositive();
        assertThat(again).as(place.getFirst()).hasSize(1);
        assertThat(again.getFirst().whole("stored")).as(place.getFirst()).isZero();
        assertThat(again.getFirst().whole("known")).isEqualTo(before.whole("stored"));
        assertThat(TestFiles.clew("import", file, where[0], where[1]).out())
            .contains("nothing new");
      }
      assertThat(server.rows()).hasSameSizeAs(run(file).contents().rows());
    }
  }

  @Test
  void import_pipe_isReadFromItsFirstByte() throws Exception {
    Path file = file("events.jsonl");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    // Whoever opens it again finds it empty.
    Process writer =
        new ProcessBuilder(
                "sh",
                "-c",
                "cat \"$0\" > \"$1\"; while sleep 1; do : > \"$1\"; done",
                file.toString(),
                pipe.toString())
            .start();
    try {
      RecordedRun run = run(pipe);

      assertThat(run.contents().rows()).hasSameSizeAs(Files.readAllLines(file));
    } finally {
      writer.destroy();
    }
  }

  @Test
  void import_harWithPages_hasItsExchangesAsStagesWithTheirCalls() throws Exception {
    RunView run = run(file("shop.har")).view();

    assertThat(run.attempt().stages())
        .extracting(stage ->
            stage.path()
                + " "
                + Objects.requireNonNull(stage.status()).name().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "checkout failed",
            "checkout/GET checkout succeeded",
            "checkout/POST api v1 subscriptions failed",
            "checkout/GET cdn.example failed");
    assertThat(run.attempt().toolCalls())
        .extracting(call -> call.method() + " " + call.httpStatus())
        .containsExactlyInAnyOrder("GET 200", "POST 402", "GET null");
  }

  @Test
  void import_folderOfReports_isOneRun() throws Exception {
    Path first = file("shop/target/surefire-reports/TEST-shop.TotalsTest.xml");
    Path reports = Objects.requireNonNull(first.getParent());
    Files.writeString(
        reports.resolve("TEST-shop.OrdersTest.xml"),
        "<testsuite name='shop.OrdersTest' timestamp='2026-04-23T13:00:00' time='1,002.5'>"
            + "<testcase name='orders(int)' classname='shop.OrdersTest' time='2.5'/>"
            + "<testcase name='orders(int)' classname='shop.OrdersTest' time='1000'/></testsuite>");
    Files.writeString(reports.resolve("shop.OrdersTest.txt"), "Tests run: 2");

    RecordedRun run = run(reports);

    assertThat(run.view().name()).isEqualTo("shop");
    assertThat(run.view().attempt().stages())
        .extracting(stage ->
            stage.path()
                + " "
                + Objects.requireNonNull(stage.status()).name().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "shop.OrdersTest succeeded",
            "shop.OrdersTest/orders(int) succeeded",
            "shop.OrdersTest/orders(int)~2 succeeded",
            "shop.TotalsTest failed",
            "shop.TotalsTest/rounds failed",
            "shop.TotalsTest/adds succeeded",
            "shop.TotalsTest/later skipped");
    assertThat(Objects.requireNonNull(run.view().attempt().startedAt()).toString())
        .isEqualTo("2026-04-23T13:00:00Z");
  }

  @Test
  void import_testThatPrintedMuch_isThereWhole() throws Exception {
    String printed = "a &lt;b&gt; &amp; &#169; ".repeat(60_000);
    Path file =
        Files.writeString(
            folder.resolve("much.xml"),
            "<testsuite name='s'><testcase name='t'><system-out>"
                + printed
                + "</system-out></testcase></testsuite>");

    RecordedRun run = run(file);

    assertThat(run.contents().rows())
        .extracting(row -> row.payload() == null ? "" : row.payload().text())
        .contains("a <b> & © ".repeat(60_000));
  }

  @Test
  void import_suiteThatPrinted_hasItAtItsStage() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("printed.xml"),
            "<testsuites><testsuite name='s'><testcase name='t'/>"
                + "<system-out>started the database</system-out><system-err> </system-err>"
                + "</testsuite><testsuite name='hooks'><system-err>no room</system-err>"
                + "</testsuite></testsuites>");

    RecordedRun run = run(file);

    assertThat(run.contents().rows())
        .filteredOn(row -> row.event().is(Kind.LOG))
        .extracting(row -> row.event().path() + ": " + Objects.requireNonNull(row.payload()).text())
        .containsExactly("s: started the database", "hooks: no room");
  }

  @Test
  void import_harOfBrowser_hasWordsOfItsAddressesAndPagesOfTheirTime() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("browser.har"),
            """
            {"log":{"pages":[
              {"id":"p1","title":"https://shop.example/list?filter={a|b}","startedDateTime":"2026-04-23T13:00:00Z"},
              {"id":"p2","title":"empty","startedDateTime":"2026-04-23T13:00:01Z"},
              {"id":"p3","title":"never"}],
             "entries":[{"pageref":"p1","startedDateTime":"2026-04-23T13:00:00Z","time":2000,
              "request":{"url":"https://shop.example/api/list?filter={a|b}"},"response":{"status":200}}]}}
            """);

    RunView run = run(file).view();

    assertThat(run.name()).isEqualTo("shop.example");
    assertThat(run.attempt().stages())
        .extracting(stage -> stage.path() + " " + stage.finishedAt())
        .containsExactlyInAnyOrder(
            "list 2026-04-23T13:00:02Z",
            "list/GET api list 2026-04-23T13:00:02Z",
            "empty 2026-04-23T13:00:01Z",
            "never 2026-04-23T13:00:00Z");
  }

  @Test
  void import_ledgerAndReports_haveTheSameContent() throws Exception {
    Path ledger = new TestFiles(folder).ledger();
    var reports = TestFiles.reports(ledger);
    var root = ContentRoot.of(new LedgerSource(ledger).read().rows());
    for (Path file : List.of(ledger, reports.html(), reports.json())) {
      Path data = folder.resolve("data of " + file.getFileName());

      imported(file, "--data", data.toString());
      List<Json.Obj> again = imported(file, "--data", data.toString());

      assertThat(again.getFirst().whole("stored")).isZero();
      try (SqliteRunStore store = SqliteRunStore.openToRead(data)) {
        RecordedRun run = Objects.requireNonNull(new StoredRuns(store, "").newest(RunQuery.ALL));
        assertThat(ContentRoot.of(run.contents().rows())).isEqualTo(root);
      }
    }
    imported(ledger, "--out", out().toString());
    assertThat(ContentRoot.of(run(ledger).contents().rows())).isEqualTo(root);
  }

  @Test
  void import_laterPartOfARun_goesIntoItsLedger() throws Exception {
    Path events = file("events.jsonl");
    List<String> lines = Files.readAllLines(events);
    Path first = Files.write(folder.resolve("first.jsonl"), lines.subList(0, 3));
    run(first);

    RecordedRun run = run(events);

    assertThat(run.contents().rows()).hasSize(lines.size());
    assertThat(run.view().status().wire()).isEqualTo("failed");
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files.filter(one -> one.toString().endsWith(".ledger"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"log":{"entries":[]}} | log.entries is empty
          {"log":{"entries":[{]}} | bad:1:21: not JSON
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"soon"}]}]}]} | request 1:
          {"run_id":"r","knd":"log"} | bad:1: an event has no member knd
          {"openapi":"3.1.0"} | no ledger, report, events of clew
          {"run_id":"r","kind":"log","sumary":"x"} | bad:1: an event has no member sumary
          <suite/> | neither testsuites nor testsuite
          <testsuite name='a'><testcase name='b'> | bad:1:40: not XML, or cut off
          <testsuite name='a'></testsuite> | without a test
          <!DOCTYPE a [<!ENTITY x "y">]><testsuite name='&x;'><testcase name='b'/></testsuite> | document type
          <!DOCTYPE a SYSTEM "file:///etc/passwd"><testsuite name='a'><testcase name='b'/></testsuite> | document type
          <testsuite name='&x;'><testcase name='b'/></testsuite> | not XML
          words | no ledger, report, events of clew, OpenTelemetry in JSON, HAR or JUnit XML
          '' | the file is empty
          """)
  void import_badFile_isOneLineWithItsPlace(String content, String said) throws Exception {
    Path bad = Files.writeString(folder.resolve("bad"), content);

    TestFiles.Ran ran = TestFiles.clew("import", bad, "--out", out());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).startsWith("clew: ").contains("bad").contains(said);
    assertThat(out()).doesNotExist();
  }

  @Test
  void import_whatIsNotTaken_isSaid() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("some.json"),
            """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"whose?"}}]}]}]}
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"a"},{"name":"b"}]}]}]}
            """);
    String url = "https://shop.example/" + "x".repeat(2 << 20);
    Path large =
        Files.writeString(
            folder.resolve("large.har"),
            "{\"log\":{\"entries\":[{\"request\":{\"url\":\"" + url + "\"}}]}}");

    TestFiles.Ran nothing = TestFiles.clew("import", file, "--out", out());
    TestFiles.Ran some = TestFiles.clew("import", large, "--out", out());
    TestFiles.Ran sent;
    try (ImportServer server = ImportServer.start()) {
      sent = TestFiles.clew("import", large, "--server", server.url());
    }

    assertThat(nothing.code()).isZero();
    assertThat(nothing.err())
        .contains("1 spans or log records belong to no run")
        .contains("2 metrics are not taken");
    for (TestFiles.Ran ran : List.of(some, sent)) {
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err()).contains("not taken: event.bytes = 1048576");
      assertThat(ran.out()).contains("shop.example");
    }
  }

  @Test
  void import_deepXml_isRefusedByItsLimit() throws Exception {
    Path deep =
        Files.writeString(
            folder.resolve("deep.xml"),
            "<testsuite name='a'><testcase name='b'>" + "<x>".repeat(100_000));

    TestFiles.Ran ran = TestFiles.clew("import", deep, "--out", out());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("junit.depth = 32");
  }

  @Test
  void import_log_isNoFileOfThatName() {
    TestFiles.Ran ran = TestFiles.clew("import", "log", folder.resolve("a.txt"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("logs are not imported yet").contains("./log");
  }

  @Test
  void import_twoPlaces_isOneLine() throws Exception {
    Path file = file("shop.har");

    TestFiles.Ran ran = TestFiles.clew("import", file, "--data", out(), "--out", out());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("one place");
  }
}
