package dev.firstvalue.cli.registry;

import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Quarantined;
import java.util.List;

/** Reads a registry: from its server, or straight from its repository. */
interface RegistryReader extends AutoCloseable {
  /** The active version of a definition. */
  DefinitionVersion active(String name);

  /** One version of a definition. */
  DefinitionVersion version(String name, int version);

  /** The newest version of every definition, by name. */
  List<DefinitionVersion> list();

  /** Files that could not be read. */
  List<Quarantined> quarantined();

  /** Every version and revision of a definition, the newest first. */
  List<DefinitionVersion> versions(String name);

  @Override
  void close();
}
