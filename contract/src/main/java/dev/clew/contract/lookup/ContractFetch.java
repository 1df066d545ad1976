package dev.clew.contract.lookup;

import dev.clew.contract.ContractLimits;
import dev.clew.core.dossier.FailureCode;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.HttpCaller;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.http.Request;
import dev.clew.engine.preflight.Preflight.Attempt;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fetches the text of a contract from where its API publishes it: over HTTP, or from a file.
///
/// @param limits of the run; an answer may have `contract.bytes`
record ContractFetch(HttpLimits limits, InstantSource clock) {
  private static final List<Header> HEADERS =
      List.of(
          new Header("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1"),
          new Header("User-Agent", "clew"));

  /// What came of it.
  ///
  /// @param text null when there is none; then `why` says why
  /// @param attempt null for a file
  record Fetched(@Nullable String text, String why, @Nullable Attempt attempt) {}

  Fetched fetch(String url) {
    try {
      URI uri = URI.create(url);
      return "file".equalsIgnoreCase(uri.getScheme()) ? file(uri) : http(uri);
    } catch (IllegalArgumentException e) {
      return new Fetched(null, "it is not a URL", null);
    }
  }

  private static Fetched file(URI uri) {
    try {
      Path path = Path.of(uri);
      if (!Files.isRegularFile(path)) {
        return new Fetched(null, Files.exists(path) ? "it is not a file" : "no such file", null);
      }
      long size = Files.size(path);
      return size > ContractLimits.BYTES
          ? new Fetched(null, overLimit(size), null)
          : decoded(Files.readAllBytes(path), null);
    } catch (NoSuchFileException e) {
      return new Fetched(null, "no such file", null);
    } catch (IOException e) {
      return new Fetched(null, "it cannot be read: " + e.getMessage(), null);
    }
  }

  private Fetched http(URI uri) {
    HttpLimits own =
        new HttpLimits(
            limits.connectTimeout(),
            limits.requestTimeout(),
            ContractLimits.BYTES,
            limits.metadataAllowed());
    Instant startedAt = clock.instant();
    try (HttpCaller caller = new HttpCaller(own)) {
      Exchange exchange = caller.send(new Request("GET", uri, HEADERS));
      return switch (exchange) {
        case Exchange.Answered answered -> answered(answered, startedAt);
        case Exchange.Unanswered unanswered ->
            new Fetched(
                null,
                FailureCode.RESPONSE_OVER_LIMIT.is(unanswered.code())
                    ? "the document is longer than contract.bytes = " + ContractLimits.BYTES
                    : unanswered.message(),
                new Attempt(
                    1,
                    startedAt,
                    unanswered.timing().total(),
                    null,
                    unanswered.code(),
                    unanswered.message()));
      };
    }
  }

  private static Fetched answered(Exchange.Answered answered, Instant startedAt) {
    Attempt attempt =
        new Attempt(1, startedAt, answered.timing().total(), answered.status(), "", "");
    if (answered.status() == 200) {
      return decoded(answered.body(), attempt);
    }
    String location = answered.header("Location");
    return new Fetched(
        null,
        "it answered HTTP "
            + answered.status()
            + (location == null ? "" : " to " + location + "; write that URL in the catalog"),
        attempt);
  }

  private static Fetched decoded(byte[] bytes, @Nullable Attempt attempt) {
    try {
      return new Fetched(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
          "",
          attempt);
    } catch (CharacterCodingException e) {
      return new Fetched(null, "it is not UTF-8 text", attempt);
    }
  }

  private static String overLimit(long size) {
    return size + " bytes are over contract.bytes = " + ContractLimits.BYTES;
  }
}
