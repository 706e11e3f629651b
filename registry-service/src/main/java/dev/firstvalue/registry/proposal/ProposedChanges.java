package dev.firstvalue.registry.proposal;

import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.diff.VersionDiffs;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.ChangeGate;
import dev.firstvalue.registry.v1.ProposedChange;
import dev.firstvalue.registry.v1.ProposedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What each file of a proposal changes on main. */
final class ProposedChanges {
  private ProposedChanges() {}

  /**
   * A change for each file that differs, in their order.
   *
   * @param candidates the definitions among them that bind
   */
  static List<ProposedChange> of(
      List<ProposedFile> whole,
      List<Candidate> candidates,
      RegistryRepository repository,
      RegistrySnapshot main) {
    return whole.stream()
        .map(file -> change(file, candidates, text(repository, main, file.getPath())))
        .filter(change -> !change.getText().isEmpty())
        .toList();
  }

  private static ProposedChange change(
      ProposedFile file, List<Candidate> candidates, String before) {
    ProposedChange.Builder change =
        ProposedChange.newBuilder()
            .setPath(file.getPath())
            .setText(VersionDiffs.text(before, file.getContent()));
    candidates.stream()
        .filter(candidate -> candidate.definition().path().equals(file.getPath()))
        .findFirst()
        .ifPresent(
            candidate -> {
              change.setDefinition(candidate.name());
              Optional<Change> difference = ChangeGate.change(candidate);
              difference.ifPresent(
                  found -> {
                    change.setKind(VersionDiffs.kind(found.kind()));
                    found
                        .reasons()
                        .forEach(reason -> change.addReasons(VersionDiffs.reason(reason)));
                  });
            });
    return change.build();
  }

  private static String text(RegistryRepository repository, RegistrySnapshot main, String path) {
    return repository
        .file(main, path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
