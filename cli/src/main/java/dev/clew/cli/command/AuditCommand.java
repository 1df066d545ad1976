package dev.clew.cli.command;

import dev.clew.cli.option.AccessOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.serve.AccessDesk;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.report.VisibleText;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew audit`: what was done with a server, and who was not let in.
@Command(
    name = "audit",
    description = {
      "What was done with a server in a month, the oldest first: tokens made and revoked, logins,"
          + " and who was not let in.",
      "The log is a ledger of the store: its chain is proved whenever it is read, and by clew fsck."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class AuditCommand extends Subcommand {
  @Mixin private AccessOptions access = new AccessOptions();

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "Which month, in UTC (default: this one).")
  private @Nullable String month;

  @Option(names = "--json", description = "Print each entry as a line of JSON.")
  private boolean json;

  AuditCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    YearMonth asked = month();
    try (AccessDesk desk = access.desk()) {
      Long from = 0L;
      while (from != null) {
        Json.Obj page = desk.audit(asked, from);
        page.objects("entries").forEach(entry -> terminal.line(line(entry)));
        from = page.whole("next");
      }
    }
    return ExitCode.OK.code();
  }

  private YearMonth month() {
    try {
      return month == null ? YearMonth.now(Clock.systemUTC()) : YearMonth.parse(month);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("--month is a month, such as 2026-11", e);
    }
  }

  private String line(Json.Obj entry) {
    if (json) {
      return JsonWriter.compact(entry);
    }
    StringBuilder line = new StringBuilder(entry.text("at", "")).append("  ");
    line.append(entry.text("what", "").replace('_', ' ')).append("  by ");
    line.append(entry.text("by", ""));
    for (String name : new String[] {"address", "token_id", "role", "route", "right", "label"}) {
      String value = entry.text(name);
      if (value != null) {
        line.append("  ").append(name).append(' ').append(value);
      }
    }
    return VisibleText.line(line.toString());
  }
}
