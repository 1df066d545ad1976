package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.draft.text.PercentText;
import dev.clew.draft.text.SafeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Names for stages out of methods and paths: `POST /api/v1/accounts/ACC-1/items` is
/// `post-accounts-items`. A GraphQL call is named after its operation.
public final class StageNames {
  private static final int MAX_SEGMENT_CHARS = 24;
  private static final int SEGMENTS = 2;

  private StageNames() {}

  static List<String> of(List<CapturedRequest> requests) {
    SafeNames names = new SafeNames();
    List<String> all = new ArrayList<>();
    for (CapturedRequest request : requests) {
      all.add(names.unique(name(request), "stage"));
    }
    return all;
  }

  private static String name(CapturedRequest request) {
    String operation = operation(request);
    if (!operation.isEmpty()) {
      return operation;
    }
    return ofPath(request.method(), request.target().path());
  }

  public static String ofPath(String method, String path) {
    List<String> words = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      String text = PercentText.decode(segment);
      String word = SafeNames.kebab(text);
      if (!word.isEmpty() && isWord(text) && !word.equals("api") && !word.equals("rest")) {
        words.add(word);
      }
    }
    int from = Math.max(0, words.size() - SEGMENTS);
    String end = String.join("-", words.subList(from, words.size()));
    return SafeNames.kebab(method.toLowerCase(Locale.ROOT) + "-" + end);
  }

  /// Not an identifier and nothing that could be a secret.
  private static boolean isWord(String segment) {
    return segment.length() <= MAX_SEGMENT_CHARS && segment.matches("[\\p{L}._ -]+");
  }

  private static String operation(CapturedRequest request) {
    if (!request.target().path().endsWith("graphql")
        || !(request.body() instanceof CapturedRequest.Body.Text body)) {
      return "";
    }
    try {
      return JsonText.parse(body.text()) instanceof Json.Obj object
          ? SafeNames.kebab(object.text("operationName", ""))
          : "";
    } catch (JsonText.Malformed e) {
      return "";
    }
  }
}
