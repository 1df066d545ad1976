package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.logs.framing.Limits;
import dev.clew.logs.framing.Range;
import dev.clew.logs.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
  private static final Rules NONE = Rules.of(List.of());

  private static List<String> texts(String text) {
    return Reading.of(text, NONE).stream().map(LogRecord::text).toList();
  }

  @Test
  void take_plainLines_areRecords() {
    assertThat(texts("one\ntwo\r\n\n  \nthree")).containsExactly("one", "two", "three");
  }

  @Test
  void take_progressBar_isOneRecordOfWhatIsLeftToSee() {
    List<LogRecord> records = Reading.of("get\n 10%\r 50%\r100% done\r\nnext\n", NONE);
    assertThat(records).extracting(LogRecord::text).containsExactly("get", "100% done", "next");
    assertThat(records.get(1).ranges()).containsExactly(new Range(4, 19));
  }

  @Test
  void take_javaTrace_isOneRecord() {
    String trace =
        """
        Exception in thread "main" java.lang.IllegalStateException: no total
        \tat app.Report.total(Report.java:12)
        \tSuppressed: java.io.IOException: close failed
        \t\tat app.Report.close(Report.java:40)
        Caused by: java.net.ConnectException: Connection refused
        \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
        \t... 12 more
        """;
    assertThat(texts("before\n" + trace + "after\n"))
        .containsExactly("before", trace.stripTrailing(), "after");
  }

  @Test
  void take_twoTracesInARow_areTwo() {
    String trace = "java.lang.Error: x\n\tat a.B.c(B.java:1)";
    assertThat(texts(trace + "\n" + trace + "\n")).containsExactly(trace, trace);
  }

  @Test
  void take_pythonChain_isOneRecord() {
    String chain =
        """
        Traceback (most recent call last):
          File "/tmp/c.py", line 2, in <module>
            1/0
            ~^~
        ZeroDivisionError: division by zero

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "/tmp/c.py", line 4, in <module>
            raise ValueError("bad") from e
        ValueError: bad
        """;
    assertThat(texts("start\n" + chain + "\nend\n"))
        .containsExactly("start", chain.stripTrailing(), "end");
  }

  @Test
  void take_pythonSyntaxErrorWithoutTraceback_isOneRecord() {
    String error =
        "  File \"/tmp/s.py\", line 1\n    foo(\n       ^\nSyntaxError: '(' was never closed";
    assertThat(texts(error + "\n")).containsExactly(error);
  }

  @Test
  void take_exceptionGroup_isOneRecord() {
    String group =
        """
          + Exception Group Traceback (most recent call last):
          |   File "g.py", line 1, in <module>
          | ExceptionGroup: two (2 sub-exceptions)
          +-+---------------- 1 ----------------
            | ValueError: a
            +---------------- 2 ----------------
            | TypeError: b
            +------------------------------------
        """
            .stripTrailing();
    assertThat(texts("x\n" + group + "\ny")).containsExactly("x", group, "y");
  }

  @Test
  void take_goPanicWithGoroutines_isOneRecord() {
    String panic =
        """
        panic: runtime error: invalid memory address or nil pointer dereference [recovered]
        \tpanic: again
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f]

        goroutine 1 [running]:
        main.(*T).run(0xc000012345, {0x1, 0x2})
        \t/src/main.go:12 +0x1d
        main.main()
        \t/src/main.go:5 +0x2a

        goroutine 6 [chan receive]:
        created by main.main in goroutine 1
        \t/src/main.go:4 +0x11
        """;
    assertThat(texts(panic + "exit status 2\n"))
        .containsExactly(panic.stripTrailing(), "exit status 2");
  }

  @Test
  void take_nodeErrorWithPropertiesAndCause_isOneRecord() {
    String error =
        """
        TypeError: fetch failed
            at node:internal/deps/undici/undici:14976:13 {
          [cause]: Error: connect ECONNREFUSED 127.0.0.1:1
              at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1300:16) {
            errno: -111,
            code: 'ECONNREFUSED'
          }
        }
        """
            .stripTrailing();
    assertThat(texts(error + "\n\nNode.js v20.20.2\n")).containsExactly(error, "Node.js v20.20.2");
  }

  @Test
  void take_nodeMissingModule_keepsItsRequireStack() {
    String error =
        "Error: Cannot find module 'nope'\nRequire stack:\n- /tmp/x.js\n"
            + "    at Module._load (node:internal/modules/cjs/loader:1038:27)";
    assertThat(texts(error + "\n")).containsExactly(error);
  }

  @Test
  void take_npmBlock_isOneRecord() {
    String block = "npm error code E404\nnpm error 404 Not Found\nnpm error     at x (y.js:1:1)";
    assertThat(texts("npm warn old\n" + block + "\ndone\n"))
        .containsExactly("npm warn old", block, "done");
  }

  @Test
  void take_textThatOnlyLooksLikeATrace_staysApart() {
    assertThat(texts("Meeting\n  at noon\nCreated\n   by me\n"))
        .containsExactly("Meeting", "  at noon", "Created", "   by me");
  }

  @Test
  void take_criParts_becomeLinesOfTheirOwnStream() {
    String input =
        """
        2026-11-22T13:09:44.380000000Z stdout P one \n\
        2026-11-22T13:09:44.381000000Z stderr F java.lang.Error: x
        2026-11-22T13:09:44.382000000Z stdout F line
        2026-11-22T13:09:44.383000000Z stderr F \tat a.B.c(B.java:1)
        2026-11-22T13:09:44.384000000Z stdout F next
        """;
    List<LogRecord> records = Reading.of(input, NONE);
    assertThat(records)
        .extracting(LogRecord::text)
        .containsExactlyInAnyOrder("one line", "java.lang.Error: x\n\tat a.B.c(B.java:1)", "next");
    LogRecord joined =
        records.stream().filter(record -> record.text().equals("one line")).findFirst().get();
    assertThat(joined.ranges()).hasSize(2);
    assertThat(joined.time()).hasToString("2026-11-22T13:09:44.380000000Z");
  }

  @Test
  void take_twoReaders_neverJoin() {
    List<LogRecord> records = new ArrayList<>();
    LogReader out = new LogReader("stdout", NONE, records::add);
    LogReader err = new LogReader("stderr", NONE, records::add);
    byte[] head = "java.lang.Error: x\n".getBytes(StandardCharsets.UTF_8);
    byte[] frame = "\tat a.B.c(B.java:1)\n".getBytes(StandardCharsets.UTF_8);
    err.take(head, 0, head.length);
    out.take(frame, 0, frame.length);
    err.end();
    out.end();
    assertThat(records).hasSize(2);
  }

  @Test
  void flush_openRecord_isGivenAwayAndAnOpenLineIsNot() {
    List<LogRecord> records = new ArrayList<>();
    LogReader reader = new LogReader("stdout", NONE, records::add);
    byte[] bytes = "whole\nhalf".getBytes(StandardCharsets.UTF_8);
    reader.take(bytes, 0, bytes.length);
    reader.flush();
    assertThat(records).extracting(LogRecord::text).containsExactly("whole");
    reader.end();
    assertThat(records).extracting(LogRecord::text).containsExactly("whole", "half");
  }

  @Test
  void take_lineOverTheCap_isCutBetweenCharacters() {
    byte[] input = "abc€€€\nshort\n".getBytes(StandardCharsets.UTF_8);
    List<LogRecord> records = Reading.of(input, NONE, new Limits(8, 64, 10));
    assertThat(records).extracting(LogRecord::text).containsExactly("abc€", "€€", "short");
    assertThat(records).extracting(LogRecord::capped).containsExactly(true, true, false);
  }

  @Test
  void take_recordOverTheCapOfLines_isClosedAndFlagged() {
    String trace = "java.lang.Error: x\n" + "\tat a.B.c(B.java:1)\n".repeat(5);
    byte[] input = trace.getBytes(StandardCharsets.UTF_8);
    List<LogRecord> records = Reading.of(input, NONE, new Limits(64, 1024, 3));
    assertThat(records).hasSize(2).allMatch(LogRecord::capped);
  }

  @Test
  void take_brokenUtf8_isReplacedAndItsRangeIsExact() {
    byte[] input = {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n', 'c', '\n'};
    List<LogRecord> records = Reading.of(input, NONE, Limits.DEFAULT);
    assertThat(records).extracting(LogRecord::text).containsExactly("a\uFFFD\uFFFDb", "c");
    assertThat(records.getFirst().ranges()).containsExactly(new Range(0, 4));
  }
}
