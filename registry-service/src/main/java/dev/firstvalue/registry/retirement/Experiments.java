package dev.firstvalue.registry.retirement;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import java.util.SortedMap;

/** The experiments of main, read from Git. */
public final class Experiments {
  private static final String FOLDER =
      Repository.EXPERIMENTS.substring(0, Repository.EXPERIMENTS.length() - 1);

  private Experiments() {}

  /** Those that read, by name: what does not read pins nothing. */
  public static SortedMap<String, Document.OfExperiment> of(
      RegistryRepository repository, RegistrySnapshot main) {
    return Repository.read(repository.files(main, FOLDER)).experiments();
  }
}
