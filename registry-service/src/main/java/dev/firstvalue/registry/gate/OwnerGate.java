package dev.firstvalue.registry.gate;

import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.registry.owner.Owners;
import dev.firstvalue.registry.owner.People;
import dev.firstvalue.registry.v1.Proposal;
import java.util.ArrayList;
import java.util.List;

/** Whether an owner of every file approves, where the policy asks for owners. */
public final class OwnerGate {
  private OwnerGate() {}

  /**
   * An objection for each file without an owner's approval.
   *
   * @param paths the files that would change
   * @param owners of main's files as main has them: a proposal does not choose its own judges
   * @param rules main's policy
   */
  public static List<Objection> check(
      Proposal proposal, List<String> paths, Owners owners, PolicySpec rules) {
    if (!rules.getApprovals().getOwners()) {
      return List.of();
    }
    People people = new People(rules.getApprovals().getTeamsMap());
    List<String> approvers = ReviewGate.approvers(proposal);
    List<Objection> objections = new ArrayList<>();
    for (String path : paths) {
      List<String> asked = owners.of(path);
      if (asked.isEmpty()) {
        objections.add(
            new Objection(
                GateName.OWNER,
                path,
                "nobody owns the file, and the policy asks for an owner's approval",
                "Bring a rule for it to main in CODEOWNERS"));
      } else if (approvers.stream().noneMatch(person -> people.isAmong(person, asked))) {
        objections.add(
            new Objection(
                GateName.OWNER,
                path,
                "no owner approves this content: " + String.join(", ", asked),
                "Ask one of them to run `firstvalue proposals approve "
                    + proposal.getNumber()
                    + "`; who is in a team stands in policy.yaml under approvals.teams"));
      }
    }
    return objections;
  }
}
