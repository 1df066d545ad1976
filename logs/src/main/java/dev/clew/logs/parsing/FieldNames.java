package dev.clew.logs.parsing;

import java.util.List;

/// The names under which programs write the parts of a structured record, the first that is there
/// counts.
final class FieldNames {
  static final List<String> LEVEL =
      List.of("level", "severity", "lvl", "log.level", "loglevel", "levelname", "@level");
  static final List<String> MESSAGE = List.of("msg", "message", "@message", "event", "log", "text");
  static final List<String> TIME =
      List.of("time", "ts", "@timestamp", "timestamp", "t", "datetime", "date", "asctime");
  static final List<String> ERROR =
      List.of("error", "err", "exception", "exc", "error.message", "exception.message", "cause");
  static final List<String> STACK =
      List.of(
          "stack",
          "stack_trace",
          "stacktrace",
          "error.stack_trace",
          "exception.stacktrace",
          "exc_info",
          "traceback");
  static final List<String> STATUS =
      List.of(
          "status",
          "status_code",
          "http_status",
          "http.status_code",
          "statusCode",
          "http.response.status_code");

  private FieldNames() {}
}
