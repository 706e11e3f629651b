package dev.firstvalue.validator.price;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a definition and others without something of it say of the same entities, in one more pass:
 * of one half of the accounts, told by hash, so that a definition that was tuned on the other half
 * does not judge itself. By account where users sit in accounts.
 */
final class HeldOut {
  /** The half that a search leaves alone is the second. */
  private static final FactKey.Part HALF =
      new FactKey.Part(new HashSplit("clause-prices", 2, HashSplit.Unit.ACCOUNT));

  private static final int HELD_OUT = 1;

  private final Inquiry inquiry;
  private final List<Plan> others;
  private final boolean byVariant;

  private HeldOut(Inquiry inquiry, List<Plan> others, boolean byVariant) {
    this.inquiry = inquiry;
    this.others = others;
    this.byVariant = byVariant;
  }

  /** For each of the other plans what the two say of every eligible entity. */
  static List<List<PairedEntities>> pairs(Inquiry inquiry, List<Plan> others) {
    return new HeldOut(inquiry, others, false).pairs();
  }

  /**
   * For each variant what the definition and the plan without it say of its entities.
   *
   * @param others one for each variant, in their order
   */
  static List<List<PairedEntities>> pairsOfVariants(Inquiry inquiry, List<Plan> others) {
    return new HeldOut(inquiry, others, true).pairs();
  }

  private List<List<PairedEntities>> pairs() {
    List<Plan> plans = new ArrayList<>();
    plans.add(inquiry.plan());
    plans.addAll(others);
    Question asked = inquiry.question();
    SetQuestion question =
        new SetQuestion(
            new PlanSet(plans), asked.watermark(), asked.since(), asked.until(), asked.limits());
    List<List<PairedEntities>> pairs =
        inquiry.plan().mayShareAccounts() ? byAccount(question) : alone(question);
    return pairs.stream().map(PairedEntities::merged).toList();
  }

  private List<List<PairedEntities>> alone(SetQuestion question) {
    List<Fold> folds = new ArrayList<>();
    for (int other = 1; other <= others.size(); other++) {
      folds.add(
          byVariant
              ? inquiry.folds().besideByVariant(other, HALF)
              : inquiry.folds().beside(other, HALF));
    }
    List<List<PairedEntities>> pairs = new ArrayList<>();
    for (Counts counts : inquiry.facts().fold(question, folds)) {
      int other = pairs.size();
      List<PairedEntities> some = new ArrayList<>();
      for (Counts.Row row : counts.rows()) {
        Cells.Cell cell = new Cells.Cell(row);
        if (cell.eligible()
            && !cell.flag(0)
            && cell.number(1) == HELD_OUT
            && (!byVariant || cell.number(5) == other)) {
          some.add(
              new PairedEntities(
                  Optional.empty(), cell.flag(2), cell.flag(3), retained(cell, 4), row.count()));
        }
      }
      pairs.add(some);
    }
    return pairs;
  }

  /** One fold for all plans, read row by row: there may be as many rows as entities. */
  private List<List<PairedEntities>> byAccount(SetQuestion question) {
    List<List<PairedEntities>> pairs = new ArrayList<>();
    others.forEach(any -> pairs.add(new ArrayList<>()));
    int reached = inquiry.plan().variants().isEmpty() ? 2 : 3;
    int first = reached + (inquiry.plan().outcomes().isEmpty() ? 1 : 2);
    inquiry
        .facts()
        .count(
            question,
            inquiry.folds().besideByAccount(others.size(), HALF),
            row -> {
              Cells.Cell cell = new Cells.Cell(row);
              if (!cell.eligible() || cell.number(1) != HELD_OUT) {
                return;
              }
              for (int other = 0; other < others.size(); other++) {
                boolean asked = !byVariant || cell.number(2) == other;
                if (asked && !cell.flag(first + 2 * other)) {
                  pairs
                      .get(other)
                      .add(
                          new PairedEntities(
                              Optional.ofNullable(cell.text(0)),
                              cell.flag(reached),
                              cell.flag(first + 2 * other + 1),
                              retained(cell, reached + 1),
                              row.count()));
                }
              }
            });
    return pairs;
  }

  private boolean retained(Cells.Cell cell, int key) {
    return !inquiry.plan().outcomes().isEmpty() && cell.flag(key);
  }
}
