package dev.clew.cli.command;

import dev.clew.cli.option.AccessOptions;
import dev.clew.cli.option.Sizes;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.serve.AccessDesk;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Durations;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew token`: who may do what with a server.
@Command(
    name = "token",
    description = {
      "Make, list and revoke the tokens of a server.",
      "From the first one on, nobody gets in without."
    },
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "create|list|revoke")
final class TokenCommand extends Subcommand {
  TokenCommand(Terminal terminal) {
    super(terminal);
  }

  static CommandLine line(Terminal terminal) {
    CommandLine line = new CommandLine(new TokenCommand(terminal));
    line.addSubcommand("create", new Create(terminal));
    line.addSubcommand("list", new ListAll(terminal));
    line.addSubcommand("revoke", new Revoke(terminal));
    return line;
  }

  @Override
  public Integer call() {
    throw Refusal.invalid("create, list or revoke? clew token create --role read");
  }

  abstract static class Verb extends Subcommand {
    @Mixin private AccessOptions access = new AccessOptions();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    Verb(Terminal terminal) {
      super(terminal);
    }

    @Override
    public final Integer call() {
      try (AccessDesk desk = access.desk()) {
        return call(desk).code();
      }
    }

    abstract ExitCode call(AccessDesk desk);

    /// @return whether that is all that is to be said
    final boolean printed(Json.Obj answer) {
      if (json) {
        terminal.line(JsonWriter.pretty(answer));
      }
      return json;
    }
  }

  /// `clew token create`.
  @Command(
      name = "create",
      description = {
        "Make a token and print it. Nobody can be told it again.",
        "  ingest   sends events",
        "  read     reads runs",
        "  operate  sends, reads, and sees the server's metrics",
        "  admin    all of it, in every namespace, and makes tokens"
      },
      usageHelpAutoWidth = true,
      sortOptions = false)
  static final class Create extends Verb {
    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "ingest, read, operate or admin.")
    private String role = "";

    @Option(
        names = "--namespace",
        paramLabel = "NAME",
        description =
            "Whose runs it sends and reads; may be given several times (default: all of them).")
    private List<String> namespaces = new ArrayList<>();

    @Option(
        names = "--payloads",
        description =
            "It also reads what runs have read and written: bodies of requests, raw output.")
    private boolean payloads;

    @Option(
        names = "--label",
        paramLabel = "WORDS",
        description = "What it is for, for whoever lists them.")
    private String label = "";

    @Option(
        names = "--expires",
        paramLabel = "DURATION",
        description = "After how long it is good no more: 30d, 12h, or never (default: 365d).")
    private @Nullable String expires;

    @Option(
        names = "--requests-per-second",
        paramLabel = "N",
        description = "What it may ask on average (default: no limit).")
    private long requests;

    @Option(
        names = "--bytes-per-second",
        paramLabel = "SIZE",
        description = "What it may send on average: 500KB, 10MB (default: no limit).")
    private @Nullable String bytes;

    Create(Terminal terminal) {
      super(terminal);
    }

    @Override
    ExitCode call(AccessDesk desk) {
      Json.Obj made = desk.create(ask());
      if (!printed(made)) {
        terminal.line(made.text("token", ""));
        terminal.error(
            made.text("token_id", "")
                + " · "
                + made.text("role", "")
                + " · "
                + where(made)
                + " · "
                + until(made)
                + " · nobody can be told it again");
      }
      return ExitCode.OK;
    }

    private TokenAsk ask() {
      Role asked = Role.of(role);
      if (asked == null) {
        throw Refusal.invalid("--role is ingest, read, operate or admin, not '" + role + "'");
      }
      return new TokenAsk(
          asked,
          namespaces.isEmpty() ? null : new LinkedHashSet<>(namespaces),
          payloads,
          new Quota(requests, bytes == null ? 0 : Sizes.bytes(bytes, "--bytes-per-second")),
          label,
          life());
    }

    private @Nullable Duration life() {
      if (expires == null) {
        return TokenAsk.USUAL_LIFE;
      }
      return expires.equals("never") ? null : Durations.parse(expires, "--expires");
    }
  }

  /// `clew token list`.
  @Command(
      name = "list",
      description = "All tokens that were made, without themselves.",
      usageHelpAutoWidth = true)
  static final class ListAll extends Verb {
    ListAll(Terminal terminal) {
      super(terminal);
    }

    @Override
    ExitCode call(AccessDesk desk) {
      List<Json.Obj> tokens = desk.tokens();
      if (!printed(Json.object().put("tokens", tokens).build())) {
        if (tokens.isEmpty()) {
          terminal.line("no token was made: whoever is on the server's machine gets in");
        }
        tokens.forEach(token -> terminal.line(line(token)));
      }
      return ExitCode.OK;
    }

    private static String line(Json.Obj token) {
      String label = token.text("label", "");
      return String.join(
          "  ",
          token.text("token_id", ""),
          String.format("%-7s", token.text("role", "")),
          where(token),
          until(token),
          VisibleText.line(label));
    }
  }

  /// `clew token revoke`.
  @Command(name = "revoke", description = "End a token, at once.", usageHelpAutoWidth = true)
  static final class Revoke extends Verb {
    @Parameters(paramLabel = "TOKEN_ID", description = "As clew token list says it.")
    private String id = "";

    Revoke(Terminal terminal) {
      super(terminal);
    }

    @Override
    ExitCode call(AccessDesk desk) {
      if (!desk.revoke(id)) {
        throw Refusal.invalid(
            "there is no token " + VisibleText.line(id) + ", or it is revoked already");
      }
      if (!printed(Json.object().put("revoked", id).build())) {
        terminal.line("revoked " + VisibleText.line(id));
      }
      return ExitCode.OK;
    }
  }

  private static String where(Json.Obj token) {
    List<String> namespaces = new ArrayList<>();
    for (Json one : token.list("namespaces")) {
      if (one instanceof Json.Str text) {
        namespaces.add(VisibleText.line(text.value()));
      }
    }
    return namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces);
  }

  private static String until(Json.Obj token) {
    String revoked = token.text("revoked_at");
    String expires = token.text("expires_at");
    if (revoked != null) {
      return "revoked " + seconds(revoked);
    }
    return expires == null ? "for ever" : "until " + seconds(expires);
  }

  private static String seconds(String time) {
    return Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
