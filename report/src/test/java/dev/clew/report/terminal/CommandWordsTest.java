package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.dossier.NextAction.RecordedStart;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.replay.ReplayAsk;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
  private static final NextAction.Repeats NOTHING = new NextAction.Repeats(Set.of(), Set.of());

  private static String command(NextAction action) {
    return String.valueOf(CommandWords.SHELL.action(action));
  }

  /// A stage's name is the job's; what is pasted into a shell runs nothing of it.
  @Test
  void action_ofAnOddName_isQuoted() {
    assertThat(command(new NextAction.SettleEffect("run_1", StagePath.of("$(id)"))))
        .isEqualTo("clew events run_1 --stage '$(id)'");
    assertThat(command(new NextAction.Replay("run_1", "it's")))
        .isEqualTo("clew plan run_1 --from 'it'\\''s'");
    assertThat(command(new NextAction.Inspect("run_1", "a;b", "out/a;b")))
        .isEqualTo("clew artifacts run_1 'a;b'");
  }

  @Test
  void plan_ofAnAsk_hasItsOptions() {
    assertThat(CommandWords.SHELL.plan("run_1@2", ReplayAsk.whole(Set.of("e 1", "e0"))))
        .isEqualTo("clew plan run_1@2 --from boot --accept-effect 'e 1' --accept-effect e0");
    assertThat(CommandWords.SHELL.plan("run_1", new ReplayAsk(null, Set.of(), true)))
        .isEqualTo("clew plan run_1 --new-run");
  }

  @Test
  void action_ofARerun_leavesTheValueOfASecretOpen() {
    RecordedStart start =
        new RecordedStart(
            List.of("clew", "run", "my job.workflow"),
            List.of("token=file:/run/secrets/t"),
            List.of(
                new RecordedStart.Input("plan", "gold & silver"),
                new RecordedStart.Input("card", null)));
    assertThat(command(new NextAction.Rerun(start, true, NOTHING)))
        .isEqualTo(
            "clew run 'my job.workflow' --secret token=file:/run/secrets/t"
                + " --input 'plan=gold & silver' --input card=… --capture-http bodies");
    assertThat(command(new NextAction.Retry("run_1", NOTHING))).isEqualTo("clew retry run_1");
  }

  @Test
  void action_ofTwoAttempts_comparesThem() {
    assertThat(command(new NextAction.Compare("run_1", 1, 2)))
        .isEqualTo("clew diff run_1@1 run_1@2");
    assertThat(CommandWords.SHELL.action(new NextAction.Wait("30 s"))).isNull();
  }

  @Test
  void start_andAsked_areOfOneRequest() {
    Asked asked =
        Asked.of(
            new AskedCommand(
                new Attributes().with(AskedCommand.COMMAND, List.of("make", "x")).build()));
    List<String> words = CommandWords.SHELL.start(asked);
    assertThat(words).containsExactly("clew", "exec", "--", "make", "x");
    AttemptStarted facts =
        new AttemptStarted(new Attributes().with(AttemptStarted.AGAIN, words).build());
    assertThat(CommandWords.SHELL.asked(facts)).isEqualTo(asked);
  }

  @Test
  void told_withARemedy_endsWithIt() {
    assertThat(CommandWords.SHELL.told("no", null)).isEqualTo("no");
    assertThat(CommandWords.SHELL.told("no", new Remedy.Give(Setting.CAPTURE_BODIES)))
        .isEqualTo("no with --capture-http bodies");
  }
}
