package dev.firstvalue.cli.registry;

import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a registry's server over gRPC. */
final class RemoteRegistry implements RegistryReader {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final RegistryConnection connection;

  RemoteRegistry(String target, ClientSecurity security) {
    connection =
        RegistryConnection.to(target, DEADLINE, security, CommandLineProgram.of(System.getenv()));
  }

  @Override
  public DefinitionVersion active(
      String name, Optional<Instant> eventTime, Optional<Instant> knownAt) {
    return connection.active(name, eventTime, knownAt);
  }

  @Override
  public DefinitionVersion version(String name, int version) {
    return connection.version(name, version);
  }

  @Override
  public List<DefinitionVersion> list() {
    return connection.definitions().newest();
  }

  @Override
  public List<Quarantined> quarantined() {
    return connection.definitions().quarantined();
  }

  @Override
  public List<DefinitionVersion> versions(String name) {
    return connection.versions(name);
  }

  @Override
  public List<Report> reports(ListReportsRequest asked) {
    return connection.reports(asked);
  }

  @Override
  public Report report(String id) {
    return connection.report(id);
  }

  @Override
  public DiffVersionsResponse diff(String name, int from, int to) {
    return connection.diff(name, from, to);
  }

  @Override
  public RegistryConnection.Readers readers(ListReadersRequest asked) {
    return connection.readers(asked);
  }

  @Override
  public ListDependentsResponse dependents(ListDependentsRequest asked) {
    return connection.dependents(asked);
  }

  @Override
  public void close() {
    connection.close();
  }
}
