package dev.clew.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.execution.offline.Drift;
import dev.clew.execution.offline.Obstacle;
import dev.clew.execution.offline.Supposition;
import dev.clew.execution.offline.WhatIf;
import dev.clew.report.terminal.Palette;
import dev.clew.runs.RunSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfLinesTest {
  private static final LedgerId ID = new LedgerId("default", "run_1", "ledger_1");

  private static List<String> lines(
      List<Drift> others,
      List<WhatIf.NotRecorded> notRecorded,
      List<String> unused,
      List<Obstacle> obstacles) {
    MemoryLedger ledger = new MemoryLedger(ID, InstantSource.system());
    LedgerFacts facts =
        new LedgerFacts(ID, 0, MerkleRoot.of(List.of()), ledger.head().chain(), null, null);
    WhatIf whatIf =
        new WhatIf(
            Supposition.of(Map.of(), Map.of()),
            new RunSource.Contents(List.of(), facts, RunView.Writer.ABSENT),
            6,
            1,
            others,
            notRecorded,
            unused,
            obstacles);
    return new WhatIfLines(Palette.PLAIN).of(whatIf);
  }

  @Test
  void of_nothingOther_countsTheAnswers() {
    assertThat(lines(List.of(), List.of(), List.of(), List.of()))
        .containsExactly(
            "", "what if: calls answered as supposed: 1, from the recording: 6, sent: 0");
  }

  @Test
  void of_whatTheRecordingCannotTell_isSaid() {
    assertThat(
            lines(
                List.of(TestValues.OF_A_CALL),
                List.of(new WhatIf.NotRecorded("premium", "GET was not sent then")),
                List.of("la\u001bst"),
                List.of()))
        .containsExactly(
            "",
            "what if: calls answered as supposed: 1, from the recording: 6, sent: 0",
            "",
            "not recorded  premium",
            "  GET was not sent then",
            "",
            "answered from the recording although the request is another:",
            "",
            "create, call 2  body/email",
            "  recorded  ada⏎",
            "  now       bob",
            "",
            "no call asked for the answer of la␛st");
  }

  @Test
  void of_blocked_saysNothingButWhy() {
    assertThat(
            lines(
                List.of(TestValues.OF_A_CALL),
                List.of(),
                List.of("last"),
                List.of(TestValues.NO_BODY)))
        .containsExactly(
            "blocked  run_1",
            "",
            "blocked: body_not_captured create",
            "  the answer is not in the ledger; record the run with --capture-http bodies");
  }
}
