package dev.firstvalue.cli.check;

import dev.firstvalue.cli.check.Proposal.Effect;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Compares the definitions of a repository with those of its base. */
final class Proposals {
  private final Repository base;
  private final Repository proposed;

  private Proposals(Repository base, Repository proposed) {
    this.base = base;
    this.proposed = proposed;
  }

  /** What became of each definition, by name; those of which nothing became are left out. */
  static List<Proposal> between(Repository base, Repository proposed) {
    TreeSet<String> names = new TreeSet<>(base.definitions().keySet());
    names.addAll(proposed.definitions().keySet());
    Proposals proposals = new Proposals(base, proposed);
    List<Proposal> found = new ArrayList<>();
    names.forEach(name -> proposals.proposal(name).ifPresent(found::add));
    return found;
  }

  private Optional<Proposal> proposal(String name) {
    Optional<Document.OfValueEvent> before =
        Optional.ofNullable(base.definitions().get(name)).filter(d -> plan(base, d).isPresent());
    Optional<Document.OfValueEvent> written = Optional.ofNullable(proposed.definitions().get(name));
    Optional<Document.OfValueEvent> after = written.filter(d -> plan(proposed, d).isPresent());
    String file = Repository.DEFINITIONS + name + ".yaml";
    if (after.isEmpty()) {
      boolean refused = written.isPresent() || !proposed.findings().in(file).isEmpty();
      Effect effect = refused ? Effect.REFUSED : Effect.REMOVED;
      return Optional.of(new Proposal(name, file, effect, List.of(), before, after, false));
    }
    if (before.isEmpty()) {
      return Optional.of(new Proposal(name, file, Effect.NEW, List.of(), before, after, true));
    }
    Change change = Change.between(state(base, before.get()), state(proposed, after.get()));
    boolean measured = !evidence(base, before.get()).equals(evidence(proposed, after.get()));
    Optional<Effect> effect =
        switch (change.kind()) {
          case REDEFINES -> Optional.of(Effect.REDEFINES);
          case SHIFTS -> Optional.of(Effect.SHIFTS);
          case WIDENS -> Optional.of(Effect.WIDENS);
          case NARROWS -> Optional.of(Effect.NARROWS);
          case REWRITE -> Optional.of(Effect.REWRITE);
          case DESCRIPTION -> Optional.of(Effect.DESCRIPTION);
          case UNCHANGED -> measured ? Optional.of(Effect.JUDGED_ANEW) : Optional.empty();
        };
    return effect.map(
        what -> new Proposal(name, file, what, change.reasons(), before, after, measured));
  }

  private static Change.State state(Repository repository, Document.OfValueEvent definition) {
    return new Change.State(
        repository.eventModel().orElseThrow().message(),
        definition.message(),
        plan(repository, definition).orElseThrow());
  }

  private static String evidence(Repository repository, Document.OfValueEvent definition) {
    Policy policy = Policy.newBuilder().setSpec(repository.rules()).build();
    return Hashes.evidence(plan(repository, definition).orElseThrow(), policy).text();
  }

  /** What a definition means; nothing where it or the event model is refused. */
  private static Optional<Plan> plan(Repository repository, Document.OfValueEvent definition) {
    return repository
        .eventModel()
        .filter(model -> Binder.source(model).value().isPresent())
        .flatMap(model -> Binder.plan(model, definition).value());
  }
}
