package dev.firstvalue.registry.server;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.watch.Watchers;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether main has moved. One that cannot be read leaves what is served as it was. It is run
 * by one thread, and asked by others.
 */
final class Refresher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

  private final RegistryRepository repository;
  private final Watchers watchers;
  private final Runnable good;
  private final LongAdder failures = new LongAdder();
  private volatile Instant lastRefresh;
  private String lastFailure = "";

  /**
   * A look at a repository that was just opened.
   *
   * @param good is run after every look that did not fail
   */
  Refresher(RegistryRepository repository, Watchers watchers, Runnable good) {
    this.repository = repository;
    this.watchers = watchers;
    this.good = good;
    this.lastRefresh = repository.clock().instant();
  }

  /** When the repository was last read without a failure. */
  Instant lastRefresh() {
    return lastRefresh;
  }

  /** How often it could not be read. */
  long failures() {
    return failures.sum();
  }

  @Override
  public void run() {
    repository.audit().ifPresent(AuditTrail::flush);
    try {
      repository.refresh();
      watchers.wake();
      lastFailure = "";
      lastRefresh = repository.clock().instant();
      good.run();
    } catch (RuntimeException e) {
      failures.increment();
      // What was good stays in service. Say it once, not every second.
      if (!String.valueOf(e.getMessage()).equals(lastFailure)) {
        lastFailure = String.valueOf(e.getMessage());
        LOG.error("the repository cannot be followed; answers stay as they were", e);
      }
    }
  }
}
