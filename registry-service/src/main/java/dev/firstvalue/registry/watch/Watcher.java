package dev.firstvalue.registry.watch;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistrySnapshot;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a watcher. Its transport says when it can take more, the registry says when there is
 * more; whoever comes first does the work for both, so that no thread waits for another and
 * responses leave one after the other.
 */
final class Watcher<R> {
  private static final Status STOPPING =
      Status.UNAVAILABLE.withDescription(
          "the server is stopping; watch on from the last revision, here or elsewhere");

  private final Watch watch;
  private final Supplier<RegistrySnapshot> snapshots;
  private final ServerCallStreamObserver<R> call;
  private final Function<Part, R> encode;
  private final BooleanSupplier over;
  private final AtomicInteger wishes = new AtomicInteger();
  private boolean ended;

  Watcher(
      Watch watch,
      Supplier<RegistrySnapshot> snapshots,
      ServerCallStreamObserver<R> call,
      Function<Part, R> encode,
      BooleanSupplier over) {
    this.watch = watch;
    this.snapshots = snapshots;
    this.call = call;
    this.encode = encode;
    this.over = over;
  }

  /** Sends what there is as far as the transport takes it. Never blocks. */
  void wake() {
    if (wishes.getAndIncrement() > 0) {
      return;
    }
    int seen;
    do {
      seen = wishes.get();
      send();
    } while (!wishes.compareAndSet(seen, 0));
  }

  private void send() {
    if (ended) {
      return;
    }
    if (over.getAsBoolean()) {
      end(STOPPING.asRuntimeException());
      return;
    }
    try {
      while (call.isReady() && !call.isCancelled()) {
        @Nullable Part part = watch.next(snapshots.get());
        if (part == null) {
          return;
        }
        call.onNext(encode.apply(part));
      }
    } catch (FirstvalueException e) {
      end(e);
    }
  }

  private void end(RuntimeException why) {
    ended = true;
    call.onError(why);
  }
}
