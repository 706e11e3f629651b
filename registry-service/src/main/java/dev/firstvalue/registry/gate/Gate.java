package dev.firstvalue.registry.gate;

/** What the events say of a candidate. The registry asks; it knows of no validator. */
@FunctionalInterface
public interface Gate {
  /** Looks at a candidate that every gate without events lets through. */
  GateResult check(Candidate candidate);
}
