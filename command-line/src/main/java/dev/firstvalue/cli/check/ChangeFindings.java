package dev.firstvalue.cli.check;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Position;
import dev.firstvalue.definition.finding.Severity;
import dev.firstvalue.definition.lint.Waivers;
import dev.firstvalue.definition.v1.Allowance;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The class of each change as a finding: {@code change-description} to {@code change-redefines}, as
 * bad as the policy's {@code allow} makes it. What the policy lets through only with a waiver warns
 * until it is waived, and is refused by the registry's gate at the merge; what it lets nobody do is
 * an error. Definitions that are new, removed or refused have no class.
 */
final class ChangeFindings {
  private static final String UNCLASSED = "definition-changed";

  private ChangeFindings() {}

  /**
   * The findings of proposals, in their order.
   *
   * @param policy the proposed one, with its waivers
   * @param today the day on which waivers have to hold
   */
  static Findings of(List<Proposal> proposals, PolicySpec policy, LocalDate today) {
    return Findings.of(proposals.stream().map(one -> of(one, policy, today)).toList());
  }

  private static Finding of(Proposal proposal, PolicySpec policy, LocalDate today) {
    return switch (proposal.effect()) {
      case DESCRIPTION, REWRITE -> finding(proposal, rule(proposal), Severity.INFO, "");
      case NARROWS, WIDENS, SHIFTS, REDEFINES -> judged(proposal, policy, today);
      case NEW, JUDGED_ANEW, REFUSED, REMOVED -> finding(proposal, UNCLASSED, Severity.INFO, "");
    };
  }

  private static Finding judged(Proposal proposal, PolicySpec policy, LocalDate today) {
    String rule = rule(proposal);
    String name = proposal.effect().name();
    return switch (policy.getAllowOrDefault(name, Allowance.ALLOWANCE_WAIVER)) {
      case ALLOWANCE_ALWAYS -> finding(proposal, rule, Severity.INFO, "");
      case ALLOWANCE_NEVER ->
          finding(
              proposal,
              rule,
              Severity.ERROR,
              ". The policy allows this to no definition: give the new rule a name of its own");
      case ALLOWANCE_WAIVER, ALLOWANCE_UNSPECIFIED, UNRECOGNIZED -> {
        Optional<Waiver> waiver =
            Waivers.holding(policy.getWaiversList(), rule, proposal.name(), today);
        yield waiver
            .map(
                found ->
                    finding(proposal, rule, Severity.WARNING, "")
                        .waived(
                            found.getReason()
                                + " ("
                                + found.getApprover()
                                + ", until "
                                + found.getUntil()
                                + ")"))
            .orElseGet(
                () ->
                    finding(
                        proposal,
                        rule,
                        Severity.WARNING,
                        ". The registry merges it with a waiver only: {rule: "
                            + rule
                            + ", definition: "
                            + proposal.name()
                            + ", …} in policy.yaml, or allow "
                            + name
                            + " there"));
      }
    };
  }

  private static String rule(Proposal proposal) {
    return "change-" + proposal.effect().name().toLowerCase(Locale.ROOT);
  }

  private static Finding finding(
      Proposal proposal, String rule, Severity severity, String consequence) {
    return Finding.of(
        rule,
        severity,
        proposal.file(),
        Position.FILE,
        "",
        proposal.name() + ": " + proposal.sentence() + consequence);
  }
}
