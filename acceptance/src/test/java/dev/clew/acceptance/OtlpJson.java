package dev.clew.acceptance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;
import java.util.Map;

/// Reads a request of OTLP in JSON by what the protos of OpenTelemetry say of it: a name or a type
/// that they do not have is an error.
final class OtlpJson {
  private OtlpJson() {}

  static ExportTraceServiceRequest traces(String text) throws JsonText.Malformed {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    fill((Json.Obj) JsonText.parse(text), request);
    return request.build();
  }

  private static void fill(Json.Obj from, Message.Builder to) {
    for (Map.Entry<String, Json> member : from.members().entrySet()) {
      FieldDescriptor field =
          to.getDescriptorForType().getFields().stream()
              .filter(one -> one.getJsonName().equals(member.getKey()))
              .findFirst()
              .orElseThrow(() ->
                  new AssertionError(
                      to.getDescriptorForType().getFullName() + " has no " + member.getKey()));
      if (field.isRepeated()) {
        for (Json item : ((Json.Arr) member.getValue()).items()) {
          to.addRepeatedField(field, value(field, item, to));
        }
      } else {
        to.setField(field, value(field, member.getValue(), to));
      }
    }
  }

  /// Ids are hex digits, 64-bit numbers texts, enums numbers (OTLP, "JSON Protobuf Encoding").
  private static Object value(FieldDescriptor field, Json value, Message.Builder to) {
    return switch (field.getType()) {
      case MESSAGE -> {
        Message.Builder part = to.newBuilderForField(field);
        fill((Json.Obj) value, part);
        yield part.build();
      }
      case STRING -> ((Json.Str) value).value();
      case BYTES -> ByteString.copyFrom(HexFormat.of().parseHex(((Json.Str) value).value()));
      case FIXED64, INT64 -> Long.parseUnsignedLong(((Json.Str) value).value());
      case FIXED32, UINT32 -> ((Json.Num) value).decimal().intValueExact();
      case ENUM ->
          field.getEnumType().findValueByNumber(((Json.Num) value).decimal().intValueExact());
      default -> throw new AssertionError("a " + field.getType());
    };
  }
}
