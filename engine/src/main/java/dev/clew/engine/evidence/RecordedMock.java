package dev.clew.engine.evidence;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.stage.Mock;
import dev.clew.engine.http.Exchange;

/// What another run was answered in the place of a service, as an event says it.
public final class RecordedMock {
  private RecordedMock() {}

  /// @param kept whether the payload of the event is the body
  public static Mock of(Exchange.Answered answer, boolean kept) {
    int size = answer.body().length;
    return new Mock(
        new Attributes()
            .with(Mock.SOURCE, Mock.RECORDING)
            .with(Mock.HTTP_STATUS, answer.status())
            .with(Mock.SIZE_BYTES, size)
            .with(Mock.CAPTURED, kept || size == 0 ? Body.ALL : Body.NONE)
            .build());
  }

  /// @param why the other run has no answer
  public static Mock missing(String why) {
    return new Mock(
        new Attributes().with(Mock.SOURCE, Mock.RECORDING).with(Mock.MISSING, why).build());
  }
}
