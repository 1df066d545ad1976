package dev.clew.workflow.definition;

import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Reads `expectedStatus` and `expectedStatuses`; the plural wins.
final class StatusReader {
  private final Reading reading;

  StatusReader(Reading reading) {
    this.reading = reading;
  }

  ExpectedStatuses read(Fields fields) {
    List<Integer> many = new ArrayList<>();
    for (Scalar item : fields.words("expectedStatuses")) {
      add(item, many);
    }
    List<Integer> one = new ArrayList<>();
    Scalar single = fields.text("expectedStatus");
    if (single != null) {
      add(single, one);
    }
    return new ExpectedStatuses(many.isEmpty() ? one : many);
  }

  private void add(Scalar scalar, List<Integer> statuses) {
    String text = scalar.text();
    int status = 0;
    for (int at = 0; at < text.length() && text.length() == 3; at++) {
      char unit = text.charAt(at);
      status = unit < '0' || unit > '9' ? 1000 : status * 10 + unit - '0';
    }
    if (status < 100 || status > 599) {
      reading.wrongValue(scalar.at(), "'" + text + "' is not an HTTP status (100 to 599)", null);
    } else if (!statuses.contains(status)) {
      statuses.add(status);
    }
  }
}
