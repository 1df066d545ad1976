package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Calls of gRPC with one message each way
/// (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).
public final class Grpc {
  /// Whether the message is compressed, and its length.
  static final int PREFIX_BYTES = 5;

  static final String ENCODING = "grpc-encoding";
  private static final String STATUS = "grpc-status";
  private static final String MESSAGE = "grpc-message";
  private static final String DETAILS = "grpc-status-details-bin";
  private static final MediaType TYPE = MediaType.parse("application/grpc");

  private Grpc() {}

  /// Whether it is a call with a message in protobuf.
  public static boolean isCall(RequestHeaders asked) {
    MediaType type = asked.contentType();
    return type != null
        && type.type().equals("application")
        && (type.subtype().equals("grpc") || type.subtype().equals("grpc+proto"));
  }

  public static HttpResponse answer(byte[] message) {
    ByteBuffer framed = ByteBuffer.allocate(PREFIX_BYTES + message.length);
    framed.put((byte) 0).putInt(message.length).put(message);
    return HttpResponse.of(
        headers(), HttpData.wrap(framed.array()), HttpHeaders.of(STATUS, Integer.toString(0)));
  }

  /// @param code of gRPC
  /// @param status a `google.rpc.Status` that says the same and more
  public static HttpResponse refusal(int code, String message, byte[] status) {
    return HttpResponse.of(
        headers().toBuilder()
            .endOfStream(true)
            .set("grpc-accept-encoding", "identity,gzip")
            .set(STATUS, Integer.toString(code))
            .set(MESSAGE, escaped(message))
            .set(DETAILS, Base64.getEncoder().withoutPadding().encodeToString(status))
            .build());
  }

  private static ResponseHeaders headers() {
    return ResponseHeaders.builder(HttpStatus.OK).contentType(TYPE).build();
  }

  /// Percent-encoded where it is no printable ASCII.
  private static String escaped(String message) {
    StringBuilder out = new StringBuilder(message.length());
    for (byte unit : message.getBytes(StandardCharsets.UTF_8)) {
      if (unit >= ' ' && unit <= '~' && unit != '%') {
        out.append((char) unit);
      } else {
        out.append('%').append(String.format("%02X", unit & 0xff));
      }
    }
    return out.toString();
  }
}
