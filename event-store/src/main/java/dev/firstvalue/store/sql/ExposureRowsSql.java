package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exposures of an experiment, from a table of their own or from events: rows of entity, t, arm
 * and account, and what is known of an entity by them.
 */
final class ExposureRowsSql {
  private static final String ARMS = "arm_names";

  private final ExposureQuestion question;
  private final ExposurePlan experiment;
  private final EventTable table;
  private final @Nullable TableColumns exposures;
  private final Owners owners;
  private final Optional<Bucket> bucket;

  /**
   * The exposures that a question is about.
   *
   * @param read every stream of events that the question reads
   */
  ExposureRowsSql(
      ExposureQuestion question,
      EventTable table,
      @Nullable TableColumns exposures,
      List<Stream> read,
      Optional<Bucket> bucket) {
    this.question = question;
    this.experiment = question.plan();
    this.table = table;
    this.exposures = exposures;
    this.bucket = bucket;
    List<Stream> all = new ArrayList<>(streams());
    all.addAll(read);
    EntityKind kind = experiment.definition().entity();
    this.owners = areAlike() ? Owners.of(table, kind, all) : Owners.texts(table, kind);
  }

  /** How rows of either table find the entities. */
  Owners owners() {
    return owners;
  }

  /**
   * Whether ids of exposures are of the type that those of events are: then they compare as such.
   */
  private boolean areAlike() {
    if (experiment.log() instanceof ExposurePlan.Log.Table) {
      ColumnType own = table.idType(kind());
      ColumnType other = columns().type(idName());
      return own.base().equals(other.base()) && own.arguments().equals(other.arguments());
    }
    return true;
  }

  /** The streams whose events are exposures. */
  List<Stream> streams() {
    return switch (experiment.log()) {
      case ExposurePlan.Log.Table _ -> List.of();
      case ExposurePlan.Log.Events events -> List.of(events.stream());
      case ExposurePlan.Log.Starts starts -> List.of(starts.stream());
    };
  }

  /** Rows of every entity, where {@link #streams} has none. */
  Optional<Select> witnesses() {
    return experiment.log() instanceof ExposurePlan.Log.Table log
        ? Optional.of(rows(log.table()))
        : Optional.empty();
  }

  /** Whether exposures may tell the account. */
  boolean tellAccount() {
    return experiment.log() instanceof ExposurePlan.Log.Table
        ? id(EntityKind.ACCOUNT).isPresent()
        : table.idColumn(EntityKind.ACCOUNT).isPresent();
  }

  /** The arms of all exposures in order: the place of one in it is a number that is carried. */
  Relations.Constant arms() {
    return new Relations.Constant(
        ARMS,
        "The arms that anybody was exposed to.",
        new Select().column("arraySort(groupUniqArray(rows.arm))", "names").from(rows(), "rows"));
  }

  /** The name of the arm of which {@code number} is the place. */
  static String armName(String number) {
    return ARMS + "[" + number + "]";
  }

  /**
   * One row an entity: its first exposure with the arm, of several at one instant the least, and
   * how many it was exposed to; where exposures may tell it, its account.
   *
   * @param exactly whether arms are counted; else all that is known is whether they are several
   */
  Select firsts(boolean exactly) {
    String before = experiment.end().map(end -> "t < " + Micros.of(end)).orElse("true");
    String arm = "transform(rows.arm, " + ARMS + ", arrayEnumerate(" + ARMS + "), 0)";
    Select firsts =
        new Select()
            .column("entity", "entity")
            .column("min(toInt128(t) * 4294967296 + " + arm + ")", "earliest", "and its arm")
            .column("toUInt32(bitAnd(earliest, 4294967295))", "arm", "its place among the arms")
            .column("toInt64(intDiv(earliest - arm, 4294967296))", "exposed_at")
            .column(
                exactly
                    ? "uniqExactIf(" + arm + ", " + before + ")"
                    : "if(minIf(%1$s, %2$s) = maxIf(%1$s, %2$s), 1, 2)".formatted(arm, before),
                "arms",
                "before the end");
    if (tellAccount()) {
      firsts.column(
          "argMin(tuple(rows.account), (t, rows.arm, isNull(rows.account), ifNull(rows.account,"
              + " ''))).1",
          "account");
    }
    return firsts.from(rows(), "rows").groupBy("entity");
  }

