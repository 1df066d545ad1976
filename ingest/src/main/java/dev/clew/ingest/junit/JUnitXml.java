package dev.clew.ingest.junit;

import dev.clew.core.event.Timestamp;
import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.thrown.Thrown;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads the XML. A document type is refused before any of it is looked at, so there are no
/// entities; whatever is no word of JUnit is passed over. Not thread-safe.
final class JUnitXml {
  /// `junit.tests`.
  static final int MOST_TESTS = 50_000;

  /// `junit.depth`.
  static final int MOST_LEVELS = 32;

  private static final BigDecimal LONGEST_SECONDS =
      BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

  /// The JDK counts a text with character references as an entity, and ends it after 100,000
  /// characters. Without a document type there is nothing that could grow.
  private static final List<String> SIZES_OF_ENTITIES =
      List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

  private final XMLStreamReader in;
  private final List<TestSuite> suites = new ArrayList<>();
  private final Deque<TestSuite> open = new ArrayDeque<>();
  private @Nullable String name;
  private int tests;
  private int level;

  private JUnitXml(XMLStreamReader in) {
    this.in = in;
  }

  /// What a file has.
  ///
  /// @param name of all of it; null when it gives none
  record Read(@Nullable String name, List<TestSuite> suites) {}

  static Read read(byte[] bytes) throws NotReadable {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    SIZES_OF_ENTITIES.forEach(limit -> factory.setProperty(limit, "0"));
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      JUnitXml xml = new JUnitXml(in);
      xml.document();
      return new Read(xml.name, List.copyOf(xml.suites));
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      throw at == null
          ? NotReadable.because("not XML")
          : NotReadable.at(at.getLineNumber(), at.getColumnNumber(), "not XML, or cut off");
    }
  }

  private NotReadable here(String message) {
    return NotReadable.at(
        in.getLocation().getLineNumber(), in.getLocation().getColumnNumber(), message);
  }

  private void document() throws XMLStreamException, NotReadable {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.DTD ->
            throw here("it has a document type, which a report of tests does not need");
        case XMLStreamConstants.START_ELEMENT -> element();
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {}
      }
    }
  }

  private void element() throws XMLStreamException, NotReadable {
    String word = in.getLocalName();
    boolean isRoot = level == 0;
    if (isRoot && !word.equals("testsuites") && !word.equals("testsuite")) {
      throw here("the root is neither testsuites nor testsuite, as in the XML of JUnit");
    }
    if (++level > MOST_LEVELS) {
      throw here("more levels than junit.depth = " + MOST_LEVELS);
    }
    switch (word) {
      case "testsuites" -> name = attribute("name");
      case "testsuite" -> suite();
      case "testcase" -> {
        test();
        level--;
      }
      case "system-out", "system-err" -> printed(word);
      default -> {}
    }
  }

  private void end() {
    level--;
    if (in.getLocalName().equals("testsuite")) {
      open.pop();
    }
  }

  private void suite() {
    String own = attribute("name");
    TestSuite suite =
        new TestSuite(
            own == null || own.isBlank() ? "tests" : own.strip(),
            time(attribute("timestamp")),
            seconds(attribute("time")));
    suites.add(suite);
    open.push(suite);
  }

  private void test() throws XMLStreamException, NotReadable {
    if (open.isEmpty()) {
      throw here("a testcase outside of every testsuite");
    }
    if (++tests > MOST_TESTS) {
      throw here("more tests than junit.tests = " + MOST_TESTS);
    }
    open.element().cases.add(new CaseXml(this, in).read());
  }

  private void printed(String stream) throws XMLStreamException, NotReadable {
    TestSuite suite = open.peek();
    if (suite != null) {
      printed(stream, suite.said);
      level--;
    }
  }

  @Nullable String attribute(String word) {
    return in.getAttributeValue(null, word);
  }

  /// The text of this element; what stands inside of it is passed over.
  String text() throws XMLStreamException, NotReadable {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth + level > MOST_LEVELS) {
            throw here("more levels than junit.depth = " + MOST_LEVELS);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (depth == 1) {
            text.append(in.getText());
          }
        }
        default -> {}
      }
    }
    return text.toString();
  }

  /// Adds what this element holds of what was printed, if it is more than white space.
  void printed(String stream, List<TestCase.Printed> said) throws XMLStreamException, NotReadable {
    String text = text();
    if (!text.isBlank()) {
      said.add(new TestCase.Printed(stream, text));
    }
  }

  /// Why it failed, by this element.
  Thrown thrown() throws XMLStreamException, NotReadable {
    String type = attribute("type");
    String message = attribute("message");
    String trace = text().strip();
    String first =
        message == null && !trace.isEmpty() ? trace.lines().findFirst().orElse("") : message;
    boolean isTold = type != null && first != null && first.startsWith(type + ": ");
    return new Thrown(
        type == null || type.isBlank() ? null : type,
        isTold && type != null && first != null ? first.substring(type.length() + 2) : first,
        trace.isEmpty() ? null : trace);
  }

  /// One without a zone is in UTC. Null when it is none.
  private static @Nullable Timestamp time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    boolean hasZone = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
    try {
      return Timestamp.parse(hasZone ? text : text + "Z");
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Surefire has written thousands with a comma.
  static Duration seconds(@Nullable String text) {
    try {
      BigDecimal seconds = new BigDecimal(text == null ? "0" : text.replace(",", ""));
      return seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0
          ? Duration.ZERO
          : Duration.ofNanos(seconds.movePointRight(9).longValue());
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
