package dev.firstvalue.cli.registry;

import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a registry: from its server, or straight from its repository. */
public interface RegistryReader extends AutoCloseable {
  /** The active version of a definition. */
  default DefinitionVersion active(String name) {
    return active(name, Optional.empty(), Optional.empty());
  }

  /** The version that applies to events of an instant, as it was known at another. */
  DefinitionVersion active(String name, Optional<Instant> eventTime, Optional<Instant> knownAt);

  /** One version of a definition. */
  DefinitionVersion version(String name, int version);

  /** The newest version of every definition, by name. */
  List<DefinitionVersion> list();

  /** Files that could not be read. */
  List<Quarantined> quarantined();

  /** Every version and revision of a definition, the newest first. */
  List<DefinitionVersion> versions(String name);

  /** The reports that a request asks for, whatever the size of its page. */
  List<Report> reports(ListReportsRequest asked);

  /** A report by its id. */
  Report report(String id);

  /** What differs between two versions of a definition. */
  DiffVersionsResponse diff(String name, int from, int to);

  /** Who asks the registry's server for definitions by their names, whatever the size of a page. */
  RegistryConnection.Readers readers(ListReadersRequest asked);

  /** Who still depends on a definition. */
  ListDependentsResponse dependents(ListDependentsRequest asked);

  @Override
  void close();
}
