package dev.firstvalue.definition.bind;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.proto.ProtoJson;

/** Small documents for tests, in JSON with single quotes. */
public final class Samples {
  private Samples() {}

  /** The event model of a language school. */
  public static final String MODEL =
      """
      {'apiVersion': 'firstvalue/v1', 'kind': 'EventModel', 'metadata': {'name': 'lingo'}, 'spec': {
        'events': {'table': 'analytics.events', 'timestamp': 'ts', 'event': 'event',
          'eventId': 'event_id', 'receivedAt': 'received_at', 'properties': 'properties',
          'completeFrom': '2025-01-01T00:00:00Z'},
        'entities': {'user': {'column': 'user_id'}, 'account': {'column': 'account_id'}},
        'exposures': {'table': 'analytics.exposures', 'experiment': 'experiment',
          'arm': 'variant', 'timestamp': 'ts'},
        'timeZone': 'Europe/Berlin',
        'exclude': 'properties.is_test == true',
        'excludeEntities': 'start.properties.email.endsWith(\\"@ourco.example\\")',
        'catalog': {
          'signed_up': {'preparation': true, 'properties': {'plan': 'STRING', 'role': 'STRING',
            'source': 'STRING', 'email': 'STRING', 'is_test': 'BOOL'}},
          'lesson_completed': {'properties': {'lesson_id': 'STRING', 'seconds': 'INT',
            'score': 'DOUBLE', 'at': 'TIMESTAMP', 'passed': 'BOOL', '$browser': 'STRING',
            'a.b': 'STRING'}},
          'lesson_started': {'preparation': true, 'properties': {'seconds': 'DOUBLE'}},
          'message_sent': {'properties': {'to': 'INT', 'text': 'STRING'}},
          'account_deleted': {}, 'class_created': {}, 'subscription_started': {},
          'experiment_seen': {'properties': {'variant': 'STRING'}}}}}
      """;

  /** Three real lessons in the first week. */
  public static final String DEFINITION =
      """
      {'apiVersion': 'firstvalue/v1', 'kind': 'ValueEvent',
       'metadata': {'name': 'lessons-completed', 'owners': ['growth']}, 'spec': {
        'stage': 'ACTIVATION', 'status': 'ACTIVE', 'entity': 'user',
        'start': {'event': ['signed_up'], 'where': 'properties.source != \\"import\\"',
          'newness': '30d'},
        'within': '7d',
        'qualifies': {'event': ['lesson_completed'], 'where': 'properties.seconds >= 30',
          'distinct': 'properties.lesson_id', 'atLeast': 3,
          'unless': {'event': ['account_deleted']}},
        'milestones': [{'name': 'started', 'condition': {'event': ['lesson_started']}}],
        'variants': [{'name': 'teachers', 'when': 'start.properties.role == \\"teacher\\"',
          'qualifies': {'event': ['class_created']}}],
        'segments': ['start.properties.plan', 'start.properties.source'],
        'outcomes': [
          {'name': 'month', 'from': '7d', 'to': '30d', 'condition': {'event': ['lesson_completed']}},
          {'name': 'paid', 'from': '7d', 'to': '90d',
            'condition': {'event': ['subscription_started']}}]}}
      """;

  /** An experiment on it. */
  public static final String EXPERIMENT =
      """
      {'apiVersion': 'firstvalue/v1', 'kind': 'Experiment', 'metadata': {'name': 'checklist'},
       'spec': {'definition': {'name': 'lessons-completed'}, 'unit': 'user',
        'arms': [{'name': 'control', 'weight': 1, 'control': true},
          {'name': 'checklist', 'weight': 1}],
        'exposure': {'log': true}, 'start': '2026-03-01T00:00:00Z', 'end': '2026-03-29T00:00:00Z'}}
      """;

  /** A model from JSON with single quotes. */
  public static EventModel model(String json) {
    return message(json, EventModel.newBuilder()).build();
  }

  /** A definition from JSON with single quotes. */
  public static ValueEvent definition(String json) {
    return message(json, ValueEvent.newBuilder()).build();
  }

  /** An experiment from JSON with single quotes. */
  public static Experiment experiment(String json) {
    return message(json, Experiment.newBuilder()).build();
  }

  static Document.OfEventModel modelDocument(String json) {
    return new Document.OfEventModel("event-model.yaml", model(json), Marks.none());
  }

  static Document.OfValueEvent definitionDocument(String json) {
    return new Document.OfValueEvent(
        "definitions/lessons-completed.yaml", definition(json), Marks.none());
  }

  static Document.OfExperiment experimentDocument(String json) {
    return new Document.OfExperiment("experiments/checklist.yaml", experiment(json), Marks.none());
  }

  private static <B extends Message.Builder> B message(String json, B builder) {
    try {
      ProtoJson.merge(json.replace('\'', '"'), builder);
      return builder;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("json: " + json, e);
    }
  }
}
