package dev.clew.ingest.junit;

import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.thrown.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads one `testcase`. Not thread-safe.
final class CaseXml {
  private final JUnitXml xml;
  private final XMLStreamReader in;
  private TestCase.Outcome outcome = TestCase.Outcome.PASSED;
  private @Nullable Thrown thrown;
  private String reason = "";
  private final List<Thrown> flaky = new ArrayList<>();
  private final List<TestCase.Printed> said = new ArrayList<>();

  CaseXml(JUnitXml xml, XMLStreamReader in) {
    this.xml = xml;
    this.in = in;
  }

  /// To its end.
  TestCase read() throws XMLStreamException, NotReadable {
    String name = xml.attribute("name");
    String className = xml.attribute("classname");
    String file = xml.attribute("file");
    String line = xml.attribute("line");
    Duration took = JUnitXml.seconds(xml.attribute("time"));
    while (in.next() != XMLStreamConstants.END_ELEMENT) {
      if (in.getEventType() == XMLStreamConstants.START_ELEMENT) {
        part(in.getLocalName());
      }
    }
    return new TestCase(
        name == null || name.isBlank() ? "test" : name.strip(),
        className == null ? "" : className,
        file == null ? null : line == null ? file : file + ":" + line,
        took,
        outcome,
        thrown,
        reason,
        flaky,
        said);
  }

  /// Of several failures the first counts.
  private void part(String word) throws XMLStreamException, NotReadable {
    switch (word) {
      case "failure", "error" -> {
        Thrown one = xml.thrown();
        thrown = thrown == null ? one : thrown;
        outcome = TestCase.Outcome.FAILED;
      }
      case "flakyFailure", "flakyError" -> flaky.add(xml.thrown());
      case "skipped" -> {
        String why = xml.attribute("message");
        String text = xml.text().strip();
        reason = why == null ? text : why;
        outcome = outcome == TestCase.Outcome.PASSED ? TestCase.Outcome.SKIPPED : outcome;
      }
      case "system-out", "system-err" -> xml.printed(word, said);
      default -> xml.text();
    }
  }
}
