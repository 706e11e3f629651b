package dev.firstvalue.validator.transplant;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.WrittenSubject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The 103 patients of the Stanford heart transplant program up to 1 April 1974: acceptance,
 * transplant if there was one, and the last day of which it is known whether they lived (Crowley
 * and Hu 1977, Journal of the American Statistical Association 72, 27-36). {@code patients.csv} is
 * {@code jasa} of the R package survival 3.5-3 as it was exported, not typed from the paper.
 */
final class Program {
  /** The end of the study. */
  static final Instant END = Instant.parse("1974-04-01T00:00:00Z");

  /**
   * Patients are accepted at midnight and seen at noon of each day that they live through; the
   * transplant is how they are seen on its day, so that it makes nobody more active.
   */
  private static final Duration NOON = Duration.ofHours(12);

  private static final long LONGEST = 181;

  private Program() {}

  /** A patient of the file. */
  private record Patient(
      String id, Instant accepted, List<Instant> transplanted, long days, boolean dead) {
    static Patient of(String line) {
      String[] fields = line.split(",", -1);
      Instant accepted = midnight(fields[1]);
      return new Patient(
          fields[0],
          accepted,
          fields[2].isEmpty() ? List.of() : List.of(midnight(fields[2]).plus(NOON)),
          ChronoUnit.DAYS.between(accepted, midnight(fields[3])),
          fields[4].equals("1"));
    }

    private static Instant midnight(String date) {
      return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    List<Event> events() {
      List<Event> events = new ArrayList<>();
      events.add(event("accepted", accepted));
      long alive = Math.min(LONGEST, dead ? days - 1 : days);
      for (long day = 0; day <= alive; day++) {
        Instant noon = accepted.plus(Duration.ofDays(day)).plus(NOON);
        if (!transplanted.contains(noon)) {
          events.add(event("seen_alive", noon));
        }
      }
      transplanted.forEach(noon -> events.add(event("transplanted", noon)));
      return events;
    }

    private Event event(String name, Instant at) {
      return new Event(Micros.of(at), name, null, id, null, Map.of());
    }
  }

  static List<Event> events() {
    return text("patients.csv")
        .lines()
        .skip(1)
        .flatMap(line -> Patient.of(line).events().stream())
        .toList();
  }

  static Subject subject() {
    PolicySpec policy =
        PolicySpec.newBuilder()
            .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(10))
            .build();
    return WrittenSubject.of(text("event-model.yaml"), text("transplanted.yaml"), policy);
  }

  private static String text(String name) {
    try (InputStream file = Objects.requireNonNull(Program.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
