package dev.firstvalue.definition.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one exposed entity. Instants are microseconds since 1970, UTC; null is never.
 *
 * @param entity its id
 * @param exposedAt its first exposure to any arm
 * @param arm the arm of its first exposure; of several at one instant the least by code point
 * @param arms how many arms it was exposed to before the watermark and the experiment's end
 * @param startedAt t0 of the definition's own start; null for an entity without one
 * @param excluded true when the source's rule on entities is true for its start
 * @param setAside more of its events match a leaf than are counted, from its own start or from its
 *     exposure: it has qualified at neither
 * @param qualifiedBefore true when it qualified from its own start, before its first exposure
 * @param qualifiedAt the instant of the value event in the window after first exposure, by the
 *     variant of its own start
 * @param account the account on its exposure, else on its start event; null when there is none
 * @param conditions the instant of each condition that the experiment reads, after first exposure
 * @param amounts each amount that the experiment reads, six decimal places; 0 where there are no
 *     events of it, and for who is set aside
 * @param attributes a raw text for each attribute that the experiment reads; null is unknown
 * @param past how many events there are before its exposure, for each count of the past that the
 *     experiment reads
 */
public record ExposureFacts(
    String entity,
    long exposedAt,
    String arm,
    int arms,
    @Nullable Long startedAt,
    boolean excluded,
    boolean setAside,
    boolean qualifiedBefore,
    @Nullable Long qualifiedAt,
    @Nullable String account,
    List<@Nullable Long> conditions,
    List<BigDecimal> amounts,
    List<@Nullable String> attributes,
    List<Long> past) {
  public ExposureFacts {
    conditions = Collections.unmodifiableList(new ArrayList<>(conditions));
    amounts = List.copyOf(amounts);
    attributes = Collections.unmodifiableList(new ArrayList<>(attributes));
    past = List.copyOf(past);
  }
}
