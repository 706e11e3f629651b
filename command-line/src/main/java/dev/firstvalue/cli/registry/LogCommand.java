package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the versions of one definition. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "List every version of a definition, the newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  firstvalue log lessons-completed --repository registry.git"})
public final class LogCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    List<DefinitionVersion> versions;
    try (RegistryReader reader = registry.open()) {
      versions = reader.versions(name);
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> terminal.print(Versions.table(versions));
      case JSON -> terminal.print(Versions.json(versions));
    }
    return ExitCode.FINE;
  }
}
