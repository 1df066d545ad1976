package dev.clew.core.replay;

import dev.clew.core.Remedy;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A surface of its own, which is no terminal, and cannot read the words of another one.
public enum TestWords implements SurfaceWords {
  WORDS;

  @Override
  public String action(NextAction action) {
    return "do: " + action.text();
  }

  @Override
  public String plan(String run, ReplayAsk ask) {
    return "plan " + run;
  }

  @Override
  public List<String> start(Asked asked) {
    return List.of("start:", asked.attributes().toString());
  }

  @Override
  public Asked asked(AttemptStarted facts) {
    Asked asked = facts.request();
    return asked == null ? new Asked(Json.EMPTY_OBJECT) : asked;
  }

  @Override
  public String told(String text, @Nullable Remedy remedy) {
    return remedy == null ? text : text + "; " + remedy;
  }
}
