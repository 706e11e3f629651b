package dev.firstvalue.validator.inquiry;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every fold that a report asks for, answered in one pass. Equal folds are asked once. */
public final class Answers {
  private final Map<Fold, Integer> asked = new LinkedHashMap<>();
  private List<Counts> counts = List.of();

  /** Asks for a fold; its counts can be read after {@link #fetch}. */
  Supplier<Cells> ask(Fold fold) {
    int place = asked.computeIfAbsent(fold, f -> asked.size());
    return () -> new Cells(counts.get(place));
  }

  /** Answers everything that was asked for. */
  public void fetch(FactSource facts, Question question) {
    counts = facts.fold(question, new ArrayList<>(asked.keySet()));
  }
}
