package dev.clew.report.terminal;

import dev.clew.core.Advice;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.dossier.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be done about something that could not be done, in commands and options.
public final class RemedyWords {
  /// Of a command that is shown whole.
  private static final int MAX_SHOWN_CHARS = 2000;

  private RemedyWords() {}

  /// All its lines.
  public static String told(Refusal refusal) {
    List<String> lines = new ArrayList<>();
    refusal.advice().forEach(line -> lines.add(told(line)));
    return String.join("\n", lines);
  }

  public static String told(Advice advice) {
    Setting about = advice.about();
    String start = about == null ? "" : option(about) + " ";
    return start + told(advice.text(), advice.remedy());
  }

  /// @param remedy null when nothing is known
  public static String told(String text, @Nullable Remedy remedy) {
    return remedy == null ? text : text + of(remedy);
  }

  /// Begins with what parts it from the text before it.
  private static String of(Remedy remedy) {
    return switch (remedy) {
      case Remedy.Step step -> of(step);
      case Remedy.Give give -> " with " + option(give.setting());
      case Remedy.SeeRuns runs -> {
        String folder = runs.folder();
        yield folder == null
            ? "; `clew list` shows what there is"
            : "; `clew list " + folder + "` shows its runs";
      }
      case Remedy.SeePlan plan ->
          "\nlook again: clew plan "
              + ShellWord.of(plan.run())
              + " --from "
              + ShellWord.of(plan.from());
      case Remedy.CheckWhatIsLeft left -> {
        String run = ShellWord.of(left.runId());
        yield ": clew verify " + run + " checks the ledger, clew plan " + run + " the files";
      }
      case Remedy.AcceptEffect effect -> " with --accept-effect " + effect.effectId();
      case Remedy.AcceptVariables variables ->
          ": set it as it was, or add --accept-variable "
              + String.join(" --accept-variable ", variables.names());
      case Remedy.GiveInputs inputs ->
          " with --input "
              + String.join("=… --input ", inputs.names())
              + "=…, or set "
              + String.join(", ", inputs.variables());
      case Remedy.GiveSecretWords secrets -> of(secrets);
    };
  }

  private static String of(Remedy.Step step) {
    return switch (step) {
      case RENEW_REPORT -> "; `clew report` makes a new page";
      case MAKE_KEY -> "; `clew sign --new-key FILE` makes one";
      case CHOOSE_FOLDER -> " (choose another with --out)";
      case WRITE_ELSEWHERE -> "; --out DIR writes elsewhere, --force overwrites it";
      case OPEN_REPORT -> "; clew's own reports are opened with clew open";
      case MAKE_SNAPSHOT -> "; `clew snapshot create` makes one";
      case CHECK_WITHOUT_NETWORK -> "; check without it with clew check --no-network";
      case START_ANEW -> "; start it with `clew run`";
      case MAKE_TOKEN -> "; make one (clew token create --role admin), or listen on 127.0.0.1";
      case SPEAK_TLS ->
          "; give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy that has them;"
              + " --insecure lets the tokens be read";
    };
  }

  /// What to type instead, in one line; of a command line that is too long only how it begins.
  private static String of(Remedy.GiveSecretWords secrets) {
    OpenSecrets open = OpenSecrets.of(ofAnAttempt(secrets.words()));
    boolean isLong = open.command().length() > MAX_SHOWN_CHARS;
    return "; in "
        + secrets.folder()
        + " type, with the secret in the place of "
        + String.join(", ", open.names())
        + ": clew exec --attempt-of "
        + ShellWord.of(secrets.ledger())
        + " "
        + (isLong ? "-- COMMAND…" : open.command());
  }

  /// Without the command of clew, and without what an attempt has from its run.
  private static List<String> ofAnAttempt(List<String> words) {
    Set<String> ofTheRun = Set.of("--name", "--out");
    List<String> kept = new ArrayList<>();
    boolean isOption = true;
    for (int at = 2; at < words.size(); at++) {
      String word = words.get(at);
      isOption &= !word.equals("--");
      if (isOption && ofTheRun.contains(word)) {
        at++;
      } else {
        kept.add(word);
      }
    }
    return kept;
  }

  /// With its value, where there is only one to give.
  private static String option(Setting setting) {
    return switch (setting) {
      case NAME -> "--name";
      case ENVIRONMENT -> "--env";
      case START -> "--from";
      case NEW_RUN -> "--new-run";
      case SECRET -> "--secret";
      case INPUT_FILE -> "--input-file";
      case ARTIFACT -> "--artifact";
      case FINAL_ARTIFACT -> "--final";
      case RULES -> "--rules";
      case OPERATION -> "--operation";
      case SIGNER_KEY -> "--key";
      case CAPTURE_HEADERS -> "--capture-http headers or bodies";
      case CAPTURE_BODIES -> "--capture-http bodies";
      case CALL_UNMOCKED -> "--call-unmocked";
      case CONNECT_TIMEOUT -> "--connect-timeout";
      case REQUEST_TIMEOUT -> "--request-timeout";
      case ALLOW_METADATA -> "--allow-metadata";
    };
  }

  /// What clew itself can be told after a failure of that code; null for most.
  static @Nullable String afterFailure(String code) {
    FailureCode failure = FailureCode.of(code);
    if (failure == null) {
      return null;
    }
    return switch (failure) {
      case CONNECT_TIMEOUT -> "raise it with " + option(Setting.CONNECT_TIMEOUT);
      case REQUEST_TIMEOUT -> "raise it with " + option(Setting.REQUEST_TIMEOUT);
      case ADDRESS_BLOCKED -> "allow it with " + option(Setting.ALLOW_METADATA);
      default -> null;
    };
  }
}
