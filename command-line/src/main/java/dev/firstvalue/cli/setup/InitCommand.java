package dev.firstvalue.cli.setup;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.preset.Preset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a new repository of definitions. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Make a new repository of definitions: event model, policy, a first definition, CODEOWNERS"
            + " and CI files.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue init definitions-repo",
      "  firstvalue init --from posthog",
      "%nNothing that is there is overwritten."
    })
public final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where to. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("definitions-repo");

  @Option(
      names = "--from",
      paramLabel = "TOOL",
      description =
          "The tables that are there already: standard (what `firstvalue import` fills), posthog,"
              + " segment, ga4, rudderstack, snowplow or amplitude. Default: standard.")
  private Preset preset = Preset.STANDARD;

  @Override
  public Integer call() {
    for (String path : preset.files().keySet()) {
      if (Files.exists(folder.resolve(path))) {
        throw new FirstvalueException(
            ErrorCode.FILE_UNWRITABLE,
            folder.resolve(path).toString(),
            "it is there already",
            "Name an empty folder: nothing that is there is overwritten");
      }
    }
    Terminal terminal = Terminal.of(spec);
    preset
        .files()
        .forEach(
            (path, bytes) -> {
              WholeFile.write(folder.resolve(path), new String(bytes, StandardCharsets.UTF_8));
              terminal.println("written: " + folder.resolve(path));
            });
    terminal.note(
        "Next: describe your events in "
            + folder.resolve("event-model.yaml")
            + " (`firstvalue probe` proposes them), then `firstvalue lint "
            + folder
            + "`.");
    return ExitCode.FINE;
  }
}
