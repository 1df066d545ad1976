package dev.clew.execution;

import dev.clew.core.fact.run.MockedBy;
import dev.clew.engine.context.RecordedAnswers;
import java.util.Set;

/// A recorded run that stands in for the services of a mocked one.
///
/// @param run as the user named it
/// @param facts what the ledger of the mocked run says of it: which it is, with its digest
/// @param answers by stage
/// @param stages the paths of the calls to which it has answers, and of the workflows around them,
///   without iterations and visits
public record MockSource(String run, MockedBy facts, RecordedAnswers answers, Set<String> stages) {
  public MockSource {
    stages = Set.copyOf(stages);
  }
}
