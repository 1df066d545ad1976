package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTest {
  private final List<Row> rows = TestDocuments.onboarding();
  private final Json.Obj document = TestDocuments.document(rows);

  @Test
  void read_report_givesTheRowsItWasMadeFrom() throws ReportReader.Unreadable {
    ReportReader read = ReportReader.read(document);
    assertThat(read.rows()).isEqualTo(rows);
    assertThat(read.writer()).isEqualTo(RunView.Writer.ABSENT);
    Json.Obj again = ReportDocument.of(read.rows(), read.ledger(), read.writer(), TestWords.WORDS);
    assertThat(ReportDocument.bytes(again)).isEqualTo(ReportDocument.bytes(document));
  }

  @Test
  void read_everyPrefixAndWriter_roundTrips() throws ReportReader.Unreadable {
    for (int size = 1; size <= rows.size(); size++) {
      List<Row> prefix = rows.subList(0, size);
      for (RunView.Writer writer : RunView.Writer.values()) {
        Json.Obj made =
            ReportDocument.of(prefix, TestDocuments.facts(prefix), writer, TestWords.WORDS);
        ReportReader read = ReportReader.read(made);
        assertThat(
                ReportDocument.bytes(
                    ReportDocument.of(read.rows(), read.ledger(), read.writer(), TestWords.WORDS)))
            .isEqualTo(ReportDocument.bytes(made));
      }
    }
  }

  @Test
  void read_documentFromTheFuture_isRefusedWithASentence() {
    assertThatThrownBy(() -> ReportReader.read(document.with("format_version", Json.of(3))))
        .isInstanceOf(ReportReader.Unreadable.class)
        .hasMessage(
            "this report has format version 3, and this clew reads up to 2: open it with a newer"
                + " clew");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                          | this is no report of clew
          []                                          | this is no report of clew
          {"format":"other"}                          | this is no report of clew
          {"format":"clew.report"}                    | no format_version
          {"format":"clew.report","format_version":0} | no format_version
          {"format":"clew.report","format_version":1,"events":[{}]}         | damaged
          {"format":"clew.report","format_version":1,"events":[{"raw_at":"/x"}]} | no payload at /x
          {"format":"clew.report","format_version":1,"events":[{"raw_at":""}]}   | no payload
          {"format":"clew.report","format_version":1,"events":[{"raw_at":"/events/-1"}]} | no payload
          {"format":"clew.report","format_version":1,"events":[{"raw_at":"/events/a"}]}  | damaged
          """)
  void read_notAReport_saysWhy(String text, String says) {
    assertThatThrownBy(() -> ReportReader.read(TestDocuments.parse(text)))
        .isInstanceOf(ReportReader.Unreadable.class)
        .hasMessageContaining(says);
  }
}
