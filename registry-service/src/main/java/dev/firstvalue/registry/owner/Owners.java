package dev.firstvalue.registry.owner;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.version.DefinitionHistory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owners of main's files: CODEOWNERS, and for a definition that no rule of it matches, the
 * {@code owners} of its newest version.
 */
public final class Owners {
  private static final Logger LOG = LoggerFactory.getLogger(Owners.class);

  private final RegistrySnapshot main;
  private final @Nullable CodeOwners rules;

  private Owners(RegistrySnapshot main, @Nullable CodeOwners rules) {
    this.main = main;
    this.rules = rules;
  }

  /** The owners as main has them. A CODEOWNERS that does not read makes every file nobody's. */
  public static Owners of(RegistryRepository repository, RegistrySnapshot main) {
    Optional<byte[]> file = repository.file(main, CodeOwners.FILE);
    try {
      return new Owners(
          main,
          file.isEmpty() ? null : CodeOwners.parse(new String(file.get(), StandardCharsets.UTF_8)));
    } catch (CodeOwnersException e) {
      LOG.error("main's {}", e.getMessage());
      try {
        return new Owners(main, CodeOwners.parse("*"));
      } catch (CodeOwnersException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Who owns a file; empty for nobody. */
  public List<String> of(String path) {
    Optional<List<String>> ruled = rules == null ? Optional.empty() : rules.of(path);
    return ruled.orElseGet(() -> written(path));
  }

  private List<String> written(String path) {
    if (!path.startsWith(Repository.DEFINITIONS) || !path.endsWith(".yaml")) {
      return List.of();
    }
    String name = path.substring(Repository.DEFINITIONS.length(), path.length() - ".yaml".length());
    DefinitionHistory history = main.definitions().get(name);
    return history == null ? List.of() : history.newest().owners();
  }
}
