package dev.firstvalue.definition.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.Step;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClauseRemovalsTest {
  private static final EventModel MODEL =
      EventModel.newBuilder()
          .setSpec(
              EventModelSpec.newBuilder()
                  .setEvents(
                      EventTable.newBuilder()
                          .setTable("events")
                          .setTimestamp("ts")
                          .setEvent("event")
                          .setProperties("properties"))
                  .putEntities("user", EntityColumn.newBuilder().setColumn("user_id").build())
                  .putCatalog("start", CatalogEvent.getDefaultInstance())
                  .putCatalog("a", event())
                  .putCatalog("b", event())
                  .putCatalog("c", event()))
          .build();

  private static CatalogEvent event() {
    return CatalogEvent.newBuilder().putProperties("n", PropertyType.PROPERTY_TYPE_INT).build();
  }

  private static Condition.Builder leaf(String event) {
    return Condition.newBuilder().addEvent(event);
  }

  private static List<WithoutClause> removals(Condition.Builder qualifies) {
    return ClauseRemovals.of(
        MODEL,
        ValueEvent.newBuilder()
            .setMetadata(Metadata.newBuilder().setName("value"))
            .setSpec(
                ValueEventSpec.newBuilder()
                    .setEntity("user")
                    .setStart(Start.newBuilder().addEvent("start"))
                    .setWithin("7d")
                    .setQualifies(qualifies))
            .build());
  }

  @Test
  void everyPartAndModifierIsTakenOutOnce() {
    List<WithoutClause> found =
        removals(
            Condition.newBuilder()
                .addAll(leaf("a").setWhere("properties.n > 1"))
                .addAll(leaf("b").setUnless(leaf("c")).setWithin("2d")));

    assertThat(found)
        .extracting(WithoutClause::path)
        .containsExactly(
            "qualifies.all[0]",
            "qualifies.all[0].where",
            "qualifies.all[1]",
            "qualifies.all[1].unless",
            "qualifies.all[1].within");
    assertThat(found)
        .extracting(WithoutClause::words)
        .containsExactly(
            "a where properties.n > 1",
            "properties.n > 1",
            "b, within 2d",
            "unless c",
            "within 2d");
    assertThat(found).extracting(WithoutClause::plan).doesNotHaveDuplicates();
  }

  @Test
  void ofSeveralThatAreAskedForNoMoreAreAskedForThanAreLeft() {
    List<WithoutClause> found =
        removals(Condition.newBuilder().addAny(leaf("a")).addAny(leaf("b")).setAtLeast(2));

    assertThat(found).hasSize(2);
    assertThat(found.getFirst().plan().qualifies())
        .isInstanceOfAny(Instants.NthOf.class, Instants.Of.class);
  }

  @Test
  void aStepThatTheNextOneReadsIsLeftAlone() {
    List<WithoutClause> found =
        removals(
            Condition.newBuilder()
                .setGap("1h")
                .addSequence(Step.newBuilder().setName("first").addEvent("a"))
                .addSequence(
                    Step.newBuilder().addEvent("b").setWhere("properties.n == first.properties.n"))
                .addSequence(Step.newBuilder().addEvent("c")));

    assertThat(found)
        .extracting(WithoutClause::path)
        .containsExactly(
            "qualifies.sequence[1]",
            "qualifies.sequence[1].where",
            "qualifies.sequence[2]",
            "qualifies.gap");
  }

  @Test
  void aSingleLeafHasNothingToTakeOut() {
    assertThat(removals(leaf("a"))).isEmpty();
  }
}
