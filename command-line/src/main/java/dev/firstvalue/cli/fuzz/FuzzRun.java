package dev.firstvalue.cli.fuzz;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.simulation.shrink.Shrinker;
import dev.firstvalue.store.compare.Asked;
import dev.firstvalue.store.compare.Comparison;
import dev.firstvalue.store.compare.Depth;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compares case after case, until one differs. */
final class FuzzRun {
  /** How often a smaller case is tried. */
  private static final int STEPS = 2_000;

  private final Comparison comparison;
  private final Terminal terminal;

  FuzzRun(Comparison comparison, Terminal terminal) {
    this.comparison = comparison;
    this.terminal = terminal;
  }

  FuzzResult run(long seed, long cases) {
    FuzzProgress progress = new FuzzProgress(terminal, Terminal.watched(), cases, System::nanoTime);
    long compared = 0;
    long qualified = 0;
    Iterator<Trial> trials = RandomTrials.from(seed, cases).iterator();
    while (trials.hasNext()) {
      Trial trial = trials.next();
      Questions questions = trial.read().orThrow();
      compared++;
      if (!differences(trial, questions).isEmpty()) {
        return new FuzzResult(seed, compared, qualified, Optional.of(smallest(trial)));
      }
      qualified += somebodyQualifies(trial, questions) ? 1 : 0;
      progress.compared(compared);
    }
    return new FuzzResult(seed, compared, qualified, Optional.empty());
  }

  private FuzzResult.Failure smallest(Trial trial) {
    terminal.progress("seed " + trial.seed() + " differs; looking for a smaller case");
    Trial smallest =
        new Shrinker((smaller, asked) -> !differences(smaller, asked).isEmpty(), STEPS)
            .shrink(trial);
    return new FuzzResult.Failure(
        trial.seed(), smallest, differences(smallest, smallest.read().orThrow()));
  }

  private List<String> differences(Trial trial, Questions questions) {
    return comparison.differences(
        new Asked(
            RandomTrials.log(trial.seed()),
            questions.question(),
            questions.folds(),
            questions.experiment(),
            questions.experimentFolds(),
            questions.several(),
            questions.severalFolds(),
            trial.events(),
            trial.exposures(),
            trial.identities()),
        Depth.of(trial.seed()));
  }

  private static boolean somebodyQualifies(Trial trial, Questions questions) {
    AtomicBoolean somebody = new AtomicBoolean();
    new ReferenceFacts(trial.events(), trial.exposures(), trial.identities())
        .facts(
            questions.question(),
            facts -> {
              if (facts.qualifiedAt() != null) {
                somebody.set(true);
              }
            });
    return somebody.get();
  }
}
