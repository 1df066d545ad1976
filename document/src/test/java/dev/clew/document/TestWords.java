package dev.clew.document;

import dev.clew.core.dossier.NextAction;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.replay.ReplayAsk;

/// A surface of its own, which is no terminal.
public enum TestWords implements ActionWords {
  WORDS;

  @Override
  public String action(NextAction action) {
    return "do: " + action.text();
  }

  @Override
  public String plan(String run, ReplayAsk ask) {
    return "plan " + run;
  }
}
