package dev.firstvalue.cli.registry;

import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.diff.VersionDiffs;
import dev.firstvalue.registry.evidence.ReportRows;
import dev.firstvalue.registry.server.ReaderAnswers;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.registry.version.EncodedVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads a registry's bare repository, beside a server or without one. */
final class LocalRegistry implements RegistryReader {
  private final RegistryRepository repository;

  LocalRegistry(Path directory) {
    repository = RegistryRepository.open(directory, new DocumentLanguage(), InstantSource.system());
  }

  @Override
  public DefinitionVersion active(
      String name, Optional<Instant> eventTime, Optional<Instant> knownAt) {
    return repository.snapshot().active(name, eventTime, knownAt).message();
  }

  @Override
  public DefinitionVersion version(String name, int version) {
    return repository.snapshot().version(name, version).message();
  }

  @Override
  public List<DefinitionVersion> list() {
    return repository.snapshot().definitions().values().stream()
        .map(history -> history.newest().message())
        .toList();
  }

  @Override
  public List<Quarantined> quarantined() {
    return List.copyOf(repository.snapshot().quarantined());
  }

  @Override
  public List<DefinitionVersion> versions(String name) {
    return repository.snapshot().versions(name).stream().map(EncodedVersion::message).toList();
  }

  @Override
  public List<Report> reports(ListReportsRequest asked) {
    return ReportRows.of(repository.snapshot(), asked);
  }

  @Override
  public Report report(String id) {
    return repository.snapshot().report(id);
  }

  @Override
  public DiffVersionsResponse diff(String name, int from, int to) {
    return VersionDiffs.between(
        repository.snapshot(),
        DiffVersionsRequest.newBuilder()
            .setName(name)
            .setFromVersion(from)
            .setToVersion(to)
            .build());
  }

  @Override
  public RegistryConnection.Readers readers(ListReadersRequest asked) {
    return new RegistryConnection.Readers(
        ReaderAnswers.matching(repository, asked), repository.readers().countedSince());
  }

  @Override
  public ListDependentsResponse dependents(ListDependentsRequest asked) {
    return ReaderAnswers.dependents(repository, asked);
  }

  @Override
  public void close() {
    repository.close();
  }
}
