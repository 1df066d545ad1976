package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators meet at night: something is not there. Each case comes in by a front door, and
/// ends in an absence and in what its windows are; none ends in a blank.
class MissingDataTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir private static Path folder;

  private static Running serving;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    serving = Clew.in(folder).start("serve", "--port", "0", "--in-memory");
    url = ServeTest.address(serving);
  }

  @AfterAll
  static void end() {
    serving.kill();
  }

  private static String curl(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS"));
    command.addAll(List.of(words));
    Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(curl.getInputStream().readAllBytes(), UTF_8);
    assertThat(curl.waitFor()).as(out).isZero();
    return out;
  }

  private static void tell(String events) throws Exception {
    assertThat(curl(url + "/api/v1/events", "-d", events.replace('\'', '"')))
        .doesNotContain("rejected")
        .contains("stored");
  }

  private static Json.Obj get(String path) throws Exception {
    return (Json.Obj) JsonText.parse(curl(url + "/api/v1/runs/" + path));
  }

  /// `what it owed`, and each window with what it is.
  private static void owes(String run, String absence, String windows) throws Exception {
    assertThat(get(run + "/dossier").objects("absences"))
        .extracting(one -> one.text("code"))
        .contains(absence);
    String found =
        get(run + "/windows").object("timing").objects("windows").stream()
            .map(window -> window.text("name") + ' ' + window.text("status"))
            .collect(Collectors.joining(", "));
    assertThat(found).isEqualTo(windows);
  }

  private static String exec(int code, String... words) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("exec", "-q", "--push", url, "--push-wait", "60s", "--out", "out"));
    all.addAll(List.of(words));
    Ran ran = Clew.in(folder).run(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    Json.Obj list = (Json.Obj) JsonText.parse(curl(url + "/api/v1/runs?limit=1&name=" + words[1]));
    return list.objects("runs").getFirst().text("run_id", "");
  }

  @Test
  void exec_thatFailsWithoutAWord_owesOutput() throws Exception {
    String run = exec(3, "-n", "silent", "--", "sh", "-c", "exit 3");

    owes(run, "no_stdout", "queue closed, boot closed, active closed");
  }

  @Test
  void exec_thatLeavesNoResult_owesTheFinalArtifact() throws Exception {
    String run = exec(0, "-n", "empty", "--final", "report.pdf", "--", "true");

    owes(run, "no_final_artifact", "queue closed, boot closed, active open, save missing");
  }

  @Test
  void curl_ofARunThatNeverWorked_owesItsFirstWork() throws Exception {
    tell(
        """
        {'run_id':'idle','kind':'run_created'}
        {'run_id':'idle','kind':'run_claimed'}
        {'run_id':'idle','kind':'run_finished','attributes':{'status':'failed'}}
        """);

    owes("idle", "no_first_work_event", "queue closed, boot open, active missing, save missing");
  }

  @Test
  void curl_ofARunThatNobodyClaimed_owesItsClaim() throws Exception {
    tell(
        """
        {'run_id':'left','kind':'run_created','attributes':{'expects':{'claim':true}}}
        {'run_id':'left','kind':'run_finished','attributes':{'status':'failed'}}
        """);

    owes("left", "no_claim", "queue open, boot missing, active missing, save missing");
  }

  @Test
  void curl_ofAnArtifactThatNothingDescribes_owesItsRow() throws Exception {
    tell(
        """
        {'run_id':'unlisted','kind':'run_created'}
        {'run_id':'unlisted','kind':'run_claimed'}
        {'run_id':'unlisted','kind':'stage_started','stage':'render','try':1}
        {'run_id':'unlisted','kind':'artifact_uploaded','stage':'render','artifacts':['report.pdf']}
        {'run_id':'unlisted','kind':'stage_completed','stage':'render','try':1}
        {'run_id':'unlisted','kind':'run_finished','attributes':{'status':'succeeded'}}
        """);

    owes("unlisted", "no_manifest_row", "queue closed, boot closed, active open, save missing");
  }

  @Test
  void curl_ofARunWhoseTraceHasNothing_owesItsSpans() throws Exception {
    tell(
        """
        {'run_id':'untraced','kind':'run_created','attributes':{'trace_id':'%s','expects':{'spans':true}}}
        {'run_id':'untraced','kind':'run_claimed'}
        {'run_id':'untraced','kind':'stage_started','stage':'render','try':1}
        {'run_id':'untraced','kind':'stage_completed','stage':'render','try':1}
        {'run_id':'untraced','kind':'run_finished','attributes':{'status':'succeeded'}}
        """
            .formatted(TRACE));

    owes("untraced", "no_matching_spans", "queue closed, boot closed, active closed, save closed");
  }

  @Test
  void otlp_ofSpansThatNameNoRun_owesItsId() throws Exception {
    String spans =
        """
        {'resourceSpans':[{'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'shop'}}]},
        'scopeSpans':[{'spans':[{'traceId':'%s','spanId':'b7ad6b7169203331','name':'GET /cart','kind':2,
        'startTimeUnixNano':'1777000000000000000','endTimeUnixNano':'1777000001000000000','status':{}},
        {'traceId':'%s','spanId':'00f067aa0ba902b7','parentSpanId':'b7ad6b7169203331','name':'read prices','kind':1,
        'startTimeUnixNano':'1777000000100000000','endTimeUnixNano':'1777000000900000000','status':{}}]}]}]}
        """
            .formatted(TRACE, TRACE)
            .replace('\'', '"');
    curl("-H", "content-type: application/json", url + "/v1/traces", "-d", spans);

    Json.Obj found = (Json.Obj) JsonText.parse(curl(url + "/api/v1/runs?no_run_id=true"));
    String run = found.objects("runs").getFirst().text("run_id", "");
    owes(run, "no_run_id", "queue closed, boot closed, active closed, save closed");
  }
}
