package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttributesTest {
  @Test
  void attributes_error_areThoseOfTheDocumentation() {
    LogRecord record =
        Reading.of("ok\n2026-11-22T13:09:44Z curl\ncurl: (6) Could not resolve host: a.invalid\n")
            .get(2);
    assertThat(record.kind()).isEqualTo("error");
    assertThat(record.toLogLine().attributes())
        .hasToString(
            """
            {"stream":"stderr","offset":29,"length":43,\
            "template":"curl: (<number>) Could not resolve host: a.invalid",\
            "template_id":"%s","rule":"curl.dns@1","cause":"dependency","code":"dns_failure",\
            "message":"curl: (6) Could not resolve host: a.invalid",\
            "captures":{"what":"Could not resolve host: a.invalid"}}\
            """
                .formatted(record.templateId()));
  }

  @Test
  void attributes_unknownLine_haveNoCause() {
    LogRecord record = Reading.one("2026-11-22T13:09:44.380Z INFO Rendered 42 pages");
    assertThat(record.kind()).isEqualTo("log");
    assertThat(record.summary()).isEqualTo("Rendered 42 pages");
    assertThat(record.toLogLine().attributes())
        .hasToString(
            """
            {"stream":"stderr","offset":0,"length":47,"template":"Rendered <number> pages",\
            "template_id":"%s","rule":"unknown","time":"2026-11-22T13:09:44.380Z"}\
            """
                .formatted(record.templateId()));
  }
}
