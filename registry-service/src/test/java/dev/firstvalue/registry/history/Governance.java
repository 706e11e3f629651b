package dev.firstvalue.registry.history;

import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who propose, approve and merge, each a thread, until their server is gone. */
final class Governance {
  private static final Metadata.Key<String> REQUEST =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEN = "Ben <ben@example.com>";
  private static final int NAMES = 2;
  private static final Proposal GONE = Proposal.getDefaultInstance();

  private final List<Kept> kept = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> failures = new ArrayList<>();

  /** One server's life. */
  final class Life {
    private final ProposalServiceBlockingStub stub;
    private final CountDownLatch steps;
    private final BlockingQueue<Proposal> toApprove = new LinkedBlockingQueue<>();
    private final BlockingQueue<Proposal> toMerge = new LinkedBlockingQueue<>();

    Life(ManagedChannel channel, int steps) {
      this.stub = ProposalServiceGrpc.newBlockingStub(channel);
      this.steps = new CountDownLatch(steps);
    }

    /** Waits until so much was acknowledged, or the one who begins it all has ended. */
    void await() throws InterruptedException {
      steps.await();
    }

    private void note(Kept acknowledged) {
      Governance.this.note(acknowledged);
      steps.countDown();
    }

    private ProposalServiceBlockingStub as(String request) {
      Metadata headers = new Metadata();
      headers.put(REQUEST, request);
      return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** What a server before left open goes on; then ever new ones. */
    void propose(Random own) {
      untilGone(
          () -> {
            toApprove.addAll(
                stub.listProposals(
                        ListProposalsRequest.newBuilder()
                            .addStates(ProposalState.PROPOSAL_STATE_OPEN)
                            .build())
                    .getProposalsList());
            while (true) {
              String id = "p" + ids.incrementAndGet();
              String name = "p" + own.nextInt(NAMES);
              Proposal opened =
                  as(id)
                      .createProposal(
                          CreateProposalRequest.newBuilder()
                              .setTitle(id)
                              .setActor("Ana <ana@example.com>")
                              .setRestate("FORWARD")
                              .addFiles(
                                  ProposedContent.newBuilder()
                                      .setName(name + ".yaml")
                                      .setContent(
                                          NumberLanguage.document(name, own.nextInt(3), id)))
                              .build())
                      .getProposal();
              note(new Kept.Opened(id, opened.getNumber(), opened.getContentHash()));
              toApprove.add(opened);
            }
          });
      toApprove.add(GONE);
      while (steps.getCount() > 0) {
        steps.countDown();
      }
    }

    void approve() {
      untilGone(
          () -> {
            for (Proposal next = toApprove.take(); !next.equals(GONE); next = toApprove.take()) {
              String id = "a" + ids.incrementAndGet();
              as(id)
                  .reviewProposal(
                      ReviewProposalRequest.newBuilder()
                          .setNumber(next.getNumber())
                          .setActor(BEN)
                          .setVerdict(ReviewVerdict.REVIEW_VERDICT_APPROVE)
                          .setContentHash(next.getContentHash())
                          .build());
              note(new Kept.Approved(id, next.getNumber(), BEN));
              toMerge.add(next);
            }
          });
      toMerge.add(GONE);
    }

    /** What another one overtook is closed. */
    void merge() {
      untilGone(
          () -> {
            for (Proposal next = toMerge.take(); !next.equals(GONE); next = toMerge.take()) {
              String id = "m" + ids.incrementAndGet();
              try {
                Proposal merged =
                    as(id)
                        .mergeProposal(
                            MergeProposalRequest.newBuilder()
                                .setNumber(next.getNumber())
                                .setActor("Eva <eva@example.com>")
                                .build())
                        .getProposal();
                note(new Kept.MergedIn(id, next.getNumber(), merged.getMergeCommit()));
              } catch (StatusRuntimeException e) {
                if (gone(e)) {
                  throw e;
                }
                as(id + "c")
                    .closeProposal(
                        CloseProposalRequest.newBuilder()
                            .setNumber(next.getNumber())
                            .setActor("Eva <eva@example.com>")
                            .build());
                note(new Kept.Closed(id + "c", next.getNumber()));
              }
            }
          });
    }
  }

  /** Begins; the threads, which are added to others, end with the server. */
  Life begin(ManagedChannel channel, Random random, List<Thread> threads) {
    Life life = new Life(channel, 2 + random.nextInt(10));
    Random own = new Random(random.nextLong());
    threads.add(Thread.ofVirtual().start(() -> life.propose(own)));
    threads.add(Thread.ofVirtual().start(life::approve));
    threads.add(Thread.ofVirtual().start(life::merge));
    return life;
  }

  synchronized List<Kept> kept() {
    return List.copyOf(kept);
  }

  /** What no server should have answered. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private synchronized void failed(String answer) {
    failures.add("answer: " + answer);
  }

  private synchronized void note(Kept acknowledged) {
    kept.add(acknowledged);
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void untilGone(Work work) {
    try {
      work.run();
    } catch (StatusRuntimeException e) {
      if (!gone(e)) {
        failed(e.toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server is; the transport says UNKNOWN where it finds out while it writes. */
  static boolean gone(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAVAILABLE
        || e.getCause() instanceof ClosedChannelException;
  }
}
