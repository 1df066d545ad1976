package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CauseChainTest {
  private static List<String> chain(String text) {
    return Reading.one(text).causeChain().stream().map(CauseLink::toString).toList();
  }

  @Test
  void chain_java_endsAtTheDeepestCauseWithoutSuppressed() {
    assertThat(
            chain(
                """
                Exception in thread "main" app.ReportException: run_742: wrapped: twice
                \tat app.Report.run(Report.java:12)
                \tSuppressed: java.io.IOException: close failed
                \t\tat app.Report.close(Report.java:40)
                \tCaused by: java.io.IOException: of the suppressed
                Caused by: java.lang.IllegalStateException
                \tat app.Report.load(Report.java:22)
                Caused by: java.net.ConnectException: Connection refused
                \t... 12 more
                """))
        .containsExactly(
            "app.ReportException: run_742: wrapped: twice",
            "java.lang.IllegalStateException",
            "java.net.ConnectException: Connection refused");
  }

  @Test
  void chain_javaBehindALogHeader_findsTheException() {
    assertThat(chain("2026-11-22 13:09:44 ERROR failed java.lang.Error: x y\n\tat a.B.c(B.java:1)"))
        .containsExactly("java.lang.Error: x y");
  }

  @Test
  void chain_python_isFromTheOutermostToTheFirst() {
    assertThat(
            chain(
                """
                Traceback (most recent call last):
                  File "/tmp/c.py", line 2, in <module>
                ZeroDivisionError: division by zero

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/tmp/c.py", line 4, in <module>
                app.errors.Bad: no total
                """))
        .containsExactly("app.errors.Bad: no total", "ZeroDivisionError: division by zero");
  }

  @Test
  void chain_node_readsCauses() {
    assertThat(
            chain(
                """
                TypeError: fetch failed
                    at node:internal/deps/undici/undici:14976:13 {
                  [cause]: Error: connect ECONNREFUSED 127.0.0.1:1
                      at x (node:net:1300:16)
                }
                """))
        .containsExactly("TypeError: fetch failed", "Error: connect ECONNREFUSED 127.0.0.1:1");
  }

  @Test
  void chain_nodeErrorWithCode_hasItsType() {
    assertThat(chain("Error [ERR_X]: bad: x\n    at f (a.js:1:2)"))
        .containsExactly("Error: bad: x");
  }

  @Test
  void chain_go_isNotSplitAtItsWrapping() {
    assertThat(chain("panic: load: open: no file\n\ngoroutine 1 [running]:\nmain.main()\n"))
        .containsExactly("panic: load: open: no file");
  }

  @Test
  void chain_ruleOfTheDeepestCause_isFound() {
    LogRecord record =
        Reading.one(
            "app.X: no report\n\tat a.B.c(B.java:1)\n"
                + "Caused by: java.net.ConnectException: Connection refused\n\t... 1 more");
    assertThat(record.code()).isEqualTo("connect_refused");
    assertThat(record.toLogLine().causeChain()).hasSize(2);
  }

  @Test
  void chain_severalLinksThatRulesKnow_theDeepestDecides() {
    LogRecord record =
        Reading.one(
            "java.lang.NullPointerException: no body\n\tat a.B.c(B.java:1)\n"
                + "Caused by: java.net.ConnectException: Connection refused\n\t... 1 more");
    assertThat(record.rule()).isEqualTo("java.connect@1");
  }
}
