package dev.firstvalue.registry.watch;

import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Unserved;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A watcher that writes down what it hears, and takes responses only as it is told to. */
final class Heard
    implements ClientResponseObserver<WatchDefinitionsRequest, WatchDefinitionsResponse> {
  private static final long PATIENCE_MILLIS = 20_000;

  private final boolean slow;
  private final List<WatchDefinitionsResponse> responses = new ArrayList<>();
  private @Nullable ClientCallStreamObserver<WatchDefinitionsRequest> call;
  private @Nullable Throwable error;

  private Heard(boolean slow) {
    this.slow = slow;
  }

  static Heard everything() {
    return new Heard(false);
  }

  /** Takes nothing until {@link #take}. */
  static Heard slowly() {
    return new Heard(true);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchDefinitionsRequest> started) {
    call = started;
    if (slow) {
      started.disableAutoRequestWithInitial(0);
    }
  }

  @Override
  public synchronized void onNext(WatchDefinitionsResponse response) {
    responses.add(response);
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable failure) {
    error = failure;
    notifyAll();
  }

  @Override
  public void onCompleted() {
    onError(new IllegalStateException("a watch has no end"));
  }

  void take(int count) {
    if (call != null) {
      call.request(count);
    }
  }

  void cancel() {
    if (call != null) {
      call.cancel("enough", null);
    }
  }

  /** What was heard, as soon as one response is of some kind. */
  synchronized List<WatchDefinitionsResponse> until(Predicate<WatchDefinitionsResponse> last)
      throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (responses.stream().noneMatch(last)) {
      long left = end - System.currentTimeMillis();
      if (left <= 0 || error != null) {
        throw new AssertionError("heard only " + lines(responses), error);
      }
      wait(left);
    }
    return List.copyOf(responses);
  }

  synchronized Throwable failure() throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (error == null) {
      long left = end - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("no error, but " + lines(responses));
      }
      wait(left);
    }
    return error;
  }

  /** {@code 3: lessons 2.0, -other}; a state has a star, a part that is not the last dots. */
  static List<String> lines(List<WatchDefinitionsResponse> responses) {
    return responses.stream().map(Heard::line).toList();
  }

  private static String line(WatchDefinitionsResponse response) {
    List<String> words = new ArrayList<>();
    for (DefinitionVersion version : response.getDefinitionsList()) {
      words.add(version.getName() + " " + version.getVersion() + "." + version.getRevision());
    }
    for (Unserved gone : response.getUnservedList()) {
      words.add("-" + gone.getName());
    }
    return response.getRevision()
        + (response.getState() ? "*" : "")
        + ": "
        + String.join(", ", words)
        + (response.getMore() ? " …" : "");
  }
}
