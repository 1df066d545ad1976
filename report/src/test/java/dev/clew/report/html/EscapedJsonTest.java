package dev.clew.report.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapedJsonTest {
  private static final List<byte[]> PARTS =
      List.of(
          utf8("<"),
          utf8(">&"),
          utf8("\u2028"),
          utf8("\u2029"),
          utf8("\u2027\u202a\u20ac"),
          utf8("plain \u00e9 \ud83d\ude00"),
          new byte[] {(byte) 0xe2},
          new byte[] {(byte) 0xe2, (byte) 0x80},
          new byte[] {(byte) 0x80, (byte) 0xa8});

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] escaped(byte[] json, int... ends) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EscapedJson escaped = new EscapedJson(out);
    int from = 0;
    for (int end : ends) {
      escaped.write(json, from, end - from);
      from = end;
    }
    escaped.write(json, from, json.length - from);
    escaped.end();
    return out.toByteArray();
  }

  /// Bytes as characters, so that what is no UTF-8 is compared too.
  private static byte[] expected(byte[] json) {
    return new String(json, ISO_8859_1)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u00e2\u0080\u00a8", "\\u2028")
        .replace("\u00e2\u0080\u00a9", "\\u2029")
        .getBytes(ISO_8859_1);
  }

  @Test
  void write_anyBytesInAnyPieces_escapesTheSame() throws IOException {
    Random random = new Random(Long.getLong("seed", 742L));
    for (int round = 0; round < 2_000; round++) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      for (int part = random.nextInt(12); part > 0; part--) {
        json.write(PARTS.get(random.nextInt(PARTS.size())));
      }
      byte[] bytes = json.toByteArray();
      int[] ends = random.ints(random.nextInt(6), 0, bytes.length + 1).sorted().toArray();

      assertThat(escaped(bytes, ends)).as(Arrays.toString(ends)).isEqualTo(expected(bytes));
    }
  }

  @Test
  void write_oneByteAtATime_escapesTheSame() throws IOException {
    byte[] bytes = utf8("a<\u2028\u2029\u20ac>&z");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EscapedJson escaped = new EscapedJson(out);
    for (byte one : bytes) {
      escaped.write(one);
    }
    escaped.end();

    assertThat(out.toByteArray()).isEqualTo(expected(bytes));
  }
}
