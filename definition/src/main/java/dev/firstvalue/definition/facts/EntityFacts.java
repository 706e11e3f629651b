package dev.firstvalue.definition.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one entered entity. Instants are microseconds since 1970, UTC; null is never (or
 * not before the watermark).
 *
 * @param entity its id
 * @param timeZero t0
 * @param newnessVerified true when the plan asks for none, or none of its demands fails
 * @param excluded true when the source's rule on entities is true for it
 * @param setAside more of its events match a leaf than are counted: every instant is null
 * @param variant the index of the case that decides; -1 for the default
 * @param qualifiedAt the instant of the value event
 * @param milestones an instant a milestone
 * @param outcomes an instant an outcome
 * @param attributes a raw text an attribute; null is unknown
 * @param account the account on the row of its start event; null when there is none
 */
public record EntityFacts(
    String entity,
    long timeZero,
    boolean newnessVerified,
    boolean excluded,
    boolean setAside,
    int variant,
    @Nullable Long qualifiedAt,
    List<@Nullable Long> milestones,
    List<@Nullable Long> outcomes,
    List<@Nullable String> attributes,
    @Nullable String account) {
  public EntityFacts {
    milestones = Collections.unmodifiableList(new ArrayList<>(milestones));
    outcomes = Collections.unmodifiableList(new ArrayList<>(outcomes));
    attributes = Collections.unmodifiableList(new ArrayList<>(attributes));
  }
}
