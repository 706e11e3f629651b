package dev.firstvalue.registry.gate;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.lint.Waivers;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Allowance;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a change does to the count, and whether the policy lets it. */
public final class ChangeGate {
  private ChangeGate() {}

  /**
   * What a candidate changes; empty for a new name, and where the version before cannot be read
   * over the event model of main.
   */
  public static Optional<Change> change(Candidate candidate) {
    Optional<Change.State> before =
        candidate
            .newest()
            .flatMap(newest -> state(candidate.before(), document(candidate.definition(), newest)));
    Optional<Change.State> after = state(candidate.after(), candidate.definition());
    return before.flatMap(from -> after.map(to -> Change.between(from, to)));
  }

  /** What a candidate changes, and why, in words. */
  public static String sentence(Candidate candidate) {
    if (candidate.newest().isEmpty()) {
      return "new";
    }
    return change(candidate)
        .map(
            found ->
                found.kind().words()
                    + found.reasons().stream()
                        .map(reason -> "; " + reason)
                        .collect(Collectors.joining()))
        .orElse("the version before cannot be read any more");
  }

  /** An objection to a class of change that the policy neither allows nor waives. */
  public static List<Objection> check(Candidate candidate, LocalDate today) {
    if (!candidate.changesMeaning()) {
      return List.of();
    }
    Optional<Change> change = change(candidate);
    // A version that cannot be compared any more may have counted anybody.
    Change.Kind kind = change.map(Change::kind).orElse(Change.Kind.REDEFINES);
    PolicySpec rules = candidate.after().rules();
    String rule = "change-" + kind.name().toLowerCase(Locale.ROOT);
    return switch (rules.getAllowOrDefault(kind.name(), Allowance.ALLOWANCE_WAIVER)) {
      case ALLOWANCE_ALWAYS -> List.of();
      case ALLOWANCE_NEVER ->
          List.of(
              objection(
                  candidate,
                  kind,
                  change,
                  "The policy allows this to no definition: give the new rule a name of its own"));
      case ALLOWANCE_WAIVER, ALLOWANCE_UNSPECIFIED, UNRECOGNIZED ->
          Waivers.holding(rules.getWaiversList(), rule, candidate.name(), today).isPresent()
              ? List.of()
              : List.of(
                  objection(
                      candidate,
                      kind,
                      change,
                      "Have it waived in policy.yaml by {rule: "
                          + rule
                          + ", definition: "
                          + candidate.name()
                          + ", …}, or allow "
                          + kind.name()
                          + " there"));
    };
  }

  private static Objection objection(
      Candidate candidate, Change.Kind kind, Optional<Change> change, String remedy) {
    String why =
        change
            .map(
                found ->
                    found.reasons().stream()
                        .filter(reason -> reason.kind().makesVersion())
                        .map(Reason::toString)
                        .collect(Collectors.joining("; ")))
            .orElse("the version before cannot be read any more");
    return new Objection(
        GateName.CHANGE, candidate.name(), kind.words() + " (" + why + ")", remedy);
  }

  private static Document.OfValueEvent document(
      Document.OfValueEvent like, DefinitionVersion newest) {
    return new Document.OfValueEvent(like.path(), newest.getDefinition(), Marks.none());
  }

  private static Optional<Change.State> state(
      Repository repository, Document.OfValueEvent document) {
    return repository
        .eventModel()
        .filter(model -> Binder.source(model).value().isPresent())
        .flatMap(
            model -> {
              Optional<Plan> plan = Binder.plan(model, document).value();
              return plan.map(
                  bound -> new Change.State(model.message(), document.message(), bound));
            });
  }
}