  /** A nearly exact count of who was exposed: one row, {@code entities}. */
  Select entities() {
    return new Select().column("uniq(entity)", "entities").from(rows(), "rows");
  }

  /** Parts of who was exposed by the order of their ids, where there can be such. */
  Optional<IdParts> parts() {
    return IdParts.of(owners, table.idType(kind()), rows());
  }

  /** The exposures of the entity that is bound to {@code entity}. */
  Select ofEntity(long limit) {
    return new Select()
        .column("t", "exposed_at")
        .column("rows.arm", "arm_name")
        .column("rows.account", "account_id")
        .from(rows(), "rows")
        .where("toString(entity) = {entity:String}", "the entity's")
        .then("LIMIT " + limit);
  }

  private Select rows() {
    return switch (experiment.log()) {
      case ExposurePlan.Log.Table log -> rows(log.table());
      case ExposurePlan.Log.Events events -> {
        String arm = table.properties().raw(events.armProperty());
        yield rows(
            events.stream(), "assumeNotNull(" + arm + ")", Optional.of("isNotNull(" + arm + ")"));
      }
      case ExposurePlan.Log.Starts starts -> rows(starts.stream(), "''", Optional.empty());
    };
  }

  private Select rows(Stream stream, String arm, Optional<String> armIsThere) {
    Select rows = new Select();
    owners.every(rows, List.of(stream));
    rows.column(table.time(), "t")
        .column(arm, "arm")
        .column(table.knownId(EntityKind.ACCOUNT), "account")
        .where(table.named(stream.events()), "the exposures")
        .where(table.before(question.watermark()), "the watermark");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    stream
        .where()
        .ifPresent(where -> rows.where(ExpressionSql.of(where, table.rows()), "their where"));
    armIsThere.ifPresent(there -> rows.where(there, "no arm is no exposure"));
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    return rows;
  }

  private Select rows(Source.ExposureLog log) {
    ColumnType time = Times.check(columns(), log.timestamp());
    String at = column(log.timestamp());
    String own = text(idName());
    Optional<IdentitySql> links = table.identities(kind());
    String global = columns().distributed() ? "GLOBAL " : "";
    Select rows = new Select();
    if (owners.areNative()) {
      Owners.asItIs(rows, column(idName()), columns().type(idName()));
    } else {
      Owners.asText(rows, links.isPresent() ? IdentitySql.canonical(own) : own);
    }
    rows.column(Times.micros(at, time), "t")
        .column("ifNull(" + text(log.arm()) + ", '')", "arm")
        .column(
            id(EntityKind.ACCOUNT)
                .map(id -> "if(" + id + " IN " + Owners.NOBODY + ", NULL, " + id + ")")
                .orElse(Unknown.of(Type.STRING)),
            "account")
        .from(
            SqlText.table(log.table())
                + " AS e"
                + links.map(all -> all.join(own, global)).orElse(""))
        .where(
            text(log.experiment()) + " = " + SqlText.literal(experiment.experiment()),
            "the experiment")
        .where(at + " < " + Times.limit(question.watermark(), time), "the watermark");
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    return rows;
  }

  private EntityKind kind() {
    return experiment.definition().entity();
  }

  private TableColumns columns() {
    if (exposures == null) {
      throw new IllegalArgumentException("exposures: none (expected: the columns of their table)");
    }
    return exposures;
  }

  /** The column of the entity's own id on an exposure, which has to be there. */
  private String idName() {
    return table.idName(kind());
  }

  /** The id on an exposure, as text, where it has one. */
  private Optional<String> id(EntityKind kind) {
    return Optional.ofNullable(table.source().entityColumns().get(kind))
        .filter(name -> kind == kind() || columns().columns().containsKey(name))
        .map(this::text);
  }

  private String text(String name) {
    return columns().type(name).isText() ? column(name) : "toString(" + column(name) + ")";
  }

  private static String column(String name) {
    return "e." + SqlText.identifier(name);
  }
}
