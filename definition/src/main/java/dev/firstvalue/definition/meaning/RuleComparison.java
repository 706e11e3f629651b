package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.meaning.Change.State;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.EventModelSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a change of a rule does to the count, in the definition and in the model beside it. */
final class RuleComparison {
  /** How paths in the event model begin. */
  static final String MODEL = "event-model:spec.";

  private final State before;
  private final State after;
  private final List<Reason> reasons = new ArrayList<>();

  private RuleComparison(State before, State after) {
    this.before = before;
    this.after = after;
  }

  /** The reasons of a change that makes a version: at least one of them does. */
  static List<Reason> between(State before, State after) {
    return new RuleComparison(before, after).reasons();
  }

  private List<Reason> reasons() {
    entity();
    start();
    newness();
    window();
    identities();
    exclude();
    excludeEntities();
    reasons.addAll(ModelReadings.between(before, after));
    boolean copies =
        before.plan().source().eventId().isPresent() || after.plan().source().eventId().isPresent();
    reasons.addAll(new VariantComparison(before, after, copies).reasons());
    if (!Kind.of(reasons).makesVersion()) {
      reasons.add(
          new Reason(
              Kind.NARROWS,
              new Difference("spec", Optional.empty(), Optional.empty()),
              "nobody is won or lost, but the rule is no longer the same by construction"));
    }
    return explained();
  }

  /** Without what differs in no word, where something else accounts for it. */
  private List<Reason> explained() {
    List<Reason> worded =
        reasons.stream()
            .filter(r -> !r.difference().before().equals(r.difference().after()))
            .toList();
    return Kind.of(worded).compareTo(Kind.of(reasons)) < 0 ? reasons : worded;
  }

  private void entity() {
    String was = before.document().getSpec().getEntity();
    String is = after.document().getSpec().getEntity();
    if (before.plan().entity() != after.plan().entity()) {
      add(Kind.REDEFINES, Difference.ofText("spec.entity", was, is), "others are counted");
    }
  }

  private void start() {
    Stream was = before.plan().anchor().stream();
    Stream is = after.plan().anchor().stream();
    var written = before.document().getSpec().getStart();
    var now = after.document().getSpec().getStart();
    String other = "time zero is another event";
    if (!was.events().equals(is.events())) {
      add(
          Kind.REDEFINES,
          Difference.ofWords("spec.start.event", written.getEventList(), now.getEventList()),
          other);
    }
    boolean sameRows = Predicates.form(was.where()).equals(Predicates.form(is.where()));
    Difference where = Difference.ofText("spec.start.where", written.getWhere(), now.getWhere());
    if (!sameRows) {
      add(Kind.REDEFINES, where, other);
    } else if (!written.getWhere().equals(now.getWhere())) {
      reasons.add(WrittenDifferences.rewrite(where));
    }
  }

  /** Who had been there before is not counted: time zero stays where it is. */
  private void newness() {
    Duration was = before.plan().anchor().newness().orElse(Duration.ZERO);
    Duration is = after.plan().anchor().newness().orElse(Duration.ZERO);
    int order = is.compareTo(was);
    Difference difference =
        Difference.ofText(
            "spec.start.newness",
            before.document().getSpec().getStart().getNewness(),
            after.document().getSpec().getStart().getNewness());
    duration(order, difference, Kind.NARROWS, "fewer count as new", "more count as new");
  }

  private void window() {
    int order = after.plan().window().compareTo(before.plan().window());
    Difference difference =
        Difference.ofText(
            "spec.within",
            before.document().getSpec().getWithin(),
            after.document().getSpec().getWithin());
    duration(order, difference, Kind.WIDENS, "there is more time", "there is less time");
  }

  /** A duration that is longer, shorter, or spelled otherwise. */
  private void duration(
      int order, Difference difference, Kind longer, String whyLonger, String whyShorter) {
    if (order != 0) {
      add(order > 0 ? longer : longer.opposite(), difference, order > 0 ? whyLonger : whyShorter);
    } else if (!difference.before().equals(difference.after())) {
      reasons.add(WrittenDifferences.rewrite(difference));
    }
  }

  private void identities() {
    boolean was = before.plan().source().identities().isPresent();
    boolean is = after.plan().source().identities().isPresent();
    if (was != is) {
      add(
          Kind.REDEFINES,
          Difference.ofText(MODEL + "identities", was ? "used" : "", is ? "used" : ""),
          "ids that were several entities are one, or the other way round");
    }
  }

  /** Events that go out may be starts: only where none can be does time zero stay. */
  private void exclude() {
    Expression was = exclusion(before.plan().source().exclude());
    Expression is = exclusion(after.plan().source().exclude());
    if (was.equals(is)) {
      return;
    }
    Set<Expression> differing = new HashSet<>(alternatives(was));
    differing.addAll(alternatives(is));
    Set<Expression> common = new HashSet<>(alternatives(was));
    common.retainAll(alternatives(is));
    differing.removeAll(common);
    boolean starts =
        differing.stream()
            .anyMatch(out -> mayStart(out, before.plan()) || mayStart(out, after.plan()));
    EventModelSpec written = before.model().getSpec();
    EventModelSpec now = after.model().getSpec();
    add(
        starts ? Kind.REDEFINES : Kind.SHIFTS,
        Difference.ofText(MODEL + "exclude", written.getExclude(), now.getExclude()),
        starts
            ? "the event that is time zero may be in or out now"
            : "other events are out, of what counts and of what rules out");
  }

  private static boolean mayStart(Expression out, Plan plan) {
    Stream starts = plan.anchor().stream();
    Expression named =
        new In(
            new Column(EventColumn.EVENT),
            starts.events().stream().<Expression>map(StringLiteral::new).toList());
    return !Logic.isNeverTrue(new And(List.of(out, named, Predicates.form(starts.where()))));
  }

  private static List<Expression> alternatives(Expression form) {
    return form instanceof Or(List<Expression> parts) ? parts : List.of(form);
  }

  private void excludeEntities() {
    Expression was = exclusion(before.plan().source().excludeEntities());
    Expression is = exclusion(after.plan().source().excludeEntities());
    Kind kind = Predicates.compare(Optional.of(was), Optional.of(is)).opposite();
    if (kind != Kind.UNCHANGED) {
      add(
          kind,
          Difference.ofText(
              MODEL + "excludeEntities",
              before.model().getSpec().getExcludeEntities(),
              after.model().getSpec().getExcludeEntities()),
          StreamComparison.words(
              kind, "more entities are out", "fewer entities are out", "other entities are out"));
    }
  }

  private static Expression exclusion(Optional<Expression> out) {
    return Normal.form(out.orElse(new BoolLiteral(false)));
  }

  private void add(Kind kind, Difference difference, String why) {
    reasons.add(new Reason(kind, difference, why));
  }
}
