package dev.firstvalue.registry.compile;

import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.version.EncodedVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * The SQL of the version that a request means. The newest version is read with the event model in
 * force, an earlier one with that of its time.
 */
public final class Compilation {
  private Compilation() {}

  /**
   * Compiles.
   *
   * @param eventTime the rule for events of this instant; empty: the newest
   * @param knownAt as it was known then; empty: now
   * @throws dev.firstvalue.definition.error.FirstvalueException as a read of the version; or what
   *     the compiler throws
   */
  public static CompileDefinitionResponse of(
      RegistrySnapshot snapshot,
      CompileDefinitionRequest request,
      Optional<Instant> eventTime,
      Optional<Instant> knownAt,
      SqlCompiler compiler) {
    String name = request.getName();
    EncodedVersion version =
        switch (request.getWhichCase()) {
          case VERSION -> snapshot.version(name, request.getVersion());
          case MEANING_HASH -> snapshot.meaning(name, request.getMeaningHash());
          case WHICH_NOT_SET -> snapshot.active(name, eventTime, knownAt);
        };
    boolean newest = snapshot.versions(name).getFirst() == version;
    EventModel model = newest ? snapshot.eventModel() : snapshot.eventModel(name, version);
    return compiler.compile(model, version.message().getDefinition(), request).toBuilder()
        .setName(name)
        .setVersion(version.version())
        .setRevision(version.revision())
        .setMeaningHash(version.meaningHash())
        .setRegistryRevision(snapshot.revision())
        .build();
  }
}
