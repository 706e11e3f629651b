package dev.firstvalue.registry.reader;

import dev.firstvalue.registry.v1.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who asks for which version. A read costs a look-up in memory and no disk; {@link #keep}
 * writes what is counted to a file of the repository's directory, now and then and at the end.
 * Whoever kills the process loses what was counted since.
 *
 * <p>Bounded whatever callers call themselves: at most {@value #MOST_OF_A_CALLER} clients of one
 * caller and {@value #MOST_CLIENTS} of all are told apart, and at most {@value #MOST_ROWS} rows;
 * who comes later is counted under {@code (other)}. What was not seen for 400 days is forgotten.
 * Thread-safe.
 */
public final class ReaderLedger {
  static final int MOST_OF_A_CALLER = 100;
  static final int MOST_CLIENTS = 2_000;
  static final int MOST_ROWS = 50_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(400);

  /** A row's time is written once a second at most: threads need not fight over it. */
  private static final long GRAIN_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReaderLedger.class);

  private static final Comparator<Reader> ORDER =
      Comparator.comparing(Reader::getDefinition)
          .thenComparingInt(Reader::getVersion)
          .thenComparing(Reader::getCaller)
          .thenComparing(Reader::getClient)
          .thenComparing(Reader::getClientVersion);

  private final ReaderFile file;
  private final InstantSource clock;
  private final Instant countedSince;
  private final Map<Key, Row> rows = new ConcurrentHashMap<>();
  private final Map<ReaderClient, ReaderClient> clients = new ConcurrentHashMap<>();

  /** How many of them are one caller's; under the lock of {@link #clients}. */
  private final Map<String, Integer> ofCaller = new HashMap<>();

  private final Map<Watching, AtomicInteger> watching = new ConcurrentHashMap<>();
  private volatile boolean changed;

  private record Key(String definition, int version, ReaderClient client) {}

  private record Watching(ReaderClient client, Set<String> names) {}

  private static final class Row {
    private final LongAdder fetches = new LongAdder();
    private final long firstSeen;
    private volatile long lastSeen;

    Row(long firstSeen, long lastSeen) {
      this.firstSeen = firstSeen;
      this.lastSeen = lastSeen;
    }

    void seen(long now) {
      if (now - lastSeen >= GRAIN_MILLIS) {
        lastSeen = now;
      }
    }
  }

  private ReaderLedger(ReaderFile file, ReaderFile.Content content, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.countedSince = content.countedSince();
    for (Reader reader : content.readers()) {
      ReaderClient client =
          admitted(
              new ReaderClient(reader.getCaller(), reader.getClient(), reader.getClientVersion()));
      Row row =
          rows.computeIfAbsent(
              new Key(reader.getDefinition(), reader.getVersion(), client),
              _ ->
                  new Row(
                      ReaderFile.millis(reader.getFirstSeen()),
                      ReaderFile.millis(reader.getLastSeen())));
      row.fetches.add(reader.getFetches());
    }
  }

  /** The ledger of a repository's directory: what was kept there, or none so far. */
  public static ReaderLedger open(Path directory, InstantSource clock) {
    ReaderFile file = new ReaderFile(directory);
    return new ReaderLedger(file, file.read(clock.instant()), clock);
  }

  /** Since when it counts. */
  public Instant countedSince() {
    return countedSince;
  }

  /** Counts an answer to whoever calls. */
  public void answered(String definition, int version) {
    answered(definition, version, ReaderClient.current());
  }

  /** Counts an answer to a client. */
  public void answered(String definition, int version, ReaderClient client) {
    long now = clock.millis();
    Row row = row(definition, version, client, now);
    row.fetches.increment();
    row.seen(now);
    changed();
  }

  /**
   * Whoever calls watches some definitions from now on: seen for as long as it does.
   *
   * @return ends it
   */
  public Runnable watching(Set<String> names) {
    Watching watch = new Watching(ReaderClient.current(), Set.copyOf(names));
    watching.computeIfAbsent(watch, _ -> new AtomicInteger()).incrementAndGet();
    return () ->
        watching.computeIfPresent(watch, (_, count) -> count.decrementAndGet() == 0 ? null : count);
  }

  /**
   * Marks who watches as seen.
   *
   * @param active the number of the active version of a name; 0 for none
   */
  public void seeWatchers(Function<String, Integer> active) {
    long now = clock.millis();
    watching
        .keySet()
        .forEach(
            watch ->
                watch.names().forEach(name -> see(name, active.apply(name), watch.client(), now)));
  }

  private void see(String name, int version, ReaderClient client, long now) {
    Row row = version == 0 ? null : rows.get(new Key(name, version, admitted(client)));
    if (row != null) {
      row.seen(now);
      changed();
    }
  }

  /** Every row, by definition, version, caller and client. */
  public List<Reader> readers() {
    return rows.entrySet().stream().map(ReaderLedger::reader).sorted(ORDER).toList();
  }

  /** Writes what was counted since the last time, where something was. */
  public synchronized void keep() {
    if (!changed) {
      return;
    }
    changed = false;
    forget();
    try {
      file.write(countedSince, readers());
    } catch (IOException e) {
      changed = true;
      LOG.error("who reads cannot be kept in {}; it is counted on in memory", file.path(), e);
    }
  }

  private void forget() {
    long oldest = clock.instant().minus(FORGOTTEN_AFTER).toEpochMilli();
    rows.values().removeIf(row -> row.lastSeen < oldest);
    Set<ReaderClient> seen = ConcurrentHashMap.newKeySet();
    rows.keySet().forEach(key -> seen.add(key.client()));
    synchronized (clients) {
      clients.keySet().retainAll(seen);
      ofCaller.clear();
      clients.keySet().forEach(each -> ofCaller.merge(each.caller(), 1, Integer::sum));
    }
  }

  private void changed() {
    if (!changed) {
      changed = true;
    }
  }

  private Row row(String definition, int version, ReaderClient client, long now) {
    // Almost always it is there, and under its own name.
    Row known = rows.get(new Key(definition, version, client));
    if (known != null) {
      return known;
    }
    Key key = new Key(definition, version, admitted(client));
    Row row = rows.get(key);
    if (row != null) {
      return row;
    }
    // How many there are may be passed by a few while threads race: the bound is one of memory.
    Key place =
        rows.size() < MOST_ROWS
            ? key
            : new Key(
                definition,
                version,
                new ReaderClient(ReaderClient.OTHERS, ReaderClient.OTHERS, ""));
    return rows.computeIfAbsent(place, _ -> new Row(now, now));
  }

  /** The client itself, or the one under which those are counted who are too many. */
  private ReaderClient admitted(ReaderClient client) {
    ReaderClient known = clients.get(client);
    if (known != null) {
      return known;
    }
    synchronized (clients) {
      if (clients.size() >= MOST_CLIENTS) {
        return new ReaderClient(ReaderClient.OTHERS, ReaderClient.OTHERS, "");
      }
      if (ofCaller.getOrDefault(client.caller(), 0) >= MOST_OF_A_CALLER) {
        return new ReaderClient(client.caller(), ReaderClient.OTHERS, "");
      }
      if (clients.put(client, client) == null) {
        ofCaller.merge(client.caller(), 1, Integer::sum);
      }
      return client;
    }
  }

  private static Reader reader(Map.Entry<Key, Row> entry) {
    Key key = entry.getKey();
    Row row = entry.getValue();
    return Reader.newBuilder()
        .setDefinition(key.definition())
        .setVersion(key.version())
        .setCaller(key.client().caller())
        .setClient(key.client().name())
        .setClientVersion(key.client().version())
        .setFetches(row.fetches.sum())
        .setFirstSeen(ReaderFile.timestamp(row.firstSeen))
        .setLastSeen(ReaderFile.timestamp(row.lastSeen))
        .build();
  }
}
