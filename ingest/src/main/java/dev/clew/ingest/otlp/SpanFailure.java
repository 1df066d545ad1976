package dev.clew.ingest.otlp;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.SaidError;
import dev.clew.ingest.thrown.Thrown;
import org.jspecify.annotations.Nullable;

/// Why a span failed, as far as it says so itself.
final class SpanFailure {
  /// Of the semantic conventions, for an error that has no name.
  private static final String OTHER = "_OTHER";

  private SpanFailure() {}

  /// Null when it did not fail, or says nothing of why.
  static @Nullable SaidError of(Span span) {
    if (!span.isError()) {
      return null;
    }
    Thrown exception = exception(span);
    Call call = Call.of(span);
    String type = Said.text(span.attributes(), "error.type");
    boolean isNamed = type != null && !type.equals(OTHER);
    if (exception != null) {
      return said(isNamed ? type : exception.code(), exception.words(), exception);
    }
    if (call.isRefused()) {
      String message =
          span.statusMessage().isEmpty()
              ? call.words(span) + " answered " + call.status()
              : span.statusMessage();
      return said("http_" + call.status(), message, null);
    }
    if (!span.statusMessage().isEmpty()) {
      return said(isNamed ? type : "error", span.statusMessage(), null);
    }
    return isNamed ? said(type, SpanTree.nameOf(span) + ": " + type, null) : null;
  }

  private static SaidError said(@Nullable String code, String message, @Nullable Thrown exception) {
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, code)
            .with(SaidError.MESSAGE, message)
            .with(SaidError.CAUSE_CHAIN, exception == null ? null : exception.chain())
            .build());
  }

  /// The last that it tells of.
  private static @Nullable Thrown exception(Span span) {
    Thrown last = null;
    for (Span.Happening happening : span.happenings()) {
      if (happening.name().equals(Exceptions.EVENT)) {
        Thrown told = Exceptions.in(happening.attributes());
        last = told == null ? last : told;
      }
    }
    return last;
  }
}
