package dev.clew.ingest.junit;

import dev.clew.core.digest.Digest;
import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reports of tests as a run: a suite is a stage, and each of its tests is one in it.
public final class JUnitEvents {
  private JUnitEvents() {}

  /// Several files of one run of tests, as Surefire writes one for each class.
  ///
  /// @param files whole, in an order that does not change
  /// @param name of the run when they give none
  /// @param said whose events they are; they came when the files were written
  public static List<PushedEvent> read(List<byte[]> files, String name, PushedEvents.Said said)
      throws NotReadable {
    List<TestSuite> suites = new ArrayList<>();
    String own = null;
    StringBuilder digests = new StringBuilder();
    for (byte[] file : files) {
      JUnitXml.Read read = JUnitXml.read(file);
      own = own == null ? read.name() : own;
      suites.addAll(read.suites());
      digests.append(Digest.sha256(file).hex());
    }
    if (suites.stream().allMatch(suite -> suite.cases.isEmpty())) {
      throw NotReadable.because("a report without a test");
    }
    return new TestTelling(
            own == null || own.isBlank() ? name : own, suites, digests.toString(), said)
        .told();
  }

  static Duration length(TestSuite suite) {
    Duration all = Duration.ZERO;
    for (TestCase test : suite.cases) {
      all = all.plus(test.took());
    }
    return all.compareTo(suite.took) > 0 ? all : suite.took;
  }
}
