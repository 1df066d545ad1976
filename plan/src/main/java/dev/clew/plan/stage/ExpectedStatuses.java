package dev.clew.plan.stage;

import java.util.List;

/// The HTTP statuses with which a stage succeeds. None listed means any 2xx.
public record ExpectedStatuses(List<Integer> listed) {
  public static final ExpectedStatuses ANY_2XX = new ExpectedStatuses(List.of());

  public ExpectedStatuses {
    listed = List.copyOf(listed);
  }

  public boolean accept(int status) {
    return listed.isEmpty() ? status >= 200 && status <= 299 : listed.contains(status);
  }

  /// `2xx`, or the listed statuses: `200, 201`.
  public String text() {
    if (listed.isEmpty()) {
      return "2xx";
    }
    StringBuilder out = new StringBuilder();
    for (int status : listed) {
      out.append(out.isEmpty() ? "" : ", ").append(status);
    }
    return out.toString();
  }
}
