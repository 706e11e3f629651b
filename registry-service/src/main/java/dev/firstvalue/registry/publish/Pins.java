package dev.firstvalue.registry.publish;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The version of a definition that an experiment is pinned to. */
final class Pins {
  private Pins() {}

  /**
   * Objects to a pin that names nothing of main.
   *
   * @param submitted the paths of all that is submitted together
   */
  static List<Objection> check(
      Document.OfExperiment experiment, RegistrySnapshot snapshot, Set<String> submitted) {
    DefinitionPin pin = experiment.message().getSpec().getDefinition();
    if (submitted.contains(Repository.DEFINITIONS + pin.getName() + ".yaml")) {
      return List.of();
    }
    DefinitionHistory history = snapshot.definitions().get(pin.getName());
    if (history == null) {
      return objection(experiment, "spec.definition.name: there is no definition " + pin.getName());
    }
    Optional<EncodedVersion> pinned =
        pin.hasVersion() ? history.version(pin.getVersion()) : Optional.of(history.newest());
    if (pinned.isEmpty()) {
      return objection(
          experiment,
          "spec.definition.version: "
              + pin.getVersion()
              + " (expected: at most "
              + history.versions()
              + ", the newest of "
              + pin.getName()
              + ")");
    }
    if (!pin.getMeaning().isEmpty() && !pin.getMeaning().equals(pinned.get().meaningHash())) {
      return objection(
          experiment,
          "spec.definition.meaning: "
              + pin.getMeaning()
              + " (expected: "
              + pinned.get().meaningHash()
              + ", version "
              + pinned.get().version()
              + " of "
              + pin.getName()
              + ")");
    }
    return List.of();
  }

  private static List<Objection> objection(Document.OfExperiment experiment, String problem) {
    return List.of(
        new Objection(
            GateName.DOCUMENT,
            experiment.path(),
            problem,
            "Pin a version that `firstvalue log NAME` lists"));
  }
}
