package dev.firstvalue.console;

import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.Status;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionResponse;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registry of as many definitions as wanted, in pages as the real one gives them, which counts
 * what it is asked for. Every tenth is deprecated, and forty teams own them in turn.
 */
final class ManyDefinitions extends RegistryServiceGrpc.RegistryServiceImplBase {
  /** How many a page holds at most: the real one ends a page of these at 2 MiB. */
  private static final int PAGE = 1000;

  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger definitions = new AtomicInteger();
  private volatile int size;
  private volatile int unreadable;

  ManyDefinitions(int size) {
    this.size = size;
  }

  /** The registry moves to another revision. */
  void become(int definitionsNow, int unreadableNow) {
    size = definitionsNow;
    unreadable = unreadableNow;
  }

  @Override
  public void listDefinitions(
      ListDefinitionsRequest request, StreamObserver<ListDefinitionsResponse> responses) {
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(size, from + Math.min(PAGE, request.getPageSize()));
    ListDefinitionsResponse.Builder page =
        ListDefinitionsResponse.newBuilder()
            .setRegistryRevision(size + unreadable)
            .setNextPageToken(to < size ? Integer.toString(to) : "");
    for (int number = from; number < to; number++) {
      page.addDefinitions(version(number));
    }
    for (int file = 0; file < unreadable; file++) {
      page.addQuarantined(
          Quarantined.newBuilder()
              .setPath("definitions/" + name(file) + ".yaml")
              .setMessage("3:1: unknown field"));
    }
    answer(responses, page.build(), to - from);
  }

  @Override
  public void getDefinition(
      GetDefinitionRequest request, StreamObserver<GetDefinitionResponse> responses) {
    int number = Integer.parseInt(request.getName().substring("metric-".length()));
    answer(responses, GetDefinitionResponse.newBuilder().setDefinition(version(number)).build(), 1);
  }

  @Override
  public void listReports(
      ListReportsRequest request, StreamObserver<ListReportsResponse> responses) {
    answer(responses, ListReportsResponse.getDefaultInstance(), 0);
  }

  private <R> void answer(StreamObserver<R> responses, R response, int sent) {
    calls.incrementAndGet();
    definitions.addAndGet(sent);
    responses.onNext(response);
    responses.onCompleted();
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "metric-%05d", number);
  }

  private static DefinitionVersion version(int number) {
    return DefinitionVersion.newBuilder()
        .setName(name(number))
        .setVersion(1)
        .setActive(true)
        .setDefinition(
            ValueEvent.newBuilder()
                .setMetadata(
                    Metadata.newBuilder()
                        .setName(name(number))
                        .setTitle("Lessons of Kind " + number)
                        .addOwners("Team-" + number % 40))
                .setSpec(
                    ValueEventSpec.newBuilder()
                        .setStatus(
                            number % 10 == 0 ? Status.STATUS_DEPRECATED : Status.STATUS_ACTIVE)
                        .setStart(Start.newBuilder().addEvent("signed_up"))
                        .setWithin("7d")
                        .setQualifies(Condition.newBuilder().addEvent("done"))))
        .build();
  }
}
