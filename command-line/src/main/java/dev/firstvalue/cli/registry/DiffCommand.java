package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.ChangeReason;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.reporting.render.Printable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what differs between two versions. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Say what differs between two versions of a definition: what the change does, each"
            + " differing path with what it does by itself, and the documents line by line.",
    footerHeading = "%nExamples:%n",
    footer = {"  firstvalue diff lessons-completed --from 1 --to 2 --server localhost:7777"})
public final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The definition's name.")
  private String name;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "N",
      description = "The version that is compared with.")
  private int from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "N",
      description = "The version that is compared.")
  private int to;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    DiffVersionsResponse diff;
    try (RegistryReader reader = registry.open()) {
      diff = reader.diff(name, from, to);
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> terminal.print(text(diff));
      case JSON -> terminal.println(ProtoJson.printReport(diff));
    }
    return ExitCode.FINE;
  }

  private static String text(DiffVersionsResponse diff) {
    StringBuilder out = new StringBuilder();
    out.append(words(diff.getKind())).append('\n');
    for (ChangeReason reason : diff.getReasonsList()) {
      out.append("  ").append(Printable.line(line(reason))).append('\n');
    }
    if (!diff.getText().isEmpty()) {
      out.append('\n');
      diff.getText().lines().forEach(l -> out.append(Printable.line(l)).append('\n'));
    }
    return out.toString();
  }

  private static String line(ChangeReason reason) {
    String before = reason.hasBefore() ? ": " + reason.getBefore() : "";
    String after =
        reason.hasAfter()
            ? (reason.hasBefore() ? ", now " : ": added ") + reason.getAfter()
            : reason.hasBefore() ? ", now absent" : "";
    // A newer server may know a kind that this program does not.
    String kind =
        reason.getKind() == ChangeKind.UNRECOGNIZED
            ? "CHANGES"
            : EnumWords.word(reason.getKind().getValueDescriptor());
    return kind + " " + reason.getPath() + before + after + ": " + reason.getWhy();
  }

  /** In the words of `check`. */
  private static String words(ChangeKind kind) {
    return switch (kind) {
      case CHANGE_KIND_UNCHANGED -> Change.Kind.UNCHANGED.words();
      case CHANGE_KIND_DESCRIPTION -> Change.Kind.DESCRIPTION.words();
      case CHANGE_KIND_REWRITE -> Change.Kind.REWRITE.words();
      case CHANGE_KIND_NARROWS -> Change.Kind.NARROWS.words();
      case CHANGE_KIND_WIDENS -> Change.Kind.WIDENS.words();
      case CHANGE_KIND_SHIFTS -> Change.Kind.SHIFTS.words();
      case CHANGE_KIND_REDEFINES -> Change.Kind.REDEFINES.words();
      case CHANGE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          "changed in a way that this program does not know";
    };
  }
}
