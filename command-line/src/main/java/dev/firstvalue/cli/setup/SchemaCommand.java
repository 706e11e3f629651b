package dev.firstvalue.cli.setup;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.schema.DocumentSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the JSON Schemas of the documents. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Write the JSON Schema of a kind of document, by which editors complete and check it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue schema ValueEvent",
      "  firstvalue schema --out definitions-repo/.schemas",
      "%nA document names its schema in its first line:",
      "  # yaml-language-server: $schema=../.schemas/value-event.schema.json",
      "%nAfter an update of firstvalue, write them again."
    })
public final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      converter = Kind.class,
      description = "EventModel, ValueEvent, Experiment or Policy. With --out all when left out.")
  private @Nullable DocumentKind kind;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to, instead of the output stream.")
  private @Nullable Path folder;

  static final class Kind implements ITypeConverter<DocumentKind> {
    @Override
    public DocumentKind convert(String word) {
      return DocumentKind.of(word)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      word + " (expected: " + String.join(", ", DocumentKind.words()) + ")"));
    }
  }

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (folder == null) {
      if (kind == null) {
        throw new ParameterException(
            spec.commandLine(),
            "KIND: none (expected: one of "
                + String.join(", ", DocumentKind.words())
                + ", or all of them with --out DIR)");
      }
      terminal.print(DocumentSchema.of(kind));
      return ExitCode.FINE;
    }
    for (DocumentKind each : kind == null ? List.of(DocumentKind.values()) : List.of(kind)) {
      Path file = folder.resolve(DocumentSchema.fileName(each));
      WholeFile.write(file, DocumentSchema.of(each));
      terminal.println("written: " + file);
    }
    return ExitCode.FINE;
  }
}
