package dev.firstvalue.cli.workspace;

import dev.firstvalue.cli.ProgramVersion;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.experiment.Trial;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.Subject;

/** What is tested and analyzed, with the hashes that pin its reports. */
public final class Subjects {
  private final Workspace workspace;

  /** Subjects of a workspace. */
  public Subjects(Workspace workspace) {
    this.workspace = workspace;
  }

  /** A definition to be backtested under the workspace's policy. */
  public Subject definition(Document.OfValueEvent document) {
    Plan plan = workspace.plan(document);
    return new Subject(
        document.message(),
        plan,
        workspace.repository().rules(),
        provenance(document, plan).build());
  }

  /** An experiment with the definition that it names. */
  public Trial experiment(Document.OfExperiment document) {
    DefinitionPin pin = document.message().getSpec().getDefinition();
    Document.OfValueEvent definition = workspace.definition(pin.getName());
    Provenance.Builder provenance = provenance(definition, workspace.plan(definition));
    if (pin.hasVersion()) {
      provenance.setVersion(pin.getVersion());
    }
    return new Trial(
        document.message(), workspace.exposures(definition, document), provenance.build());
  }

  private Provenance.Builder provenance(Document.OfValueEvent document, Plan plan) {
    Policy policy = Policy.newBuilder().setSpec(workspace.repository().rules()).build();
    return Provenance.newBuilder()
        .setProgram(ProgramVersion.text())
        .setDefinition(document.message().getMetadata().getName())
        .setMeaningHash(Hashes.meaning(plan).text())
        .setEvidenceHash(Hashes.evidence(plan, policy).text())
        .setEventModelHash(Hashes.eventModel(workspace.eventModel().message()).text())
        .setPolicyHash(Hashes.policy(policy).text());
  }
}
