package dev.clew.report.terminal;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.withAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.report.TestReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a check says that has no message of its own.
class ChecksTest {
  private static String check(String kind, String summary, String attributes) {
    RunView run =
        new TestLedger()
            .stageStarted("validate", at(1))
            .event(
                kind,
                at(2),
                stage("validate"),
                summary(summary),
                withAll((Json.Obj) TestReports.parse(attributes)))
            .view();
    return String.join("\n", Checks.of(run.attempt()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'expression':'$.total','operator':'eq','expected':4,'actual':3}"
            + "|assertion $.total eq 4 does not hold, it was 3",
        "{'name':'total','expression':'{{body}} != empty'}"
            + "|assertion total: {{body}} != empty does not hold",
        "{'name':'total'}|assertion total does not hold",
        "{'rule':'pages.count@2'}|assertion pages.count@2 does not hold",
        "{}|an assertion does not hold",
        "{'message':'three pages only','expression':'pages'}|three pages only"
      })
  void assertion_withoutSummary_saysWhatWasChecked(String attributes, String said) {
    String facts = "{'result':'failed'," + attributes.substring(1);
    String json = facts.replace(",}", "}").replace('\'', '"');
    for (String summary : new String[] {"", " ", "assertion evaluated", "assertion_evaluated"}) {
      assertThat(check("assertion_evaluated", summary, json)).isEqualTo("validate: " + said);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'rule':'page.schema@3'}|its validation failed: page.schema@3",
        "{'expression':'count(pages) = 42','rule':'x'}|its validation failed: count(pages) = 42",
        "{'path':'out/pages.json'}|its validation failed: out/pages.json",
        "{}|its validation failed",
        "{'message':'page 3 is empty','rule':'x'}|page 3 is empty",
        "{'direction':'request','contract':'shop'}|the request breaks its contract: shop",
        "{'violations':[{'where':'$.price','message':'is text'},{}]}"
            + "|the answer breaks its contract: $.price is text and 1 more"
      })
  void validation_withoutSummary_saysWhatWasChecked(String attributes, String said) {
    String facts = "{'result':false," + attributes.substring(1);
    String json = facts.replace(",}", "}").replace('\'', '"');
    for (String summary : new String[] {"", "validation completed"}) {
      assertThat(check("validation_completed", summary, json)).isEqualTo("validate: " + said);
    }
  }

  @Test
  void check_ownWords_areSaid() {
    assertThat(check("assertion_evaluated", "total is 3, not 4", "{\"result\":\"failed\"}"))
        .isEqualTo("validate: total is 3, not 4");
    assertThat(check("validation_completed", "3 of 42 pages are empty", "{\"result\":false}"))
        .isEqualTo("validate: 3 of 42 pages are empty");
  }
}
