package dev.clew.engine.outcome;

import dev.clew.core.json.Json;
import dev.clew.engine.context.Failure;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.http.Exchange;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.Handling;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what an answer is, by its status alone: what is in it can not hide that (DESIGN §5.5).
public final class StatusJudgement {
  private final Handling handling;

  public StatusJudgement(Handling handling) {
    this.handling = handling;
  }

  /// @param answer null for one that was not sent over a network
  public WorkResult of(
      int tryNumber,
      Duration startedAt,
      RunScope scope,
      ResponseValues response,
      Exchange.@Nullable Answered answer) {
    int status = response.status();
    Reaction reaction = Reaction.of(handling, status);
    boolean ensured = isEnsured(status);
    boolean expected = handling.expected().accept(status);
    boolean jumps = reaction != null && reaction.jump() != null;
    Failure failure = null;
    Failure tolerated = null;
    String said = "HTTP " + status;
    String how = said;
    String code = "http_" + status;
    if (reaction != null && reaction.fails()) {
      failure = new Failure(code, said + ", which fails by " + reaction.because());
    } else if (!expected && !ensured && !jumps) {
      failure = new Failure(code, said + ", expected " + handling.expected().text());
    } else if (status >= 400 && !ensured) {
      String by = expected || reaction == null ? "expectedStatuses" : reaction.because();
      tolerated = new Failure(code, said);
      how = said + ", tolerated by " + by;
    }
    return new WorkResult(
        tryNumber,
        startedAt,
        scope.with(response),
        response,
        answer,
        failure,
        tolerated,
        how,
        reaction,
        ensured(handling.ensure(), ensured),
        null,
        null,
        null);
  }

  /// Whether the workflow says what becomes of an answer with that status, which somebody else
  /// takes for a success or not.
  public boolean isAsked(int status, boolean success) {
    List<Integer> listed = handling.expected().listed();
    return (success ? !listed.isEmpty() : listed.contains(status))
        || Reaction.of(handling, status) != null
        || handling.ensure() != null;
  }

  private boolean isEnsured(int status) {
    Ensure ensure = handling.ensure();
    return ensure != null && ensure.existsOn().contains(status);
  }

  private static NamedValues ensured(@Nullable Ensure ensure, boolean existed) {
    NamedValues made = new NamedValues();
    if (ensure != null) {
      made.add("ensure_status", Json.of(existed ? "existing" : "created"));
      made.add("ensured", Json.TRUE);
      made.add("existed", Json.of(existed));
    }
    return made;
  }
}
