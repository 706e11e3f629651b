package dev.firstvalue.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.Context;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose caller goes away. */
class ServedCallTest extends ServedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  RegistryServer.Builder served(RegistryServer.Builder builder) {
    return builder.limits(new Limits(0, 1, 0, System::nanoTime));
  }

  private Iterator<WatchDefinitionsResponse> watch() {
    return stub.watchDefinitions(WatchDefinitionsRequest.getDefaultInstance());
  }

  @Test
  void aWatcherThatGoesAwayIsCountedOnceAndGivesItsStreamBack() throws Exception {
    Context.CancellableContext first = Context.current().withCancellation();
    assertThat(first.call(() -> watch().next()).getState()).isTrue();
    assertThatThrownBy(() -> watch().next()).hasMessageContaining("too many streams");

    first.cancel(null);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.watchers() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
    }

    assertThat(watch().next().getState()).isTrue();
    Exposition page = new Exposition();
    server.calls().write(page);
    String method = "{method=\"firstvalue.registry.v1.RegistryService/WatchDefinitions\"";
    assertThat(page.toString())
        .contains("firstvalue_calls_total" + method + ",code=\"CANCELLED\"} 1\n")
        .contains("firstvalue_calls_total" + method + ",code=\"RESOURCE_EXHAUSTED\"} 1\n")
        .contains("firstvalue_calls_in_flight" + method + "} 1\n");
  }
}
