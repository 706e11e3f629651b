package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.DefinitionPage.Row;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.RestatedEntities;
import dev.firstvalue.registry.v1.Restatement;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The versions of a definition, each beside the one before. */
final class History {
  /** Versions and revisions that a page shows. */
  static final int MOST = 100;

  /** Older ones are not compared: each comparison binds two documents. */
  private static final int COMPARED = 20;

  private final Visit visit;
  private final List<DefinitionVersion> versions;
  private final List<Restatement> restatements;

  History(Visit visit, List<DefinitionVersion> versions, List<Restatement> restatements) {
    this.visit = visit;
    this.versions = List.copyOf(versions);
    this.restatements = List.copyOf(restatements);
  }

  List<Integer> numbers() {
    return versions.stream().map(DefinitionVersion::getVersion).distinct().toList();
  }

  List<Row> rows(Optional<DefinitionVersion> shown) {
    AtomicInteger compared = new AtomicInteger();
    return versions.stream()
        .map(
            version ->
                new Row(
                    new Link(
                        Versions.number(version),
                        Link.definition(version.getName()).href()
                            + "?version="
                            + Versions.number(version)),
                    shown.isPresent() && shown.get().getCommit().equals(version.getCommit()),
                    change(version, compared),
                    Shown.minute(version.getRecordedAt()),
                    Shown.person(version.getAuthor()),
                    Shown.line(version.getSubject()),
                    restatement(version),
                    difference(version)))
        .toList();
  }

  private Optional<Badge> change(DefinitionVersion version, AtomicInteger compared) {
    if (version.getRevision() > 0) {
      return Optional.of(ChangeWords.badge(ChangeKind.CHANGE_KIND_DESCRIPTION));
    }
    if (version.getVersion() == 1 || compared.incrementAndGet() > COMPARED) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ChangeWords.badge(
              visit
                  .registry()
                  .diffVersions(
                      DiffVersionsRequest.newBuilder()
                          .setName(version.getName())
                          .setFromVersion(version.getVersion() - 1)
                          .setToVersion(version.getVersion())
                          .build())
                  .getKind()));
    } catch (StatusRuntimeException e) {
      // The model of its time does not bind any more: the row says nothing, the comparison why.
      return Optional.empty();
    }
  }

  private static Optional<Link> difference(DefinitionVersion version) {
    int number = version.getVersion();
    return version.getRevision() > 0 || number == 1
        ? Optional.empty()
        : Optional.of(
            new Link(
                "compare with " + (number - 1),
                Link.definition(version.getName()).href()
                    + "?from="
                    + (number - 1)
                    + "&to="
                    + number
                    + "#difference"));
  }

  private String restatement(DefinitionVersion version) {
    return version.getRevision() > 0
        ? ""
        : restatements.stream()
            .filter(each -> each.getVersion() == version.getVersion())
            .findFirst()
            .map(History::words)
            .orElse("");
  }

  private static String words(Restatement restatement) {
    String choice =
        switch (restatement.getChoice()) {
          case "FORWARD" -> "new events only";
          case "ALL" -> "all of the past restated";
          default -> "restated from " + Shown.line(restatement.getChoice());
        };
    if (!restatement.hasEntities()) {
      return choice;
    }
    RestatedEntities entities = restatement.getEntities();
    return String.format(
        Locale.ROOT,
        "%s; of %,d compared, %,d gained and %,d lost",
        choice,
        entities.getCompared(),
        entities.getGained(),
        entities.getLost());
  }
}
