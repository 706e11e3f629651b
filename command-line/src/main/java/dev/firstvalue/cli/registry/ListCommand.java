package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.reporting.render.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the definitions of a registry. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the newest version of every definition of a registry.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue list --repository registry.git",
      "  firstvalue list --server localhost:7777",
      "  firstvalue list --standing deprecated --standing retired --repository registry.git"
    })
public final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Option(
      names = "--standing",
      paramLabel = "STANDING",
      description = "Only those that are active, deprecated or retired; repeatable. Default: all.")
  private List<Versions.Standing> standings = List.of();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "name, or newest: what was changed last comes first. Default: name.")
  private Versions.Order order = Versions.Order.NAME;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (RegistryReader reader = registry.open()) {
      List<DefinitionVersion> versions =
          reader.list().stream()
              .filter(
                  newest -> standings.isEmpty() || standings.contains(Versions.standing(newest)))
              .sorted(order.comparator())
              .toList();
      switch (format) {
        case TEXT, YAML -> terminal.print(Versions.names(versions));
        case JSON -> terminal.print(Versions.json(versions));
      }
      for (Quarantined file : reader.quarantined()) {
        terminal.note(
            Printable.line(
                "quarantined: "
                    + file.getPath()
                    + " at "
                    + file.getCommit()
                    + ": "
                    + file.getMessage()));
      }
    }
    return ExitCode.FINE;
  }
}
