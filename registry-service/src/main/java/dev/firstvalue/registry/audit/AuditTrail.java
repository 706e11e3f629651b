package dev.firstvalue.registry.audit;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.git.RefJournal;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit trail of a repository that this process owns. Thread-safe.
 *
 * <p>An entry waits in memory until {@link #flush}, so that no request waits for it and many share
 * one commit. Nothing is lost by that: a commit says itself where it came from ({@link Origin}),
 * and what has no entry when the repository is opened gets one from there. A refusal leaves no
 * commit; one of the last second before a kill may be lost.
 *
 * <p>Whatever moves main, proposals, reports or restatements past this process is found too, and
 * told as such.
 */
public final class AuditTrail implements RefJournal {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final GitStore store;
  private final AuditChain chain;
  private final AuditQueue queue = new AuditQueue();
  private String lastFailure = "";

  private AuditTrail(GitStore store) {
    this.store = store;
    this.chain = new AuditChain(store);
  }

  /**
   * The trail of a repository that is open for writing; what a killed process left out is entered.
   */
  public static AuditTrail open(GitStore store) {
    AuditTrail trail = new AuditTrail(store);
    trail.flush(true);
    store.keepJournal(trail);
    return trail;
  }

  /** A request ended. */
  public void ended(Origin origin, Outcome outcome) {
    queue.ended(origin, outcome.in(origin.entry(), store.clock().instant()));
  }

  /**
   * A door turned a request away before it knew what it wants.
   *
   * @param caller empty where it is not known
   */
  public void refused(
      AuditDoor door,
      String request,
      Optional<Caller> caller,
      String method,
      FirstvalueException why) {
    AuditEntry.Builder entry =
        caller
            .map(known -> new Origin(door, request, known, method).entry())
            .orElseGet(
                () ->
                    AuditEntry.newBuilder()
                        .setDoor(door)
                        .setRequestId(AuditText.line(request))
                        .setMethod(AuditText.line(method))
                        .setTimes(1));
    queue.add(Outcome.of("", why).in(entry, store.clock().instant()));
  }

  /** Writes what waits, and finds what moved past this process. Failures are in the log. */
  public void flush() {
    flush(false);
  }

  private synchronized void flush(boolean opening) {
    if (TokenChanges.follows(store)) {
      return;
    }
    try {
      enter(opening);
      TokenChanges.settle(chain, new Tokens(store.directory(), store.clock()), store.clock());
      lastFailure = "";
    } catch (IOException | RuntimeException e) {
      if (interrupted(e)) {
        // The server stops; the repository's close writes them.
        return;
      }
      // Commits go on: each says itself where it came from. Say it once, not every second.
      if (!String.valueOf(e.getMessage()).equals(lastFailure)) {
        lastFailure = String.valueOf(e.getMessage());
        LOG.error("the audit trail cannot be written; its entries wait", e);
      }
    }
  }

  /** Writes what waits; it waits on where that fails, and only there. */
  private void enter(boolean opening) throws IOException {
    List<AuditEntry> taken = queue.take();
    boolean written = false;
    try {
      chain.append(tip -> new Accounting(store, tip).of(taken, queue, opening));
      written = true;
    } finally {
      if (written) {
        queue.written(taken);
      } else {
        queue.putBack(taken);
      }
    }
  }

  private static boolean interrupted(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof InterruptedIOException || t instanceof ClosedByInterruptException) {
        return true;
      }
    }
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public Optional<String> trailer(String ref) {
    return AuditedRefs.ALL.contains(ref)
        ? Optional.of(Origin.trailer(Origin.current(), chain.head().map(ObjectId::name).orElse("")))
        : Optional.empty();
  }

  @Override
  public void moves(String ref, ObjectId to) {
    if (AuditedRefs.ALL.contains(ref)) {
      Origin.current()
          .ifPresentOrElse(
              origin -> queue.moves(origin, to.name()), () -> queue.unasked(to.name()));
    }
  }

  @Override
  public void moved(String ref, Optional<ObjectId> from, ObjectId to) {
    if (AuditedRefs.ALL.contains(ref)) {
      AuditChange change =
          AuditChange.newBuilder()
              .setRef(ref)
              .setBefore(from.map(ObjectId::name).orElse(""))
              .setAfter(to.name())
              .build();
      Origin.current().ifPresent(origin -> queue.moved(origin, change));
    }
  }

  @Override
  public void stayed(String ref, ObjectId to) {
    queue.stayed(to.name());
  }

  @Override
  public void unsure(String ref, ObjectId to) {
    if (AuditedRefs.ALL.contains(ref)) {
      queue.unasked(to.name());
    }
  }

  /**
   * How a request ended.
   *
   * @param resource what it was about; empty where it is not known
   * @param status the name of its gRPC status
   * @param reason the error's id; empty for none
   * @param gates that were shut
   */
  public record Outcome(String resource, String status, String reason, List<String> gates) {
    public Outcome {
      gates = List.copyOf(gates);
    }

    /** It was accepted. */
    public static Outcome accepted(String resource) {
      return new Outcome(resource, "OK", "", List.of());
    }

    /** It was refused. */
    public static Outcome of(String resource, FirstvalueException why) {
      return new Outcome(resource, why.code().grpcStatus(), why.code().id(), List.of());
    }

    AuditEntry.Builder in(AuditEntry.Builder entry, Instant at) {
      return entry
          .setRecordedAt(Timestamps.fromMillis(at.toEpochMilli()))
          .setResource(AuditText.line(resource))
          .setStatus(status)
          .setReason(reason)
          .addAllGates(gates.stream().map(AuditText::line).toList());
    }
  }
}
