package dev.clew.core.replay;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.StagePath;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Window;
import org.jspecify.annotations.Nullable;

/// The choice of where a replay begins: what was asked for, or the earliest place where something
/// is left to do; moved to what comes before it and is not done, or not there.
final class ReplayStart {
  private final Explanation explained;
  private final ReplayAsk ask;
  private final OnDisk disk;
  private final AttemptStages stages;
  private final RunArtifacts artifacts;
  private final NeededArtifacts needed;
  private final String asked;
  private final int begin;
  private final boolean known;
  private String why;

  /// Whether an input is another one, and nobody says who reads it.
  private boolean otherFromTheBeginning;

  ReplayStart(
      Explanation explained,
      ReplayAsk ask,
      OnDisk disk,
      AttemptStages stages,
      RunArtifacts artifacts,
      NeededArtifacts needed) {
    this.explained = explained;
    this.ask = ask;
    this.disk = disk;
    this.stages = stages;
    this.artifacts = artifacts;
    this.needed = needed;
    String wanted = ask.from();
    this.asked = wanted == null ? outermost(start()) : wanted;
    int place = needed.indexOf(asked);
    this.known = place >= 0;
    int first = Math.max(place, 0);
    // To ask for what would be chosen anyway is the same plan: it is how a plan is carried out.
    boolean isChosen = wanted == null || needed.indexOf(outermost(start())) == first;
    this.why = isChosen ? whyThere(first) : "you asked for it";
    this.begin = movedTo(first);
  }

  /// What was asked for, or would be; by the word for the start if it means that place.
  String asked() {
    return known && needed.indexOf(asked) == begin ? word() : asked;
  }

  /// Whether that is a place; else it begins at the first.
  boolean isKnown() {
    return known;
  }

  /// A place of [AttemptStages].
  int begin() {
    return begin;
  }

  /// Why there, as the end of a sentence.
  String why() {
    return why;
  }

  /// By which the command knows that place: its own word, if it said one, else the window that was
  /// asked for, else the stage. The first stage is the whole, unless the command knows it as a
  /// place to start at and it was not asked for the whole.
  String word() {
    StartPlace said = needed.place(begin);
    Window.Name window = Window.Name.of(asked);
    boolean isAsked = needed.indexOf(asked) == begin;
    boolean unknown = stages.areOfWorkflow() || said == null;
    boolean askedForWhole = window != null && isAsked && !isOwnWord(said, asked);
    if (begin == 0 && (unknown || askedForWhole || otherFromTheBeginning)) {
      return Window.Name.BOOT.wire();
    }
    StageView stage = stages.at(begin);
    if (said != null && !stages.isNamed(begin, said.word())) {
      return said.word();
    }
    if (isAsked) {
      return window == null || stages.isNamed(begin, asked) ? asked : window.wire();
    }
    return stage == null ? Window.Name.SAVE.wire() : stage.path().toString();
  }

  private static boolean isOwnWord(@Nullable StartPlace said, String word) {
    return said != null && said.word().equals(word);
  }

  /// The failure of an item or of a child's stage is done again with what is around it.
  private String outermost(String start) {
    boolean known =
        !stages.areOfWorkflow() || Window.Name.of(start) != null || stages.indexOf(start) >= 0;
    StagePath path = known ? null : StagePath.parse(start);
    return path == null ? start : stages.whole(path).toString();
  }

  private String start() {
    Dossier dossier = explained.dossier();
    return dossier == null ? Window.Name.BOOT.wire() : dossier.replayStart();
  }

  private String whyThere(int begin) {
    StageView stage = stages.at(begin);
    if (stage == null) {
      return stages.all().isEmpty()
          ? "no stage is known, so it is the whole"
          : "every stage is done, and the write-back is not";
    }
    return AttemptStages.isDone(stage)
        ? explained.attempt().status().unsuccessful()
            ? "it is the first that is left to do"
            : "nothing is left to do; this would do all of it again"
        : stage.path() + " " + AttemptStages.words(stage);
  }

  /// Moves the start to the first stage that is not done, and to the producer of what is needed and
  /// not there; no further.
  private int movedTo(int begin) {
    int at = begin;
    for (int before = 0; before < at; before++) {
      StageView stage = stages.all().get(before);
      if (!AttemptStages.isDone(stage)) {
        why = stage.path() + " comes before and " + AttemptStages.words(stage);
        at = before;
      }
    }
    if (ask.newRun() && at > 0) {
      at = movedToOtherInputs(at);
    }
    boolean moved = true;
    while (moved && at > 0) {
      moved = false;
      for (ArtifactView artifact : needed.of(at)) {
        OnDisk.State state = disk.artifact(artifact);
        boolean gone =
            state == OnDisk.State.MISSING
                || state == OnDisk.State.CHANGED
                || artifact.state() == ArtifactView.State.NO_FILE;
        int producer = gone ? needed.producerOf(artifact, ask.newRun()) : -1;
        if (gone && producer >= 0 && producer < at) {
          at = producer;
          moved = true;
          String word = state == OnDisk.State.CHANGED ? "changed" : "not there";
          why = artifact.shown() + " is needed and " + word;
        }
      }
    }
    return at;
  }

  /// What was made of another input is not what this run makes: it begins where that is first read,
  /// as far as anybody says who reads it.
  private int movedToOtherInputs(int begin) {
    int at = begin;
    if (!disk.otherInputs().isEmpty()) {
      why = "it has other inputs";
      otherFromTheBeginning = true;
      return 0;
    }
    for (ArtifactView artifact : artifacts.all()) {
      if (artifacts.isGiven(artifact) && disk.artifact(artifact) == OnDisk.State.CHANGED) {
        int first = stages.indexOfAny(artifacts.consumers(artifact));
        otherFromTheBeginning |= first < 0;
        if (Math.max(first, 0) < at) {
          at = Math.max(first, 0);
          why = artifact.shown() + " is another one";
        }
      }
    }
    return at;
  }
}
