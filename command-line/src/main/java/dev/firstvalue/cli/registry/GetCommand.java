package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches one version of a definition. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description =
        "Fetch the active version of a definition, another one by its number, or the one that"
            + " counted at some time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue get lessons-completed --server localhost:7777",
      "  firstvalue get lessons-completed --version-number 1 --repository registry.git --format"
          + " yaml",
      "  firstvalue get lessons-completed --as-of 2026-05-03 --known-at 2026-06-01"
    })
public final class GetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(
      names = "--version-number",
      paramLabel = "N",
      description = "This version instead of the active one.")
  private @Nullable Integer version;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "The version that applies to events of this time.")
  private @Nullable Instant eventTime;

  @Option(
      names = "--known-at",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "As the registry knew it at this time.")
  private @Nullable Instant knownAt;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, yaml (the document as it was written) or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    if (version != null && (eventTime != null || knownAt != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--version-number names one version; leave out --as-of and --known-at, which choose one");
    }
    DefinitionVersion found;
    try (RegistryReader reader = registry.open()) {
      found =
          version == null
              ? reader.active(name, Optional.ofNullable(eventTime), Optional.ofNullable(knownAt))
              : reader.version(name, version);
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT -> terminal.print(Versions.one(found));
      case YAML -> terminal.print(found.getSource());
      case JSON -> terminal.println(ProtoJson.printReport(found));
    }
    return ExitCode.FINE;
  }
}
