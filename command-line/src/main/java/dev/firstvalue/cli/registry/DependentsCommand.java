package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a definition can be retired. */
@Command(
    name = "dependents",
    mixinStandardHelpOptions = true,
    description =
        "Say who still depends on a definition: programs that read it lately, and experiments that"
            + " count by it and are not over. A proposal that retires it is not merged before.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue dependents lessons-completed --server localhost:7777",
      "  firstvalue dependents lessons-completed --within-days 90 --repository registry.git",
      "%nExit codes: 0 nobody depends on it, 1 somebody does, 2 misuse, 3 environment."
    })
public final class DependentsCommand implements Callable<Integer> {
  private static final int LONGEST_DAYS = 400;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(
      names = "--within-days",
      paramLabel = "N",
      description =
          "Readers that were seen so many days ago or later depend on it: 1 to 400. Default:"
              + " ${DEFAULT-VALUE}, as for the gate.")
  private int withinDays = 30;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    if (withinDays < 1 || withinDays > LONGEST_DAYS) {
      throw new ParameterException(
          spec.commandLine(),
          "--within-days: " + withinDays + " (expected: 1 to " + LONGEST_DAYS + ")");
    }
    ListDependentsResponse found;
    try (RegistryReader reader = registry.open()) {
      found =
          reader.dependents(
              ListDependentsRequest.newBuilder().setName(name).setWithinDays(withinDays).build());
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> {
        terminal.print(ReaderText.dependents(name, found));
        terminal.note(
            "readers are counted since "
                + Instant.ofEpochSecond(found.getCountedSince().getSeconds()));
      }
      case JSON -> terminal.println(ProtoJson.printReport(found));
    }
    return found.getReaderCount() == 0 && found.getExperimentsCount() == 0
        ? ExitCode.FINE
        : ExitCode.FINDINGS;
  }
}
