package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.Marks;
import dev.clew.draft.text.SafeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A capture to a draft. It is gone through twice: a secret that the last request gives away must
/// not be written by the first one either.
public final class CaptureDraft {
  private final CapturedRequests capture;
  private final String environment;
  private final List<String> stageNames;
  private final SafeNames inputNames = new SafeNames();
  private final SecretInputs secrets = new SecretInputs(inputNames);
  private final Map<String, String> apis = new LinkedHashMap<>();
  private final Map<String, Draft.Input> others = new LinkedHashMap<>();

  private CaptureDraft(CapturedRequests capture, String environment) {
    this.capture = capture;
    this.environment = environment;
    this.stageNames = StageNames.of(capture.requests());
  }

  /// @param name empty for one that is made of the requests
  /// @param source what the requests were read from, for the description
  public static Draft of(CapturedRequests capture, String name, String environment, String source) {
    return new CaptureDraft(capture, environment).draft(name, source);
  }

  private Draft draft(String name, String source) {
    nameApis();
    pass();
    Pass last = pass();
    List<String> notes = new ArrayList<>(capture.notes());
    notes.addAll(last.notes);
    if (capture.noise() > 0) {
      notes.add(
          "left out "
              + count(capture.noise(), "header")
              + " that only browsers and connections need (user-agent, sec-*, origin, …)");
    }
    List<Draft.Input> inputs = new ArrayList<>(secrets.all());
    inputs.addAll(others.values());
    List<Draft.Api> definitions = new ArrayList<>();
    apis.forEach((origin, api) -> definitions.add(new Draft.Api(api, Map.of(environment, origin))));
    return new Draft(
        name.isEmpty() ? name() : name,
        "Made by clew of " + source,
        environment,
        inputs,
        last.stages(),
        definitions,
        notes,
        null);
  }

  public static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private String name() {
    return stageNames.size() == 1 ? stageNames.getFirst() : apis.values().iterator().next();
  }

  private void nameApis() {
    SafeNames names = new SafeNames();
    for (CapturedRequest request : capture.requests()) {
      Target target = request.target();
      apis.computeIfAbsent(target.origin(), unseen -> names.unique(apiName(target.host()), "api"));
    }
  }

  public static String apiName(String host) {
    return SafeNames.kebab(host.startsWith("www.") ? host.substring(4) : host);
  }

  /// One way through all requests.
  private final class Pass {
    final Marks marks = new Marks();
    final Produced produced = new Produced(stageNames);
    final Substitution substitution = new Substitution(secrets, produced, marks);
    final List<Draft.Stage> drafted = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    void request(int index, CapturedRequest request) {
      RequestDraft draft =
          new RequestDraft(
              request, stageNames.get(index), substitution, secrets, others, inputNames);
      drafted.add(draft.stage(apis.getOrDefault(request.target().origin(), ""), marks));
      notes.addAll(draft.notes());
      CapturedRequest.Answer answer = request.answer();
      Json body = answer == null ? null : answer.body();
      if (body != null) {
        produced.answered(index, body, secrets);
      }
    }

    /// Outputs are known when all requests are: they are what is used later.
    List<Draft.Stage> stages() {
      List<Draft.Stage> stages = new ArrayList<>();
      for (int index = 0; index < drafted.size(); index++) {
        Draft.Stage stage = drafted.get(index);
        stages.add(
            new Draft.Stage(
                stage.name(),
                stage.api(),
                stage.method(),
                stage.endpoint(),
                stage.headers(),
                stage.query(),
                stage.body(),
                stage.expected(),
                produced.outputs(index),
                produced.secretOutputs(index)));
      }
      return stages;
    }
  }

  private Pass pass() {
    Pass pass = new Pass();
    for (int index = 0; index < capture.requests().size(); index++) {
      pass.request(index, capture.requests().get(index));
    }
    return pass;
  }
}
