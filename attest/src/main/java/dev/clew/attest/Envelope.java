package dev.clew.attest;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A DSSE envelope (Dead Simple Signing Envelope, protocol 1.0.2): a payload, its type and
/// signatures over both.
///
/// @param payloadType how the payload is to be read; signed together with it
/// @param signatures at least one
public record Envelope(String payloadType, Payload payload, List<Signature> signatures) {
  private static final byte[] PREFIX = "DSSEv1 ".getBytes(StandardCharsets.US_ASCII);

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /// @param keyId a hint that nothing vouches for; null when the signer gave none
  public record Signature(@Nullable String keyId, Payload bytes) {}

  /// The bytes that are signed: `"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, lengths in
  /// bytes, as decimal digits.
  public static byte[] preAuthentication(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREFIX);
    part(type, out);
    out.write(' ');
    part(payload, out);
    return out.toByteArray();
  }

  private static void part(byte[] part, ByteArrayOutputStream out) {
    out.writeBytes((part.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(part);
  }

  public byte[] signed() {
    return preAuthentication(payloadType, payload.bytes());
  }

  public Json.Obj toJson() {
    List<Json> out = new ArrayList<>();
    for (Signature signature : signatures) {
      out.add(
          Json.object()
              .put("keyid", signature.keyId())
              .put("sig", Base64.getEncoder().encodeToString(signature.bytes().bytes()))
              .build());
    }
    return Json.object()
        .put("payload", Base64.getEncoder().encodeToString(payload.bytes()))
        .put("payloadType", payloadType)
        .put("signatures", out)
        .build();
  }

  /// @throws Damaged when these bytes are no envelope
  public static Envelope read(byte[] file) throws Damaged {
    Json json;
    try {
      json = JsonText.parse(file);
    } catch (JsonText.Malformed e) {
      throw new Damaged("not JSON at line " + e.line() + ": " + e.getMessage());
    }
    if (!(json instanceof Json.Obj envelope)) {
      throw new Damaged("not a JSON object");
    }
    String type = envelope.text("payloadType");
    String payload = envelope.text("payload");
    if (type == null || payload == null) {
      throw new Damaged("no payload or no payloadType");
    }
    List<Signature> signatures = new ArrayList<>();
    for (Json one : envelope.list("signatures")) {
      String bytes = one instanceof Json.Obj object ? object.text("sig") : null;
      if (bytes == null) {
        throw new Damaged("a signature without sig");
      }
      signatures.add(new Signature(((Json.Obj) one).text("keyid"), base64(bytes)));
    }
    if (signatures.isEmpty()) {
      throw new Damaged("no signatures");
    }
    return new Envelope(type, base64(payload), signatures);
  }

  /// Either alphabet, as the protocol demands.
  private static Payload base64(String text) throws Damaged {
    try {
      boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
      return Payload.of((urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
    } catch (IllegalArgumentException e) {
      throw new Damaged("base64 that does not decode");
    }
  }

  /// Not an envelope; the message says why, in a few words.
  public static final class Damaged extends Exception {
    Damaged(String what) {
      super(what);
    }
  }
}
