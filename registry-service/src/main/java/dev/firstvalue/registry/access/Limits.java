package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What one caller may take: requests in a second, streams at a time, and pushes in a minute. A
 * second's or a minute's worth may come at once. Thread-safe.
 */
public final class Limits {
  /** No limit at all. */
  public static final Limits NONE = new Limits(0, 0, 0, System::nanoTime);

  private static final double SECOND = 1e9;
  private static final double MINUTE = 60e9;

  private final int rate;
  private final int streams;
  private final int pushes;
  private final LongSupplier nanoTime;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  /**
   * Limits of every caller.
   *
   * @param rate requests in a second; 0: as many as come
   * @param streams open at a time; 0: as many as come
   * @param pushes of Git in a minute, each of which asks the store; 0: as many as come
   */
  public Limits(int rate, int streams, int pushes, LongSupplier nanoTime) {
    if (rate < 0 || streams < 0 || pushes < 0) {
      throw new IllegalArgumentException(
          "limits: " + rate + ", " + streams + ", " + pushes + " (expected: at least 0 each)");
    }
    this.rate = rate;
    this.streams = streams;
    this.pushes = pushes;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a request.
   *
   * @throws FirstvalueException LIMIT_EXCEEDED
   */
  public void request(Caller caller) {
    if (rate > 0 && !account(caller).requests.take(rate, SECOND, nanoTime.getAsLong())) {
      throw exceeded(caller, "requests", rate + " in a second", "--rate", rate);
    }
  }

  /**
   * Counts a push.
   *
   * @throws FirstvalueException LIMIT_EXCEEDED
   */
  public void push(Caller caller) {
    if (pushes > 0 && !account(caller).pushes.take(pushes, MINUTE, nanoTime.getAsLong())) {
      throw exceeded(caller, "pushes", pushes + " in a minute", "--pushes", pushes);
    }
  }

  /**
   * Counts a stream.
   *
   * @return called when it ends; more than once does nothing
   * @throws FirstvalueException LIMIT_EXCEEDED
   */
  public Runnable stream(Caller caller) {
    if (streams == 0) {
      return () -> {};
    }
    Account account = account(caller);
    if (!account.open(streams)) {
      throw exceeded(caller, "streams", streams + " at a time", "--streams", streams);
    }
    return account.once();
  }

  private Account account(Caller caller) {
    // Callers are those of the tokens and certificates, so that there are not many.
    return accounts.computeIfAbsent(caller.name(), _ -> new Account(nanoTime.getAsLong()));
  }

  private static FirstvalueException exceeded(
      Caller caller, String what, String limit, String option, int value) {
    return new FirstvalueException(
        ErrorCode.LIMIT_EXCEEDED,
        caller.name(),
        "too many " + what + " (at most " + limit + ")",
        "Wait and send fewer; serve " + option + " sets the limit",
        Map.of("limit", what, "value", Integer.toString(value)));
  }

  /** Fills evenly up to a limit, and gives as long as there is something. */
  private static final class Bucket {
    private double left = Double.POSITIVE_INFINITY;
    private long at;

    Bucket(long now) {
      at = now;
    }

    synchronized boolean take(int most, double nanos, long now) {
      left = Math.min(most, left + (now - at) / nanos * most);
      at = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }

  /** What one caller has taken. */
  private static final class Account {
    private final Bucket requests;
    private final Bucket pushes;
    private int open;

    Account(long now) {
      requests = new Bucket(now);
      pushes = new Bucket(now);
    }

    synchronized boolean open(int most) {
      if (open >= most) {
        return false;
      }
      open++;
      return true;
    }

    private synchronized void close() {
      open--;
    }

    Runnable once() {
      boolean[] closed = new boolean[1];
      return () -> {
        synchronized (closed) {
          if (closed[0]) {
            return;
          }
          closed[0] = true;
        }
        close();
      };
    }
  }
}
