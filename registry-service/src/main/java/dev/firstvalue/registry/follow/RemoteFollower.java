package dev.firstvalue.registry.follow;

import dev.firstvalue.registry.RegistryRepository;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a repository in step with a remote, on a timer and whenever it is told to look. Nothing
 * that a reader asks waits for it: what was there last is served, and {@link #status} says how old
 * it may be.
 */
public final class RemoteFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteFollower.class);

  private final RegistryRepository repository;
  private final Remote remote;
  private final ScheduledExecutorService thread;
  private volatile FollowStatus status;

  private RemoteFollower(RegistryRepository repository, Remote remote) {
    this.repository = repository;
    this.remote = remote;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remote-follower").factory());
    this.status =
        new FollowStatus(
            remote.toString(),
            FollowStatus.State.WAITING,
            repository.clock().instant(),
            Optional.empty(),
            "the remote was not looked at yet",
            0);
  }

  /**
   * Looks once, and then at intervals.
   *
   * @param repository open for writing, by this follower alone
   */
  public static RemoteFollower start(RegistryRepository repository, Remote remote, Duration every) {
    RemoteFollower follower = new RemoteFollower(repository, remote);
    follower.look();
    long millis = every.toMillis();
    // It ends with the executor, and catches what it meets.
    var _ =
        follower.thread.scheduleWithFixedDelay(
            follower::look, millis, millis, TimeUnit.MILLISECONDS);
    return follower;
  }

  /** How it stands. */
  public FollowStatus status() {
    return status;
  }

  /** Looks soon, as a hook of the remote asks for; returns at once. */
  public void lookSoon() {
    thread.execute(this::look);
  }

  private void look() {
    FollowStatus before = status;
    FollowStatus now;
    try {
      now =
          switch (repository.takeOver(store -> RemoteMain.takeOver(store, remote))) {
            case RemoteMain.Result.Current current -> before.current(repository.clock().instant());
            case RemoteMain.Result.Rewritten(String ref, String ours, String theirs) ->
                before.failed(
                    FollowStatus.State.REWRITTEN,
                    ref
                        + " of the remote is at "
                        + theirs
                        + " and does not go on from "
                        + ours
                        + ", which is served",
                    repository.clock().instant());
          };
    } catch (IOException | RuntimeException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
      now =
          before.failed(
              FollowStatus.State.UNREACHABLE,
              why.replaceAll("\\p{Cntrl}", " "),
              repository.clock().instant());
    }
    status = now;
    if (before.state() != now.state()) {
      if (now.stale()) {
        LOG.error(
            "following {}: {}: {}; what is there is served", remote, now.state(), now.problem());
      } else {
        LOG.info("following {}: current", remote);
      }
    }
  }

  /** Ends it. The repository stays open. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
