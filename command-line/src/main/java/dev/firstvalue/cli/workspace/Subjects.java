package dev.firstvalue.cli.workspace;

import dev.firstvalue.cli.terminal.ProgramVersion;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.explain.ClauseRemovals;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.Subject;

/** What is tested and analyzed, with the hashes that pin its reports. */
public final class Subjects {
  private final Repository repository;

  /** Subjects of a workspace. */
  public Subjects(Workspace workspace) {
    this(workspace.repository());
  }

  /** Subjects of a repository that has an event model. */
  public Subjects(Repository repository) {
    this.repository = repository;
  }

  /** A definition to be backtested under the workspace's policy. */
  public Subject definition(Document.OfValueEvent document) {
    Plan plan = Binder.plan(model(), document).orThrow();
    return new Subject(
            document.message(), plan, repository.rules(), provenance(document, plan).build())
        .with(ClauseRemovals.of(model().message(), document.message()));
  }

  /** An experiment with the definition that it is pinned to. */
  public Trial experiment(Document.OfExperiment document, Document.OfValueEvent definition) {
    DefinitionPin pin = document.message().getSpec().getDefinition();
    Provenance.Builder provenance =
        provenance(definition, Binder.plan(model(), definition).orThrow());
    if (pin.hasVersion()) {
      provenance.setVersion(pin.getVersion());
    }
    return new Trial(
        document.message(),
        Binder.exposures(model(), definition, document).orThrow(),
        provenance.build());
  }

  private Document.OfEventModel model() {
    return repository.eventModel().orElseThrow();
  }

  private Provenance.Builder provenance(Document.OfValueEvent document, Plan plan) {
    Policy policy = Policy.newBuilder().setSpec(repository.rules()).build();
    return Provenance.newBuilder()
        .setProgram(ProgramVersion.text())
        .setDefinition(document.message().getMetadata().getName())
        .setMeaningHash(Hashes.meaning(plan).text())
        .setEvidenceHash(Hashes.evidence(plan, policy).text())
        .setEventModelHash(Hashes.eventModel(model().message()).text())
        .setPolicyHash(Hashes.policy(policy).text());
  }
}
