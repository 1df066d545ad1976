package dev.clew.redaction.value;

import dev.clew.redaction.text.Characters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The spellings of a value that cannot be undone in place ([Escape] does the others): base64 in
/// both alphabets at its three alignments (RFC 4648), hex, and letters whose other case has more
/// characters. Upper and lower case are equal to the automaton.
///
/// At alignment 1 the secret follows one byte of something else (`user:` has 5, so alignment 2).
/// Its first and last sextets are mixed with the neighbours and differ, so the form is what lies
/// between, and the mixed ones are redacted with it.
public final class ValueForms {
  /// Shorter pieces of base64 occur in ordinary text by chance.
  private static final int MIN_BASE64_CHARS = 6;

  private ValueForms() {}

  public static List<Form> of(String value, Secret secret) {
    Map<String, Form> forms = new LinkedHashMap<>();
    add(Form.of(value, secret), forms);
    add(Form.of(value.toUpperCase(Locale.ROOT), secret), forms);
    add(Form.of(value.toLowerCase(Locale.ROOT), secret), forms);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    add(Form.of(HexFormat.of().formatHex(bytes), secret), forms);
    base64(Base64.getEncoder(), bytes, secret, forms);
    base64(Base64.getUrlEncoder(), bytes, secret, forms);
    return List.copyOf(forms.values());
  }

  private static void base64(
      Base64.Encoder encoder, byte[] bytes, Secret secret, Map<String, Form> forms) {
    for (int alignment = 0; alignment < 3; alignment++) {
      byte[] shifted = new byte[alignment + bytes.length];
      System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
      String text = new String(encoder.encode(shifted), StandardCharsets.ISO_8859_1);
      int from = alignment == 0 ? 0 : alignment + 1;
      int to = shifted.length * 8 / 6;
      boolean mixedEnd = shifted.length % 3 != 0;
      if (to - from >= MIN_BASE64_CHARS) {
        String inner = Characters.lower(text.substring(from, to));
        add(new Form(inner, secret, alignment != 0, mixedEnd), forms);
      } else if (alignment == 0) {
        add(new Form(Characters.lower(text.replace("=", "")), secret, false, mixedEnd), forms);
      }
    }
  }

  private static void add(Form form, Map<String, Form> forms) {
    forms.putIfAbsent(form.text(), form);
  }
}
