package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Samples;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.FirstMinutesPolicy;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.ReachPolicy;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.proto.ProtoJson;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The hashes of every form, for ever: versions and reports are pinned to them. Each rule is written
 * twice, in files that share as little as they can.
 */
class GoldenHashesTest {
  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "leaf",
            "{event: [lesson_completed, class_created], where: 'properties.seconds >= 30'}",
            "{where: '10 * 3 <= properties.seconds && true', event: [class_created,"
                + " lesson_completed]}",
            "17dac5b11292937ac7591ad9bd40b7160e8a384ce49dd31e99f80b9b022aa8fd"),
        rule(
            "distinct",
            "{event: [lesson_completed], distinct: properties.lesson_id, atLeast: 3, within: 2d}",
            "{within: 48h, atLeast: 3.0, distinct: properties.lesson_id, event:"
                + " [lesson_completed]}",
            "b5abaaf6f5c10b6f0577f5ff3c168ea24c2e130f695fe89ad5b38d2ad0349174"),
        rule(
            "sum",
            "{event: [lesson_completed], sum: properties.seconds, atLeast: 100}",
            "{sum: properties.seconds, atLeast: 1.0e+2, event: [lesson_completed]}",
            "4be8acaf3fc7ce5a85a0aad8ef58d90ba0d8ebe6ddb8e5610226f19ba63a3fb3"),
        rule(
            "by",
            "{event: [message_sent], by: [user, properties.to]}",
            "{by: [properties.to, user], event: [message_sent], atLeast: 1}",
            "09f5be6bef278a1c04dfa2b8a40b0f558fd6d1b9c6e8ec9b79273de14ddabd2f"),
        rule(
            "all",
            "{all: [{event: [class_created]}, {event: [lesson_started]}], unless: {event:"
                + " [account_deleted]}}",
            "{unless: {any: [{event: [account_deleted]}]}, all: [{event: [lesson_started]}, {event:"
                + " [class_created]}]}",
            "5d509565f4df06a26e26d61f985daaaabc60c69e7146c2f290906d3e3ae63d70"),
        rule(
            "any",
            "{any: [{event: [class_created]}, {event: [lesson_started]}, {event: [message_sent]}],"
                + " atLeast: 2}",
            "{atLeast: 2, any: [{event: [message_sent]}, {event: [class_created]}, {event:"
                + " [lesson_started]}]}",
            "d3aa05f61adb1aa886b4e0ceac320cfab9a02ba07f59ab0c9aea6d9ae2c52437"),
        rule(
            "sequence",
            "{sequence: [{name: first, event: [lesson_completed]}, {event: [lesson_completed],"
                + " where: 'properties.lesson_id != first.properties.lesson_id'}], gap: 1d,"
                + " simultaneous: true}",
            "{simultaneous: true, gap: 1440m, sequence: [{event: [lesson_completed], name: one},"
                + " {where: '!(one.properties.lesson_id == properties.lesson_id)', event:"
                + " [lesson_completed]}]}",
            "9bc2cad476a211f6412f1f11f58b6107b70e2c042b3a5aacabdd67ec4ddabeda"),
        rule(
            "per",
            "{per: [properties.lesson_id, day], event: [lesson_completed], atLeast: 2,"
                + " unless: {event: [lesson_completed], where: properties.passed}}",
            "{unless: {where: 'properties.passed == true', event: [lesson_completed]}, atLeast: 2,"
                + " event: [lesson_completed], per: [day, properties.lesson_id, day]}",
            "761e92561464654df56b598549328a2d8b82fcd5cd4daefdcc239bde61709de0"),
        rule(
            "ratio",
            "{ratio: {of: {event: [class_created]}, to: {event: [lesson_started], distinct: day},"
                + " above: 0.25, from: 5, after: 3d}}",
            "{ratio: {after: 72h, from: 5.0, above: 2.5e-1,"
                + " to: {distinct: day, event: [lesson_started]}, of: {event: [class_created]}}}",
            "cda35c3556369ecc60e360ff5685aa3c006a84418378903ce2df373887d83756"));
  }

  private static Arguments rule(String name, String one, String other, String hash) {
    return Arguments.of(name, one, other, hash);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theHashOfAFormIsWhatItAlwaysWas(String name, String one, String other, String hash) {
    Plan plan = plan(plain(one));
    Plan again = plan(inOtherWords(other));

    assertThat(Hashes.meaning(plan).text()).as(name).isEqualTo("sha256:" + hash);
    assertThat(Hashes.meaning(again).text()).isEqualTo("sha256:" + hash);
    assertThat(Hashes.evidence(again, policy("600s", "2160h")))
        .isEqualTo(Hashes.evidence(plan, policy("10m", "90d")));
  }

  @Test
  void aPolicyIsWhatItsDurationsLast() {
    assertThat(Hashes.policy(policy("600s", "2160h")))
        .isEqualTo(Hashes.policy(policy("10m", "90d")));
    assertThat(Hashes.policy(policy("10m", "90d")).text())
        .as("as it was when durations were hashed as they are written")
        .isEqualTo("sha256:995845f4859240813996b8093b7f315195774fc6813237a98883bf0c199489ce");
    assertThat(Hashes.policy(policy("601s", "90d")))
        .isNotEqualTo(Hashes.policy(policy("10m", "90d")));
    assertThat(Hashes.policy(policy("9999999999d", "90d")))
        .as("no duration, and still something")
        .isNotEqualTo(Hashes.policy(policy("", "90d")));
  }

  private static Policy policy(String firstMinutes, String revalidateEvery) {
    return Policy.newBuilder()
        .setSpec(
            PolicySpec.newBuilder()
                .setRevalidateEvery(revalidateEvery)
                .setReach(
                    ReachPolicy.newBuilder()
                        .setFirstMinutes(FirstMinutesPolicy.newBuilder().setWithin(firstMinutes))))
        .build();
  }

  private static String plain(String qualifies) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: golden, owners: [growth]}
    spec:
      entity: user
      start: {event: [signed_up], where: 'properties.source != "import" && properties.plan == "pro"'}
      within: 7d
      variants:
        - {name: teachers, when: 'start.properties.role in ["a", "b"]', qualifies: {event: [class_created]}}
      qualifies: %s
    """
        .formatted(qualifies);
  }

  private static String inOtherWords(String qualifies) {
    return """
    # The same rule by somebody else.
    spec:
      qualifies:
        %s
      promise: something else
      variants:
      - qualifies:
          event: [class_created]   # a list of one
        when: "start.properties.role == 'b' || start.properties.role == 'a'"
        name: teachers
      within: 6d24h
      start:
        where: >-
          !(properties.plan != "p" + "ro") &&
          "import" != properties.source
        event:
        - signed_up
      entity: "user"
    metadata:
      owners: [platform]
      name: golden
    kind: ValueEvent
    apiVersion: firstvalue/v1
    """
        .formatted(qualifies);
  }

  private static Plan plan(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    ValueEvent.Builder definition = ValueEvent.newBuilder();
    try {
      ProtoJson.merge(new Gson().toJson(tree), definition);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(yaml, e);
    }
    return Binder.plan(Samples.model(Samples.MODEL), definition.build()).orThrow();
  }
}
