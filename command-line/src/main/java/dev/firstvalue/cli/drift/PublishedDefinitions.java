package dev.firstvalue.cli.drift;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.registry.version.Standing;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.bridge.Side;
import dev.firstvalue.validator.drift.Reference;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The active definitions of a registry, each to be held against what its last report judged. */
final class PublishedDefinitions {
  private PublishedDefinitions() {}

  /** Reads the registry's bare repository, beside a server or without one. */
  static ToRevalidate read(Path directory) {
    try (RegistryRepository registry =
        RegistryRepository.open(directory, new DocumentLanguage(), InstantSource.system())) {
      RegistrySnapshot snapshot = registry.snapshot();
      Subjects subjects = new Subjects(documents(registry, snapshot, directory));
      SortedMap<String, ToRevalidate.One> active = new TreeMap<>();
      for (DefinitionHistory history : snapshot.definitions().values()) {
        if (history.standing() == Standing.ACTIVE) {
          active.put(history.name(), one(history.newest().message(), snapshot, subjects));
        }
      }
      List<String> unread =
          snapshot.quarantined().stream()
              .filter(file -> file.getPath().startsWith(Repository.DEFINITIONS))
              .map(PublishedDefinitions::words)
              .toList();
      return new ToRevalidate(directory.toString(), active, unread);
    }
  }

  /** A version of a definition over the registry's event model; the active one when absent. */
  static Side version(Path directory, String name, Optional<Integer> number) {
    try (RegistryRepository registry =
        RegistryRepository.open(directory, new DocumentLanguage(), InstantSource.system())) {
      RegistrySnapshot snapshot = registry.snapshot();
      Repository documents = documents(registry, snapshot, directory);
      DefinitionVersion version =
          number
              .map(wanted -> snapshot.version(name, wanted))
              .orElseGet(() -> snapshot.active(name))
              .message();
      return new Side(
          subject(version, new Subjects(documents)),
          documents.eventModel().orElseThrow().message());
    }
  }

  private static ToRevalidate.One one(
      DefinitionVersion version, RegistrySnapshot snapshot, Subjects subjects) {
    Subject subject = subject(version, subjects);
    Reference reference =
        judged(snapshot.reports(version.getName()), subject.provenance().getMeaningHash())
            .<Reference>map(Reference.OfReport::new)
            .orElseGet(Reference.AllButNewest::new);
    return new ToRevalidate.One(subject, reference);
  }

  private static Subject subject(DefinitionVersion version, Subjects subjects) {
    Subject subject =
        subjects.definition(
            new Document.OfValueEvent(
                Repository.DEFINITIONS + version.getName() + ".yaml",
                version.getDefinition(),
                Marks.none()));
    Provenance known = subject.provenance().toBuilder().setVersion(version.getVersion()).build();
    return new Subject(subject.document(), subject.plan(), subject.policy(), known);
  }

  /** The watermark of the newest report about this meaning. */
  private static Optional<Instant> judged(List<Report> newestFirst, String meaning) {
    return newestFirst.stream()
        .filter(Report::hasValidation)
        .map(report -> report.getValidation().getProvenance())
        .filter(made -> made.getMeaningHash().equals(meaning) && made.hasWatermark())
        .map(Provenance::getWatermark)
        .map(PublishedDefinitions::instant)
        .findFirst();
  }

  private static Repository documents(
      RegistryRepository registry, RegistrySnapshot snapshot, Path directory) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String path : List.of(Repository.EVENT_MODEL, Repository.POLICY)) {
      registry.file(snapshot, path).ifPresent(bytes -> files.put(path, bytes));
    }
    Repository documents = Repository.read(files);
    if (documents.eventModel().isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.DOCUMENT_INVALID,
          directory.toString(),
          "the registry has no event model that can be read",
          "Publish event-model.yaml");
    }
    return documents;
  }

  private static String words(Quarantined file) {
    return file.getPath() + ": " + file.getMessage();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
