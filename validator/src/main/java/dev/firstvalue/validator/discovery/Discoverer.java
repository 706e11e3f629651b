package dev.firstvalue.validator.discovery;

import com.google.protobuf.Duration;
import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.DiscoverySource;
import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.validation.v1.DiscoveryPopulation;
import dev.firstvalue.validation.v1.DiscoveryRegion;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validator.ReadProvenance;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.TimestampMessages;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Searches for value events and says what they were worth on entities that were not searched.
 *
 * <p>A report is whole or not there: a store that fails throws {@link
 * dev.firstvalue.definition.error.FirstvalueException} and nothing is returned.
 */
public final class Discoverer {
  /** Splits of other searches are the same, so that nobody searches until a split is kind. */
  private static final String FOLDS = "firstvalue/discovery/folds";

  private static final String SAMPLE = "firstvalue/discovery/sample";

  /** Above so many occurrences, profiles are those of a sample of entities. */
  private static final long MOST_OCCURRENCES = 10_000_000;

  private static final int MOST_PARTS = 1_000;

  /** So many members of the region are named. */
  private static final int MEMBERS = 50;

  private final FactSource facts;
  private final DiscoverySource source;
  private final Clock clock;

  /** Searches in these events; the clock bounds the watermark. */
  public Discoverer(FactSource facts, DiscoverySource source, Clock clock) {
    this.facts = facts;
    this.source = source;
    this.clock = clock;
  }

  /** Runs the search. */
  public DiscoveryReport run(DiscoverySubject subject, Scope scope) {
    return run(subject, scope, 0);
  }

  /**
   * Runs the search, and the same on products in which there is nothing to find.
   *
   * @param nullProducts how many of those; 0 for none
   */
  public DiscoveryReport run(DiscoverySubject subject, Scope scope, int nullProducts) {
    Plan plan = subject.plan();
    Watermark watermark = Watermark.of(scope.asOf(), facts.extent(plan.source()), clock.instant());
    Question asked = new Question(plan, watermark.instant(), scope.since(), scope.until());
    Cohorts cohorts = Cohorts.of(facts, asked);
    SearchedFeatures features = new SearchedFeatures(subject);
    DiscoveryQuestion question =
        new DiscoveryQuestion(
            asked,
            features.all(),
            subject.windows().getLast(),
            subject.thresholds(),
            new HashSplit(FOLDS, 2, HashSplit.Unit.ACCOUNT),
            cohorts.laterFrom());
    Histogram histogram = source.histogram(question);
    // A store gives them as they come, and a report must not depend on that.
    List<Profile> profiles =
        source.profiles(question, sample(histogram)).stream().sorted(Profile.IN_ORDER).toList();
    List<Use> uses = features.uses(histogram);
    Settings settings = subject.settings();
    Grid grid = new Grid(uses, features.distinct(), subject.thresholds(), subject.windows());
    Discovery discovery = new Search(histogram, profiles, grid, settings).run();
    CandidateWords words = new CandidateWords(features.all());
    List<DiscoveryRow> rows =
        new DiscoveryRows(discovery, settings.objective(), words, new Estimates(settings.level()))
            .all();
    Range range = plan.outcomes().getFirst().range();
    DiscoveryReport.Builder report =
        DiscoveryReport.newBuilder()
            .setEntity(plan.entity().name().toLowerCase(Locale.ROOT))
            .setStart(String.join(" or ", plan.anchor().stream().events()))
            .setOutcome(plan.outcomes().getFirst().name())
            .setFrom(duration(range.from()))
            .setTo(duration(range.to()))
            .addAllWindows(subject.windows())
            .setThresholds(subject.thresholds())
            .setObjective(DiscoveryRows.message(settings.objective()))
            .setReachFloor(settings.floor())
            .setPopulation(population(histogram, cohorts, profiles.size()))
            .setTried(discovery.tried())
            .setCompared(discovery.compared())
            .addAllRows(rows)
            .setAgrees(discovery.agrees())
            .addAllLeftOut(features.leftOut())
            .setProvenance(
                subject.provenance().toBuilder()
                    .setSeed(subject.settings().seed())
                    .mergeFrom(ReadProvenance.of(facts.origin(), watermark, scope)));
    discovery.region().ifPresent(region -> report.setRegion(region(region, words)));
    if (nullProducts > 0) {
      report.setNullProducts(
          message(NullProducts.of(profiles, grid, settings, nullProducts, settings.seed())));
    }
    return report.setSentence(new DiscoverySentence(report).text()).build();
  }

  private static dev.firstvalue.validation.v1.NullProducts message(NullProducts found) {
    var message =
        dev.firstvalue.validation.v1.NullProducts.newBuilder()
            .setProducts(found.products())
            .setSearchedExcludesZero(found.searchedExcludesZero())
            .setHeldOutExcludesZero(found.heldOutExcludesZero());
    found.searched().ifPresent(message::setSearched);
    found.heldOut().ifPresent(message::setHeldOut);
    found.chance().ifPresent(message::setChance);
    return message.build();
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder().setSeconds(duration.toSeconds()).build();
  }

  /** Everybody, or a part of them by hash, so that profiles fit into memory. */
  private static HashSplit sample(Histogram histogram) {
    long parts = 1 + histogram.occurrences() / MOST_OCCURRENCES;
    return new HashSplit(SAMPLE, (int) Math.min(MOST_PARTS, parts), HashSplit.Unit.ACCOUNT);
  }

  private static DiscoveryPopulation population(
      Histogram histogram, Cohorts cohorts, int profiles) {
    DiscoveryPopulation.Builder population =
        DiscoveryPopulation.newBuilder()
            .setFirst(histogram.entities(0, true) + histogram.entities(0, false))
            .setFirstRetained(histogram.entities(0, true))
            .setSecond(histogram.entities(1, true) + histogram.entities(1, false))
            .setSecondRetained(histogram.entities(1, true))
            .setLater(histogram.entities(2, true) + histogram.entities(2, false))
            .setLaterRetained(histogram.entities(2, true))
            .setProfiles(profiles)
            .setImmature(cohorts.immature())
            .setNewnessUnverified(cohorts.newnessUnverified())
            .setExcludedEntities(cohorts.excluded());
    cohorts.laterFrom().ifPresent(from -> population.setLaterFrom(TimestampMessages.of(from)));
    return population.build();
  }

  private static DiscoveryRegion region(Region region, CandidateWords words) {
    DiscoveryRegion.Builder message =
        DiscoveryRegion.newBuilder()
            .setLevel(Settings.REGION_LEVEL)
            .setSize(region.members().size())
            .setCompared(region.compared());
    region.members().stream().limit(MEMBERS).map(words::message).forEach(message::addMembers);
    return message.build();
  }
}
