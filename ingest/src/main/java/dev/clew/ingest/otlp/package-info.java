/// What OpenTelemetry sends (OTLP, in protobuf and in JSON): traces and log records, as events.
/// Pure: bytes in, values out.
@NullMarked
package dev.clew.ingest.otlp;

import org.jspecify.annotations.NullMarked;
