package dev.clew.bench;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small runs, and what was found of them: of each thing that a list can be filtered by, half of
/// them have one value, about a hundred another one, and the rest one of many.
final class ManyRuns {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant STUCK = Instant.parse("2026-11-30T00:00:00Z");

  private static final int BATCH = 500;
  private static final int FEW = 100;

  private final RunStore store;
  private final int runs;
  private final Random random = new Random(1);

  ManyRuns(RunStore store, int runs) {
    this.store = store;
    this.runs = runs;
  }

  void write() {
    for (int from = 0; from < runs; from += BATCH) {
      List<RedactedEvent> events = new ArrayList<>();
      List<Found> found = new ArrayList<>();
      for (int number = from; number < Math.min(runs, from + BATCH); number++) {
        found.add(run(number, events));
      }
      store.append(events);
      store.keep(found);
    }
  }

  private String any(int number) {
    int chosen = random.nextInt(runs);
    return chosen < runs / 2 ? "half" : chosen < runs / 2 + FEW ? "few" : "other" + number % 5_000;
  }

  private Found run(int number, List<RedactedEvent> events) {
    // A scramble, so that the beginnings of ids are spread over time.
    String id = "run_%08x".formatted(Integer.reverse(number * 0x9e3779b1));
    RunKey run = new RunKey(any(number), id);
    List<IncomingEvent> said = new ArrayList<>();
    said.add(
        IncomingEvent.of("run_created", "")
            .with(RunCreated.NAME, any(number))
            .with(RunCreated.VERSION, any(number))
            .with(RunCreated.CORRELATION_ID, any(number))
            .build());
    String status =
        switch (any(number)) {
          case "half" -> "failed";
          case "few" -> "cancelled";
          default -> number % 10 == 0 ? "" : "succeeded";
        };
    int attempts =
        switch (any(number)) {
          case "half" -> 2;
          case "few" -> 3;
          default -> 1;
        };
    for (int attempt = 1; attempt < attempts; attempt++) {
      said.add(IncomingEvent.of("run_started", "").build());
    }
    said.add(
        status.isEmpty()
            ? IncomingEvent.of("run_started", "").build()
            : status.equals("cancelled")
                ? IncomingEvent.of("run_cancelled", "").build()
                : IncomingEvent.of("run_finished", "").with(RunEnded.STATUS, status).build());
    for (int at = 0; at < said.size(); at++) {
      int attempt = said.size() - at > attempts ? 1 : attempts - (said.size() - 1 - at);
      events.add(event(run, number, at, Math.max(1, attempt), said.get(at)));
    }
    return found(run, number, said.size(), status.isEmpty());
  }

  private static RedactedEvent event(
      RunKey run, int number, int at, int attempt, IncomingEvent said) {
    Event.Identity identity =
        new Event.Identity(
            run.runId() + at, run.namespace(), run.runId(), "a" + attempt, "w", 1, at);
    return new Unredacted()
        .redact(
            Event.of(identity, Timestamp.of(BEGIN.plusSeconds(number)), said.kind())
                .attributes(said.attributes())
                .build(),
            null);
  }

  private Found found(RunKey run, int number, int size, boolean goesOn) {
    Phase phase =
        switch (any(number)) {
          case "half" -> Phase.ACTIVE;
          case "few" -> Phase.SAVE;
          default -> Phase.BOOT;
        };
    Cause cause =
        switch (any(number)) {
          case "half" -> Cause.TIMEOUT;
          case "few" -> Cause.INPUT;
          default -> Cause.UNKNOWN;
        };
    String headline = "upload: order " + number + " of customer " + number % 9_000 + " was refused";
    Words words = new Words().add(headline).add(any(number)).add(run.runId());
    // What errors say is not the same in all runs.
    for (int word = 0; word < 30; word++) {
      words.add("w" + random.nextInt(200_000));
    }
    return new Found(
        run,
        new Finding(
            size,
            null,
            new Finding.Failure(any(number), phase, cause, headline),
            goesOn ? new Finding.Silence(STUCK, "no event for 5m00s") : null),
        words);
  }
}
