package dev.clew.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportDocument;
import dev.clew.report.TestReports;
import dev.clew.report.terminal.CommandWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String OPEN = "<script type=\"application/json\" id=\"clew-document\">";

  private static String page(Json.Obj document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlReport.write(document, out);
    return out.toString(UTF_8);
  }

  private static String data(String page) {
    int open = page.indexOf(OPEN) + OPEN.length();
    return page.substring(open, page.indexOf("</script>", open));
  }

  private static Json.Obj hostile() {
    List<Row> rows = TestReports.hostileRows();
    LedgerFacts facts =
        new LedgerFacts(
            new LedgerId("default", "run_1", "ledger_1"),
            rows.size(),
            MerkleRoot.of(rows.stream().map(Row::eventDigest).toList()),
            rows.getLast().chain(),
            null,
            null);
    return ReportDocument.of(rows, facts, RunView.Writer.ABSENT, CommandWords.SHELL);
  }

  @Test
  void write_document_standsInThePageUnchanged() throws IOException {
    for (Json.Obj document : List.of(TestReports.onboarding(), hostile())) {
      assertThat(TestReports.parse(data(page(document)))).isEqualTo(document);
    }
  }

  @Test
  void write_hostileText_cannotLeaveItsBlock() throws IOException {
    String data = data(page(hostile().with("note", Json.of("<!--<script> \u2028\u2029&lt;"))));
    assertThat(data).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(page(hostile())).doesNotContain("<img src=x");
  }

  @Test
  void write_page_letsNothingInOrOut() throws IOException {
    String page = page(hostile());
    assertThat(page).contains("default-src 'none'").contains("script-src 'sha256-");
    assertThat(page).doesNotContain("unsafe-inline").doesNotContain("unsafe-eval");
    assertThat(page.getBytes(UTF_8).length - data(page).getBytes(UTF_8).length)
        .as("bytes without the document")
        .isLessThan(220_000);
  }
}
