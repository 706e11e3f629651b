package dev.firstvalue.validator.reach;

import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.FoldPlan;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import dev.firstvalue.validator.time.TimesToValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether value is repeatable: how many of those who reached it did so again. Who is in the
 * denominator is decided by time zero alone, so that quick and slow ones count alike.
 */
public final class RepeatSection implements ReportSection {
  private final Inquiry inquiry;
  private final List<Supplier<Cells>> reached;

  public RepeatSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    reached =
        FoldPlan.RETURNS.stream()
            .map(after -> inquiry.ask(inquiry.folds().reachedBefore(after)))
            .toList();
  }

  /** Nothing when nobody who is known for long enough reached value: the log is not asked then. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    List<Integer> known =
        reached.stream()
            .map(cells -> cells.get().count(cell -> cell.eligible() && cell.flag(0)))
            .toList();
    if (known.stream().allMatch(count -> count == 0)) {
      return;
    }
    Optional<List<Map<Optional<String>, Repeats>>> accounts = byAccount();
    List<Repeats> all = inquiry.facts().repeats(inquiry.question(), FoldPlan.RETURNS);
    for (int i = 0; i < all.size(); i++) {
      Repeats repeats = all.get(i);
      int of = known.get(i) - repeats.setAside();
      Reachability share = overAccounts(repeats, of, i, accounts);
      RepeatRate.Builder rate =
          RepeatRate.newBuilder()
              .setWithin(TimesToValue.duration((double) repeats.within().toSeconds()))
              .setReached(of)
              .setAgain(repeats.again());
      if (of >= inquiry.leastCell()) {
        addShare(rate, share);
      }
      report.addRepeats(rate);
    }
  }

  private static void addShare(RepeatRate.Builder rate, Reachability share) {
    if (share.hasRate()) {
      rate.setRate(share.getRate());
    }
    if (share.hasInterval()) {
      rate.setInterval(share.getInterval());
    }
    if (share.hasClusters()) {
      rate.setClusters(share.getClusters());
    }
  }

  private Reachability overAccounts(
      Repeats repeats,
      int of,
      int number,
      Optional<List<Map<Optional<String>, Repeats>>> accounts) {
    Reachability share = inquiry.estimates().reachability(repeats.again(), of);
    return accounts
        .map(
            each ->
                inquiry.overAccounts(
                    share, counts -> counts.returns(repeats.within()).returned(each.get(number))))
        .orElse(share);
  }

  /** Who came back, by account; nothing where users have no accounts. */
  private Optional<List<Map<Optional<String>, Repeats>>> byAccount() {
    if (inquiry.accounts().get().isEmpty()) {
      return Optional.empty();
    }
    List<Map<Optional<String>, Repeats>> found = new ArrayList<>();
    FoldPlan.RETURNS.forEach(any -> found.add(new HashMap<>()));
    inquiry
        .facts()
        .repeats(
            inquiry.question(),
            FoldPlan.RETURNS,
            account -> {
              for (int i = 0; i < found.size(); i++) {
                found.get(i).merge(account.account(), account.repeats().get(i), RepeatSection::sum);
              }
            });
    return Optional.of(found);
  }

  private static Repeats sum(Repeats one, Repeats two) {
    return new Repeats(one.within(), one.again() + two.again(), one.setAside() + two.setAside());
  }
}
