package dev.firstvalue.cli.discover;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.Status;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.validation.v1.DiscoveryCandidate;
import dev.firstvalue.validation.v1.DiscoveryClause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Writes a candidate as the file of a definition, for people to finish. */
final class Draft {
  private static final String NAME = "[a-z][a-z0-9-]{0,62}";

  private final Workspace workspace;
  private final String name;
  private final Path file;

  /** A draft in the workspace, which must not have a definition of this name. */
  Draft(Workspace workspace, String name, CommandSpec spec) {
    this.workspace = workspace;
    this.name = name;
    if (!name.matches(NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          "--name: " + name + " (expected: lower-case letters, digits and -, from a letter on)");
    }
    this.file = workspace.folder().resolve(Repository.DEFINITIONS).resolve(name + ".yaml");
    if (Files.exists(file)) {
      throw new ParameterException(
          spec.commandLine(), "--name: " + name + " (expected: a name that no definition has)");
    }
  }

  /**
   * Writes it and says what the linter still asks for.
   *
   * @param search the start, entity, segments and outcome that were searched
   */
  void write(
      ValueEvent search, List<String> owners, DiscoveryCandidate candidate, Terminal terminal) {
    String text = DocumentWriter.write(definition(search, owners, candidate));
    WholeFile.write(file, text);
    terminal.note("Written: " + file);
    List<Finding> findings = findings(text);
    if (!findings.isEmpty()) {
      terminal.note("What is left for people, as `firstvalue lint` says it:");
    }
    for (Finding finding : findings) {
      terminal.note("  " + finding.rule() + ": " + finding.explanation());
    }
  }

  private List<Finding> findings(String text) {
    String path = Repository.DEFINITIONS + name + ".yaml";
    return switch (DocumentReader.read(
        path, text.getBytes(StandardCharsets.UTF_8), DocumentKind.VALUE_EVENT)) {
      case Read.Accepted(Document document) ->
          Linter.lint(
                  workspace.repository().with((Document.OfValueEvent) document),
                  LocalDate.now(ZoneOffset.UTC))
              .all()
              .stream()
              .filter(finding -> finding.file().equals(path))
              .toList();
      case Read.Refused(var findings) -> findings.all();
    };
  }

  private ValueEvent definition(
      ValueEvent search, List<String> owners, DiscoveryCandidate candidate) {
    ValueEvent.Builder definition = search.toBuilder();
    definition.setMetadata(
        Metadata.newBuilder().setName(name).setTitle(candidate.getWords()).addAllOwners(owners));
    definition
        .getSpecBuilder()
        .setStage(Stage.STAGE_ACTIVATION)
        .setStatus(Status.STATUS_ACTIVE)
        .setWithin(candidate.getDays() + "d")
        .setQualifies(qualifies(candidate));
    return definition.build();
  }

  private static Condition qualifies(DiscoveryCandidate candidate) {
    if (candidate.getClausesCount() == 1) {
      return leaf(candidate.getClauses(0));
    }
    Condition.Builder all = Condition.newBuilder();
    candidate.getClausesList().forEach(clause -> all.addAll(leaf(clause)));
    return all.build();
  }

  private static Condition leaf(DiscoveryClause clause) {
    Condition.Builder leaf = Condition.newBuilder().addEvent(clause.getEvent());
    if (clause.hasDistinct()) {
      leaf.setDistinct("properties." + clause.getDistinct());
    }
    if (clause.getAtLeast() > 1) {
      leaf.setAtLeast(clause.getAtLeast());
    }
    return leaf.build();
  }
}
