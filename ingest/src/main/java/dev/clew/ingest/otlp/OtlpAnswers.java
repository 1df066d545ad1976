package dev.clew.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The bodies of answers, in the encoding of the request.
public final class OtlpAnswers {
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
  private static final byte[] NOTHING = {};
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(UTF_8);

  private OtlpAnswers() {}

  /// Everything was taken.
  public static byte[] success(Encoding encoding) {
    return switch (encoding) {
      case PROTOBUF -> NOTHING.clone();
      case JSON -> EMPTY_OBJECT.clone();
    };
  }

  /// So many can never be taken, and the others were.
  ///
  /// @param counted `rejectedSpans`, `rejectedLogRecords`
  public static byte[] partial(Encoding encoding, String counted, long rejected, String why) {
    return switch (encoding) {
      case PROTOBUF -> bytes(1, message(rejected, why));
      case JSON ->
          json(
              Json.object()
                  .put(
                      "partialSuccess",
                      Json.object()
                          .put(counted, Long.toString(rejected))
                          .put("errorMessage", why)
                          .build())
                  .build());
    };
  }

  /// A `google.rpc.Status`.
  ///
  /// @param code of gRPC
  public static byte[] status(Encoding encoding, int code, String message) {
    return switch (encoding) {
      case PROTOBUF -> message(code, message);
      case JSON -> json(Json.object().put("code", code).put("message", message).build());
    };
  }

  /// A `google.rpc.Status` as it stands in the trailers of a call.
  ///
  /// @param again after which time it may be sent again; null when it may not
  public static byte[] grpcStatus(int code, String message, @Nullable Duration again) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(message(code, message));
    if (again != null) {
      ByteArrayOutputStream seconds = new ByteArrayOutputStream();
      seconds.write(1 << 3);
      varint(seconds, again.toSeconds());
      ByteArrayOutputStream any = new ByteArrayOutputStream();
      any.writeBytes(bytes(1, RETRY_INFO.getBytes(UTF_8)));
      any.writeBytes(bytes(2, bytes(1, seconds.toByteArray())));
      out.writeBytes(bytes(3, any.toByteArray()));
    }
    return out.toByteArray();
  }

  private static byte[] json(Json.Obj value) {
    return JsonWriter.compact(value).getBytes(UTF_8);
  }

  /// A message of a number and a text, as both that are sent happen to be.
  private static byte[] message(long number, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (number != 0) {
      out.write(1 << 3);
      varint(out, number);
    }
    out.writeBytes(bytes(2, text.getBytes(UTF_8)));
    return out.toByteArray();
  }

  private static byte[] bytes(int field, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((field << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long number) {
    long left = number;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }
}
