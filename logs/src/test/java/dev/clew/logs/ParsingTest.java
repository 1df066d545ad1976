package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '~',
      value = {
        "2026-11-22 13:09:44,380 ERROR [main] c.a.B - no total | ERROR | 2026-11-22T13:09:44.380Z",
        "2026-11-22T13:09:44.380Z  WARN 123 --- [main] c.a.B : slow | WARN | 2026-11-22T13:09:44.380Z",
        "2026-11-22T14:09:44+01:00 [info] hello | INFO | 2026-11-22T13:09:44Z",
        "[2026-11-22 13:09:44] [ERROR] no total | ERROR | 2026-11-22T13:09:44Z",
        "2026-11-22 13:09:44,380 - app.x - CRITICAL - no total | FATAL | 2026-11-22T13:09:44.380Z",
        "2026/11/22 13:09:44 [error] 12#0: no total | ERROR | 2026-11-22T13:09:44Z",
        "2026/11/22 13:09:44 listening | - | 2026-11-22T13:09:44Z",
        "2026-11-22 13:09:44.380 UTC [12] ERROR:  no total | ERROR | 2026-11-22T13:09:44.380Z",
        "13:09:44.380 [main] DEBUG c.a.B - hello | DEBUG | -",
        "Nov 22 13:09:44 host app[12]: hello | - | -",
        "<34>1 2026-11-22T13:09:44.003Z host app - - - hello | FATAL | 2026-11-22T13:09:44.003Z",
        "127.0.0.1 - - [22/Nov/2026:13:09:44 +0000] ~GET / HTTP/1.1~ 200 | - | -",
        "E1122 08:09:23.183817   17496 memcache.go:265] no total | ERROR | -",
        "W1122 08:09:23.183817   1 a.go:2] slow | WARN | -",
        "ERROR:root:no total | ERROR | -",
        "[ERROR] no total | ERROR | -",
        "[WARNING] slow | WARN | -",
        "error: no total | ERROR | -",
        "Error: no total | ERROR | -",
        "INFO hello | INFO | -",
        "npm ERR! no total | ERROR | -",
        "npm warn old lockfile | WARN | -",
        "E: no total | ERROR | -",
        "W: slow | WARN | -",
        "psql: error: no total | ERROR | -",
        "fatal: no total | FATAL | -",
        "SEVERE: no total | ERROR | -",
        "{~level~:~warn~,~msg~:~slow~,~time~:~2026-11-22T13:09:44.380Z~} | WARN | 2026-11-22T13:09:44.380Z",
        "{~severity~:~ERROR~,~message~:~x~,~@timestamp~:~2026-11-22T13:09:44Z~} | ERROR | 2026-11-22T13:09:44Z",
        "{~level~:50,~msg~:~x~,~time~:1795352984380} | ERROR | 2026-11-22T13:09:44.380Z",
        "{~level~:~info~,~msg~:~x~,~ts~:1795352984.38} | INFO | 2026-11-22T13:09:44.38Z",
        "time=2026-11-22T13:09:44Z level=error msg=~no total~ | ERROR | 2026-11-22T13:09:44Z",
        "level=warn msg=slow | WARN | -",
        "hello world | - | -",
        "errors were 0 | - | -",
        "Error rate is 0 | - | -",
        "information desk | - | -",
        "E1 is a column | - | -",
        "2026-13-45 99:99:99 ERROR x | ERROR | -",
        "{broken | - | -",
        "a=b | - | -",
      })
  void parse_line_hasSeverityAndTime(String line, String severity, String time) {
    LogRecord record = Reading.one(line.replace('~', '"'));
    assertThat(record.severity()).isEqualTo(severity == null ? null : Severity.valueOf(severity));
    assertThat(record.time() == null ? null : record.time().toString()).isEqualTo(time);
  }

  @Test
  void parse_coloured_seesThroughTheColours() {
    LogRecord record =
        Reading.one("\u001b[32mINFO\u001b[0m \u001b]8;;http://x\u0007hello\u001b]8;;\u0007");
    assertThat(record.severity()).isEqualTo(Severity.INFO);
    assertThat(record.text()).isEqualTo("INFO hello");
    assertThat(record.length()).isEqualTo(39);
  }

  @Test
  void parse_jsonWithError_hasMessageErrorChainAndStatus() {
    LogRecord record =
        Reading.one(
            """
            {"level":"error","msg":"call failed","err":{"type":"HttpError","message":"bad answer",\
            "stack":"HttpError: bad answer\\n    at f (a.js:1:2) {\\n  [cause]: Error: read ECONNRESET\\n}"},\
            "res":{"statusCode":502}}\
            """);
    assertThat(record.message()).startsWith("HttpError: bad answer");
    assertThat(record.causeChain())
        .extracting(CauseLink::type)
        .containsExactly("HttpError", "Error");
    assertThat(record.httpStatus()).isEqualTo(502);
    assertThat(record.rule()).isEqualTo("http.server_error@1");
  }

  @Test
  void parse_message_isWithoutTimeAndLevel() {
    assertThat(Reading.one("2026-11-22 13:09:44,380 ERROR no total").message())
        .isEqualTo("no total");
    assertThat(Reading.one("[ERROR] no total").message()).isEqualTo("no total");
    assertThat(Reading.one("level=error msg=\"no \\\"total\\\"\"").message())
        .isEqualTo("no \"total\"");
  }
}
