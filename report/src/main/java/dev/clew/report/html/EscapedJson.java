package dev.clew.report.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// JSON in UTF-8 on its way into a page. Outside of strings, JSON has none of the characters that
/// are escaped; inside, the escapes mean the same characters.
final class EscapedJson extends OutputStream {
  private static final byte[] SEPARATOR = {(byte) 0xe2, (byte) 0x80};

  private final OutputStream out;

  /// How many bytes of what could be U+2028 (`E2 80 A8`) or U+2029 (`E2 80 A9`) are held back.
  private int held;

  EscapedJson(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] json, int from, int count) throws IOException {
    int plain = from;
    for (int at = from; at < from + count; at++) {
      byte one = json[at];
      if (held == 0 && one != '<' && one != '>' && one != '&' && one != SEPARATOR[0]) {
        continue;
      }
      out.write(json, plain, at - plain);
      plain = at + 1;
      if (held == 2 && (one == (byte) 0xa8 || one == (byte) 0xa9)) {
        held = 0;
        escape(one == (byte) 0xa8 ? "\\u2028" : "\\u2029");
      } else if (held < 2 && one == SEPARATOR[held]) {
        held++;
      } else {
        end();
        special(one);
      }
    }
    out.write(json, plain, from + count - plain);
  }

  private void special(byte one) throws IOException {
    switch (one) {
      case '<' -> escape("\\u003c");
      case '>' -> escape("\\u003e");
      case '&' -> escape("\\u0026");
      case (byte) 0xe2 -> held = 1;
      default -> out.write(one);
    }
  }

  private void escape(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Writes what is held back: nothing follows that could make it a separator.
  void end() throws IOException {
    out.write(SEPARATOR, 0, held);
    held = 0;
  }
}
