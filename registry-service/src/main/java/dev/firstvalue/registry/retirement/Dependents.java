package dev.firstvalue.registry.retirement;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.registry.reader.ReaderClient;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who still depends on a definition: programs that read it lately, and experiments that count by it
 * and are not over. Definitions do not refer to each other, so no other document can depend on one.
 *
 * @param readers the last seen first
 * @param experiments by name
 */
public record Dependents(List<Reader> readers, List<PinnedExperiment> experiments) {
  /** How long ago a reader may have been seen and still depends, unless told otherwise. */
  public static final Duration LATELY = Duration.ofDays(30);

  /** Copies the lists. */
  public Dependents {
    readers = List.copyOf(readers);
    experiments = List.copyOf(experiments);
  }

  /**
   * Those of a definition.
   *
   * @param all every reader that is known
   * @param known every experiment of main
   * @param lately how long ago a reader may have been seen
   */
  public static Dependents of(
      String definition,
      Collection<Reader> all,
      Collection<Document.OfExperiment> known,
      Duration lately,
      Instant now) {
    Timestamp since = Timestamps.fromMillis(now.minus(lately).toEpochMilli());
    List<Reader> readers =
        all.stream()
            .filter(reader -> reader.getDefinition().equals(definition))
            .filter(reader -> Timestamps.compare(reader.getLastSeen(), since) >= 0)
            .filter(
                reader ->
                    new ReaderClient(
                            reader.getCaller(), reader.getClient(), reader.getClientVersion())
                        .depends())
            .sorted(Comparator.comparing(Reader::getLastSeen, Timestamps.comparator()).reversed())
            .toList();
    Timestamp at = Timestamps.fromMillis(now.toEpochMilli());
    List<PinnedExperiment> experiments =
        known.stream()
            .filter(experiment -> spec(experiment).getDefinition().getName().equals(definition))
            .filter(
                experiment ->
                    !spec(experiment).hasEnd()
                        || Timestamps.compare(spec(experiment).getEnd(), at) > 0)
            .map(Dependents::pinned)
            .sorted(Comparator.comparing(PinnedExperiment::getName))
            .toList();
    return new Dependents(readers, experiments);
  }

  private static ExperimentSpec spec(Document.OfExperiment experiment) {
    return experiment.message().getSpec();
  }

  private static PinnedExperiment pinned(Document.OfExperiment experiment) {
    DefinitionPin pin = spec(experiment).getDefinition();
    PinnedExperiment.Builder pinned =
        PinnedExperiment.newBuilder().setName(experiment.message().getMetadata().getName());
    if (pin.hasVersion()) {
      pinned.setVersion(pin.getVersion());
    }
    if (spec(experiment).hasEnd()) {
      pinned.setEnd(spec(experiment).getEnd());
    }
    return pinned.build();
  }
}
