package dev.clew.server.run;

import dev.clew.core.Nearest;
import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.RunStatus;
import dev.clew.document.JsonText;
import dev.clew.server.access.Principal;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Query;
import dev.clew.store.DefinitionRef;
import dev.clew.store.FindingQuery;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The query of a list of runs, as it stands in an address.
final class ListQuery {
  static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final String UNSUCCESSFUL = "unsuccessful";
  private static final String[] NAMES = {
    "status",
    "namespace",
    "name",
    "version",
    "correlation_id",
    "parent",
    "no_run_id",
    "q",
    "created_after",
    "created_before",
    "definition",
    "attempt",
    "failure",
    "phase",
    "cause",
    "stuck",
    "text",
    "limit",
    "cursor"
  };

  private ListQuery() {}

  static String[] names() {
    return NAMES.clone();
  }

  static int limit(Query query) {
    return (int) query.whole("limit", USUAL, 1, MOST);
  }

  /// @param now by which a run is stuck or is not
  static RunQuery of(Query query, Principal principal, Instant now) {
    return RunQuery.ALL
        .withWord(query.text("q"))
        .in(principal.among(query.text("namespace")))
        .named(query.text("name"))
        .ofVersion(query.text("version"))
        .correlatedBy(query.text("correlation_id"))
        .startedBy(query.text("parent"))
        .unnamed(query.flag("no_run_id"))
        .withStatuses(statuses(query.text("status")))
        .createdSince(instant(query, "created_after"))
        .createdBefore(instant(query, "created_before"))
        .executing(definition(query.text("definition")))
        .withAttempts((int) query.whole("attempt", 1, 1, Integer.MAX_VALUE))
        .finding(finding(query, now))
        .startingAfter(place(query.text("cursor")));
  }

  private static FindingQuery finding(Query query, Instant now) {
    String stuck = query.text("stuck");
    if (stuck != null && !stuck.equals("true")) {
      throw Query.bad("stuck", "is true, or absent").raised();
    }
    return FindingQuery.ANY
        .failedWith(query.text("failure"))
        .inPhase(one(query, "phase", Phase.values(), Phase::wire))
        .causedBy(one(query, "cause", Cause.values(), Cause::wire))
        .stuckBy(stuck == null ? null : now)
        .withText(query.text("text"));
  }

  private static <T> @Nullable T one(
      Query query, String name, T[] known, Function<T, String> word) {
    String wanted = query.text(name);
    if (wanted == null) {
      return null;
    }
    List<String> words = Arrays.stream(known).map(word).toList();
    int at = words.indexOf(wanted);
    if (at < 0) {
      throw Query.bad(name, "is one of those that are known")
          .with("suggestion", Nearest.to(wanted, words))
          .with("known", Json.strings(words))
          .raised();
    }
    return known[at];
  }

  /// Words with commas between them.
  private static Set<RunStatus> statuses(@Nullable String words) {
    Set<RunStatus> statuses = EnumSet.noneOf(RunStatus.class);
    if (words == null) {
      return statuses;
    }
    for (String word : words.split(",", -1)) {
      RunStatus status = RunStatus.of(word.strip());
      if (word.strip().equals(UNSUCCESSFUL)) {
        statuses.addAll(RunQuery.unsuccessful().statuses());
      } else if (status != null) {
        statuses.add(status);
      } else {
        throw Query.bad("status", "is one of those that are known")
            .with("suggestion", Nearest.to(word.strip(), statusWords()))
            .with("known", Json.strings(statusWords()))
            .raised();
      }
    }
    return statuses;
  }

  static List<String> statusWords() {
    List<String> words = new ArrayList<>(List.of(UNSUCCESSFUL));
    for (RunStatus status : RunStatus.values()) {
      words.add(status.wire());
    }
    return words;
  }

  private static @Nullable Instant instant(Query query, String name) {
    String text = query.text(name);
    try {
      return text == null ? null : Timestamp.parse(text).instant();
    } catch (IllegalArgumentException e) {
      throw Query.bad(name, "is an RFC 3339 date-time").raised();
    }
  }

  private static @Nullable DefinitionRef definition(@Nullable String text) {
    try {
      return text == null ? null : DefinitionRef.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("query.value", String.valueOf(e.getMessage()))
          .with("parameter", "definition")
          .raised();
    }
  }

  /// Where the next page begins.
  static String cursor(RunEntry last) {
    RunEntry.Place place = last.place();
    Json.Obj json =
        Json.object()
            .put("t", place.createdAt() == null ? null : place.createdAt().toString())
            .put("l", place.location())
            .put("n", place.namespace())
            .build();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8));
  }

  static RunEntry.@Nullable Place place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      Json json = JsonText.parse(Base64.getUrlDecoder().decode(cursor));
      if (json instanceof Json.Obj place && place.text("l") != null && place.text("n") != null) {
        String created = place.text("t");
        return new RunEntry.Place(
            created == null ? null : Instant.parse(created),
            place.text("l", ""),
            place.text("n", ""));
      }
    } catch (IllegalArgumentException | DateTimeException | JsonText.Malformed e) {
      // Said below.
    }
    throw Query.bad("cursor", "is the next of an answer before").raised();
  }
}
