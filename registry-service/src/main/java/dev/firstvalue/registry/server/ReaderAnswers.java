package dev.firstvalue.registry.server;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.retirement.Dependents;
import dev.firstvalue.registry.retirement.Experiments;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReadersResponse;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.version.DefinitionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who reads, and who depends: from memory, but for the experiments of main. */
public final class ReaderAnswers {
  private static final String KEY = "[^\\x00-\\x1f]{1,300}";
  private static final int MOST_READERS = 1000;

  private ReaderAnswers() {}

  /** A page of readers. */
  public static ListReadersResponse readers(
      RegistryRepository repository, ListReadersRequest request) {
    List<Reader> rows = matching(repository, request);
    Pages.Page<Reader> page =
        Pages.first(
            Pages.rest(rows, ReaderAnswers::key, Pages.after(request.getPageToken(), KEY)),
            request.getPageSize(),
            Reader::getSerializedSize,
            ReaderAnswers::key);
    return ListReadersResponse.newBuilder()
        .addAllReaders(page.items())
        .setNextPageToken(page.nextToken())
        .setCountedSince(Timestamps.fromMillis(repository.readers().countedSince().toEpochMilli()))
        .build();
  }

  /** All of them, whatever the size of a page. */
  public static List<Reader> matching(RegistryRepository repository, ListReadersRequest request) {
    see(repository);
    return repository.readers().readers().stream()
        .filter(
            reader ->
                request.getName().isEmpty() || reader.getDefinition().equals(request.getName()))
        .filter(reader -> request.getVersion() == 0 || reader.getVersion() == request.getVersion())
        .filter(
            reader ->
                !request.hasSeenSince()
                    || Timestamps.compare(reader.getLastSeen(), request.getSeenSince()) >= 0)
        .toList();
  }

  /**
   * Who depends on a definition.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException DEFINITION_NOT_FOUND
   */
  public static ListDependentsResponse dependents(
      RegistryRepository repository, ListDependentsRequest request) {
    RegistrySnapshot snapshot = repository.snapshot();
    DefinitionHistory history = snapshot.history(request.getName());
    see(repository);
    Instant now = repository.clock().instant();
    Dependents dependents =
        Dependents.of(
            history.name(),
            repository.readers().readers(),
            Experiments.of(repository, snapshot).values(),
            request.getWithinDays() == 0
                ? Dependents.LATELY
                : Duration.ofDays(request.getWithinDays()),
            now);
    return ListDependentsResponse.newBuilder()
        .setStanding(history.standing().name())
        .addAllReaders(dependents.readers().stream().limit(MOST_READERS).toList())
        .setReaderCount(dependents.readers().size())
        .addAllExperiments(dependents.experiments())
        .setCountedSince(Timestamps.fromMillis(repository.readers().countedSince().toEpochMilli()))
        .build();
  }

  /** Marks who watches as seen now. */
  static void see(RegistryRepository repository) {
    RegistrySnapshot snapshot = repository.snapshot();
    repository
        .readers()
        .seeWatchers(
            name -> {
              DefinitionHistory history = snapshot.definitions().get(name);
              return history != null && history.standing().served() ? history.versions() : 0;
            });
  }

  private static String key(Reader reader) {
    return String.join(
        " ",
        reader.getDefinition(),
        Integer.toString(reader.getVersion()),
        reader.getClient(),
        reader.getClientVersion(),
        reader.getCaller());
  }
}
