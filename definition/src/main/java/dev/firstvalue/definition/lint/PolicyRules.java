package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.Waiver;
import java.time.LocalDate;
import java.util.Optional;

/** What a policy may say. */
final class PolicyRules {
  private final Repository repository;
  private final LocalDate today;

  PolicyRules(Repository repository, LocalDate today) {
    this.repository = repository;
    this.today = today;
  }

  void check(Document.OfPolicy policy, Report report) {
    PolicySpec effective = repository.rules();
    if (effective.getReach().getFloor() >= effective.getReach().getCeiling()) {
      report.add(
          Report.breach(
                  LintRule.POLICY_REACH,
                  policy,
                  "spec.reach",
                  "no reach can pass: the floor is not below the ceiling")
              .found(effective.getReach().getFloor() + " to " + effective.getReach().getCeiling())
              .expected("floor < ceiling"));
    }
    for (int i = 0; i < policy.message().getSpec().getWaiversCount(); i++) {
      waiver(
          policy,
          policy.message().getSpec().getWaivers(i),
          FieldPath.index("spec.waivers", i),
          report);
    }
  }

  private void waiver(Document.OfPolicy policy, Waiver waiver, String path, Report report) {
    Optional<LocalDate> until = Waivers.until(waiver);
    if (until.isEmpty()) {
      report.add(
          Report.breach(LintRule.WAIVER_DATE, policy, path + ".until", "there is no such day")
              .found(waiver.getUntil())
              .expected("a day of the calendar, like 2026-12-31"));
    } else if (until.get().isBefore(today)) {
      report.add(
          Report.breach(
                  LintRule.WAIVER_EXPIRED,
                  policy,
                  path + ".until",
                  "the waiver has expired and waives nothing")
              .found(waiver.getUntil())
              .expected("a day from " + today + " on, or no waiver"));
    }
    if (!repository.definitions().containsKey(waiver.getDefinition())
        && !repository.isRefused(waiver.getDefinition())) {
      report.add(
          Report.breach(
                  LintRule.WAIVER_DEFINITION_UNKNOWN,
                  policy,
                  path + ".definition",
                  "the repository has no such definition")
              .found(waiver.getDefinition())
              .expected("the name of a definition")
              .suggestion(Nearest.to(waiver.getDefinition(), repository.definitions().keySet())));
    }
    if (!Waivers.RULES.contains(waiver.getRule())) {
      report.add(
          Report.breach(
                  LintRule.WAIVER_RULE_UNKNOWN,
                  policy,
                  path + ".rule",
                  "there is no such rule, or nobody can waive it")
              .found(waiver.getRule())
              .expected("the id of a rule that can be waived")
              .suggestion(Nearest.to(waiver.getRule(), Waivers.RULES)));
    }
  }
}
