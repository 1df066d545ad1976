package dev.clew.core.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place at which a command said that it can be begun.
///
/// @param word its own for the place
/// @param stage the stage that begins there; null for a window that no stage stands for
/// @param inputs the ids of the artifacts that a start there needs
record StartPlace(String word, @Nullable StagePath stage, Set<String> inputs) {
  StartPlace {
    inputs = Set.copyOf(inputs);
  }

  /// In the order in which they were said.
  static List<StartPlace> of(AttemptView attempt) {
    List<StartPlace> places = new ArrayList<>();
    List<Event> ofNoStage = new ArrayList<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.is(Kind.REPLAY_BOUNDARY)) {
        if (event.path() == null && !namesStageOrWindow(event, attempt)) {
          ofNoStage.add(event);
        } else {
          places.add(of(event, stage(event, attempt)));
        }
      } else if (event.is(Kind.STAGE_STARTED)) {
        ofNoStage.forEach(boundary -> places.add(of(boundary, event.path())));
        ofNoStage.clear();
      }
    }
    return places;
  }

  private static StartPlace of(Event event, @Nullable StagePath stage) {
    Set<String> inputs = new LinkedHashSet<>(ReplayBoundary.from(event).inputs());
    String word = word(event);
    return new StartPlace(word.isEmpty() && stage != null ? stage.toString() : word, stage, inputs);
  }

  private static String word(Event event) {
    StagePath path = event.path();
    return ReplayBoundary.from(event).get(ReplayBoundary.FROM, path == null ? "" : path.toString());
  }

  /// Else it is the word for the stage that is begun next.
  private static boolean namesStageOrWindow(Event event, AttemptView attempt) {
    return stage(event, attempt) != null || Window.Name.of(word(event)) != null;
  }

  private static @Nullable StagePath stage(Event event, AttemptView attempt) {
    if (event.path() != null) {
      return event.path();
    }
    for (var stage : attempt.stages()) {
      if (stage.path().toString().equals(word(event))) {
        return stage.path();
      }
    }
    return null;
  }
}
