package dev.firstvalue.registry.history;

import dev.firstvalue.registry.PlainGit;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.history.Happening.Seen;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One repository, and processes over it that are killed one after the other while all work. */
final class HistoryRun {
  private static final int WRITERS = 3;
  private static final int READERS = 2;
  private static final int NAMES = 4;
  private static final int MEANINGS = 3;

  /** Readers go as fast as writers, so that they do not take the machine for themselves. */
  private static final int READS_A_WRITE = 10;

  private final Path home;
  private final Random random;
  private final List<Happening> history = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, Long> places = new ConcurrentHashMap<>();
  private final Governance governance = new Governance();
  private final List<String> died = new ArrayList<>();

  HistoryRun(Path home, long seed) {
    this.home = home;
    this.random = new Random(seed);
  }

  /** What came of it. */
  record Outcome(int acknowledged, int reads, int heard, int proposals, List<String> broken) {}

  /** Kills so often, and then holds what happened against what is promised. */
  Outcome kills(int kills) throws IOException, InterruptedException {
    Path repository = home.resolve("registry.git");
    for (int i = 0; i < kills; i++) {
      oneLife(repository, i % 3 == 1);
      PlainGit.git(repository, "fsck", "--strict", "--no-dangling");
    }
    try (RegistryRepository end =
        RegistryRepository.openForWriting(
            repository, new NumberLanguage(), InstantSource.system())) {
      List<String> broken = new ArrayList<>(HistoryRules.broken(history, end.snapshot()));
      broken.addAll(proposals(end));
      broken.addAll(died);
      broken.addAll(governance.failures());
      return new Outcome(
          count(Happening.Acknowledged.class),
          count(Happening.Read.class),
          count(Happening.Heard.class),
          governance.kept().size(),
          broken);
    }
  }

  private List<String> proposals(RegistryRepository end) {
    Map<Integer, Proposal> proposals = new TreeMap<>();
    new Proposals(end, new NumberLanguage(), _ -> GateResult.allowed(List.of()))
        .list()
        .forEach(proposal -> proposals.put(proposal.getNumber(), proposal));
    Map<Integer, List<String>> onMain = new TreeMap<>();
    PlainGit.git(
            end.store().directory(),
            "log",
            "--format=%H %(trailers:key=Proposal,valueonly,separator=%x2C)",
            "main")
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(pair -> pair.length == 2 && !pair[1].isBlank())
        .forEach(
            pair ->
                onMain
                    .computeIfAbsent(Integer.valueOf(pair[1].strip()), _ -> new ArrayList<>())
                    .add(pair[0]));
    List<String> broken =
        new ArrayList<>(
            ProposalRules.broken(
                governance.kept(), proposals, onMain, AuditedRequests.of(end.store())));
    broken.addAll(AuditedRequests.problems(end.store()));
    return broken;
  }

  private int count(Class<? extends Happening> kind) {
    return Math.toIntExact(history.stream().filter(kind::isInstance).count());
  }

  private void oneLife(Path repository, boolean paused) throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.start(repository, home.resolve("server.log"));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    CountDownLatch enough = new CountDownLatch(10 + random.nextInt(30));
    Semaphore reads = new Semaphore(READS_A_WRITE);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Random own = new Random(random.nextLong());
      threads.add(Thread.ofVirtual().start(() -> write(server, own, enough, reads)));
    }
    for (int i = 0; i < READERS; i++) {
      String reader = "reader " + i;
      threads.add(Thread.ofVirtual().start(() -> read(reader, channel, reads)));
    }
    Governance.Life governed = governance.begin(channel, random, threads);
    threads.add(Thread.ofVirtual().start(() -> watch("from the state", false, channel)));
    threads.add(Thread.ofVirtual().start(() -> watch("from its place", true, channel)));
    enough.await();
    governed.await();
    if (paused) {
      server.pause(Duration.ofMillis(50 + random.nextInt(200)));
    }
    // Somewhere between two steps of a commit.
    new CountDownLatch(1).await(random.nextInt(20_000), TimeUnit.MICROSECONDS);
    if (!server.kill()) {
      died.add("died: a server ended by itself; its log is " + home.resolve("server.log"));
    }
    // Those who wait for a write find that nobody answers.
    reads.release(READS_A_WRITE);
    for (Thread thread : threads) {
      thread.join();
    }
    channel.shutdownNow();
  }

  private void write(ServerProcess server, Random own, CountDownLatch enough, Semaphore reads) {
    while (true) {
      String id = "w" + ids.incrementAndGet();
      int first = own.nextInt(NAMES);
      String what = "n" + first + "=" + own.nextInt(MEANINGS);
      if (own.nextInt(4) == 0) {
        // Two in one commit: heard together or not at all.
        what += " n" + (first + 1) % NAMES + "=" + own.nextInt(MEANINGS);
      }
      OptionalLong revision = server.write(id, what);
      if (revision.isEmpty()) {
        while (enough.getCount() > 0) {
          enough.countDown();
        }
        return;
      }
      note(new Happening.Acknowledged(id, revision.getAsLong()));
      acknowledged.accumulateAndGet(revision.getAsLong(), Math::max);
      enough.countDown();
      reads.release(READS_A_WRITE);
    }
  }

  private void read(String reader, ManagedChannel channel, Semaphore reads) {
    var stub = RegistryServiceGrpc.newBlockingStub(channel);
    for (int i = 0; ; i++) {
      String name = "n" + i % NAMES;
      reads.acquireUninterruptibly();
      long atLeast = acknowledged.get();
      try {
        GetActiveDefinitionResponse answer =
            stub.getActiveDefinition(GetActiveDefinitionRequest.newBuilder().setName(name).build());
        note(
            new Happening.Read(
                reader, name, seen(answer.getDefinition()), answer.getRegistryRevision(), atLeast));
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
          return;
        }
      }
    }
  }

  private void watch(String watcher, boolean resumes, ManagedChannel channel) {
    WatchDefinitionsRequest.Builder request = WatchDefinitionsRequest.newBuilder();
    long after = resumes ? places.getOrDefault(watcher, -1L) : -1L;
    if (after >= 0) {
      request.setAfterRevision(after);
    }
    note(new Happening.Watching(watcher, after));
    Map<String, Seen> names = new TreeMap<>();
    try {
      Iterator<WatchDefinitionsResponse> responses =
          RegistryServiceGrpc.newBlockingStub(channel).watchDefinitions(request.build());
      while (responses.hasNext()) {
        WatchDefinitionsResponse response = responses.next();
        response
            .getDefinitionsList()
            .forEach(version -> names.put(version.getName(), seen(version)));
        if (!response.getMore()) {
          note(new Happening.Heard(watcher, response.getRevision(), response.getState(), names));
          places.put(watcher, response.getRevision());
          names.clear();
        }
      }
    } catch (StatusRuntimeException e) {
      if (!Governance.gone(e)) {
        throw e;
      }
    }
  }

  private synchronized void note(Happening happening) {
    history.add(happening);
  }

  private static Seen seen(DefinitionVersion version) {
    return new Seen(
        version.getVersion(),
        version.getRevision(),
        version.getCommit(),
        HistoryRules.writer(version.getSource()));
  }
}
