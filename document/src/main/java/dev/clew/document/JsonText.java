package dev.clew.document;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON text (RFC 8259) into [Json]. Hostile input is refused, not followed: depth, string,
/// number and document lengths are bounded, and a name that occurs twice in one object is an error.
/// Thread-safe.
public final class JsonText {
  public static final int MAX_DEPTH = 100;
  public static final int MAX_STRING_CHARS = 8 * 1024 * 1024;
  public static final int MAX_NUMBER_CHARS = 1_000;
  public static final int MAX_NAME_CHARS = 50_000;
  public static final long MAX_DOCUMENT_CHARS = 256L * 1024 * 1024;

  private static final JsonFactory FACTORY = factory(MAX_STRING_CHARS, MAX_NAME_CHARS, true);
  private static final JsonFactory LARGE = factory(Integer.MAX_VALUE, Integer.MAX_VALUE, true);
  private static final JsonFactory SEQUENCE = factory(Integer.MAX_VALUE, Integer.MAX_VALUE, false);

  private JsonText() {}

  /// @throws Malformed when the text is not one JSON value
  public static Json parse(String text) throws Malformed {
    Json plain = PlainJson.read(text);
    if (plain != null) {
      return plain;
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return document(parser);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /// @param utf8 JSON text in UTF-8
  /// @throws Malformed when the bytes are not one JSON value
  public static Json parse(byte[] utf8) throws Malformed {
    Json plain = PlainJson.read(utf8);
    if (plain != null) {
      return plain;
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      return document(parser);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /// For text of our own making, such as a row with its payload: strings and names may be as long
  /// as the text that they stand in, which the caller bounds.
  ///
  /// @param utf8 JSON text in UTF-8
  /// @throws Malformed when the bytes are not one JSON value
  public static Json parseLarge(byte[] utf8) throws Malformed {
    try (JsonParser parser = LARGE.createParser(ObjectReadContext.empty(), utf8)) {
      return document(parser);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /// Values of our own making, one after the other with white space between them, as [#parseLarge]
  /// reads each. A name that occurs twice has its last value: whoever has to know writes what was
  /// read again and compares.
  ///
  /// @param utf8 JSON texts in UTF-8
  public static Sequence sequence(byte[] utf8) {
    return new Sequence(SEQUENCE.createParser(ObjectReadContext.empty(), utf8));
  }

  /// Several values in one text. To be closed; not thread-safe.
  public static final class Sequence implements AutoCloseable {
    private final JsonParser parser;

    private Sequence(JsonParser parser) {
      this.parser = parser;
    }

    /// The next value; null when there is none.
    ///
    /// @throws Malformed when what comes next is none
    public @Nullable Json next() throws Malformed {
      try {
        return parser.nextToken() == null ? null : value(parser);
      } catch (JacksonException e) {
        throw malformed(e);
      }
    }

    @Override
    public void close() {
      parser.close();
    }
  }

  private static JsonFactory factory(int maxStringChars, int maxNameChars, boolean isStrict) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(maxStringChars)
                .maxNumberLength(MAX_NUMBER_CHARS)
                .maxNameLength(maxNameChars)
                .maxDocumentLength(MAX_DOCUMENT_CHARS)
                .build())
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, isStrict)
        .build();
  }

  private static Json document(JsonParser parser) throws Malformed {
    if (parser.nextToken() == null) {
      throw new Malformed("empty, expected a JSON value", 1, 1);
    }
    Json value = value(parser);
    if (parser.nextToken() != null) {
      TokenStreamLocation at = parser.currentTokenLocation();
      throw new Malformed("more text after the JSON value", at.getLineNr(), at.getColumnNr());
    }
    return value;
  }

  private static Json value(JsonParser parser) throws Malformed {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Json.TRUE;
      case VALUE_FALSE -> Json.FALSE;
      case VALUE_NULL -> Json.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected token " + token);
    };
  }

  private static Json.Num number(JsonParser parser) throws Malformed {
    String text = parser.getString();
    if (!Json.isNumber(text)) {
      TokenStreamLocation at = parser.currentTokenLocation();
      throw new Malformed("number out of range", at.getLineNr(), at.getColumnNr());
    }
    return new Json.Num(text);
  }

  private static Json.Obj object(JsonParser parser) throws Malformed {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(JsonParser parser) throws Malformed {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Arr(items);
  }

  private static Malformed malformed(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    int line = at == null ? 1 : at.getLineNr();
    int column = at == null ? 1 : at.getColumnNr();
    return new Malformed(what(e), line, column);
  }

  /// In our own words: the reader's message quotes the text, and the text may hold a secret.
  private static String what(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return message.startsWith("Document nesting depth")
          ? "nested deeper than " + MAX_DEPTH
          : "a string, a name, a number or the text is longer than the reader's limit";
    }
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends inside a value";
    }
    if (message.startsWith("Duplicate Object property")) {
      return "a name occurs twice in one object";
    }
    return message.startsWith("Unexpected character")
        ? "unexpected character"
        : "this is no valid JSON value";
  }

  /// The text is not JSON, or is over a limit. Lines and columns count from 1; the message quotes
  /// nothing of the text.
  public static final class Malformed extends Exception {
    private final int line;
    private final int column;

    Malformed(String what, int line, int column) {
      super(what);
      this.line = line;
      this.column = column;
    }

    public int line() {
      return line;
    }

    public int column() {
      return column;
    }
  }
}
