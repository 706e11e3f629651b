package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What one caller may take: requests in a second, and streams at a time. A second's worth may come
 * at once. Thread-safe.
 */
public final class Limits {
  /** No limit at all. */
  public static final Limits NONE = new Limits(0, 0, System::nanoTime);

  private static final double NANOS = 1e9;

  private final int rate;
  private final int streams;
  private final LongSupplier nanoTime;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  /**
   * Limits of every caller.
   *
   * @param rate requests in a second; 0: as many as come
   * @param streams open at a time; 0: as many as come
   */
  public Limits(int rate, int streams, LongSupplier nanoTime) {
    if (rate < 0 || streams < 0) {
      throw new IllegalArgumentException(
          "limits: " + rate + ", " + streams + " (expected: at least 0 each)");
    }
    this.rate = rate;
    this.streams = streams;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a request.
   *
   * @throws FirstvalueException LIMIT_EXCEEDED
   */
  public void request(Caller caller) {
    if (rate > 0 && !account(caller).take(rate, nanoTime.getAsLong())) {
      throw exceeded(caller, "requests", rate + " in a second", "--rate", rate);
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

  /** What one caller has taken. */
  private static final class Account {
    private double left = Double.POSITIVE_INFINITY;
    private long at;
    private int open;

    Account(long now) {
      at = now;
    }

    synchronized boolean take(int rate, long now) {
      left = Math.min(rate, left + (now - at) / NANOS * rate);
      at = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
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
