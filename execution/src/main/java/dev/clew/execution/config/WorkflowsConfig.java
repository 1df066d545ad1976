package dev.clew.execution.config;

import dev.clew.core.source.Diagnostic;
import dev.clew.execution.secret.SecretProvider;
import dev.clew.runs.recording.ReportFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a `workflows.config` says. It is never made by clew, and a project needs none.
///
/// @param file null when there is none
/// @param reporting what options of the command line are when they are not given
/// @param plugins the ids of the plug-ins that it names
/// @param unused keys that are set and that clew does not act on
/// @param diagnostics what is wrong with the file
public record WorkflowsConfig(
    @Nullable Path file,
    Reporting reporting,
    List<SecretProvider> secretProviders,
    List<String> plugins,
    List<String> unused,
    List<Diagnostic> diagnostics) {
  public static final WorkflowsConfig NONE =
      new WorkflowsConfig(null, Reporting.UNSAID, List.of(), List.of(), List.of(), List.of());

  /// Null for what is not said.
  ///
  /// @param format `json`, `html`, `both` or `none`; `none` also when reporting is not enabled
  /// @param captureHttp `none`, `headers` or `bodies`
  public record Reporting(
      @Nullable String format,
      @Nullable String captureHttp,
      @Nullable Boolean redact,
      @Nullable Boolean summary) {
    static final Reporting UNSAID = new Reporting(null, null, null, null);

    /// Which reports are written, when nobody says otherwise.
    public ReportFormat reports() {
      return format == null
          ? ReportFormat.BOTH
          : ReportFormat.valueOf(format.toUpperCase(Locale.ROOT));
    }

    /// Whether secrets are taken out, when nobody says otherwise.
    public boolean redacts() {
      return !Boolean.FALSE.equals(redact);
    }

    /// Whether a run is summed up at its end, when nobody says otherwise.
    public boolean sumsUp() {
      return !Boolean.FALSE.equals(summary);
    }
  }

  public WorkflowsConfig {
    secretProviders = List.copyOf(secretProviders);
    plugins = List.copyOf(plugins);
    unused = List.copyOf(unused);
    diagnostics = List.copyOf(diagnostics);
  }
}
