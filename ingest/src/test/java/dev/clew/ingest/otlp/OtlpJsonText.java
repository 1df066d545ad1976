package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Messages of the official library in OTLP's JSON, with all that a sender may choose chosen by
/// chance: case of ids, 64-bit numbers as numbers or texts, members that nobody knows.
final class OtlpJsonText {
  private static final Set<String> HEX = Set.of("traceId", "spanId", "parentSpanId");

  private final Random random;

  OtlpJsonText(Random random) {
    this.random = random;
  }

  String of(Message message) {
    return JsonWriter.compact(object(message));
  }

  private Json object(Message message) {
    Json.Builder out = Json.object();
    if (random.nextInt(4) == 0) {
      out.put("notKnown", Json.object().put("spans", 1).build());
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor type = field.getKey();
      if (type.isRepeated()) {
        List<Json> items = new ArrayList<>();
        for (Object item : (List<?>) field.getValue()) {
          items.add(value(type, item));
        }
        out.put(type.getJsonName(), items);
      } else {
        out.put(type.getJsonName(), value(type, field.getValue()));
      }
    }
    return out.build();
  }

  private Json value(FieldDescriptor type, Object value) {
    return switch (value) {
      case Message message -> object(message);
      case EnumValueDescriptor word -> Json.of(word.getNumber());
      case ByteString bytes -> Json.of(binary(type.getJsonName(), bytes.toByteArray()));
      case Long number ->
          random.nextBoolean() ? Json.of(number.longValue()) : Json.of(number.toString());
      case Integer number -> Json.of(number);
      case Boolean flag -> Json.of(flag.booleanValue());
      case Double number when !Double.isFinite(number) -> Json.of(number.toString());
      case Double number -> new Json.Num(number.toString());
      case String text -> Json.of(text);
      default -> throw new AssertionError(type.getFullName());
    };
  }

  private String binary(String name, byte[] bytes) {
    if (!HEX.contains(name)) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    String hex = HexFormat.of().formatHex(bytes);
    return random.nextBoolean() ? hex.toUpperCase(Locale.ROOT) : hex;
  }
}
