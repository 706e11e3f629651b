package dev.firstvalue.simulation.world;

import java.util.ArrayList;
import java.util.List;

/** Why those who reach value stay more often than the others. */
public enum NamedWorld {
  /** Staying has nothing to do with anything that is done. */
  INDEPENDENT("Whether somebody stays has nothing to do with anything that is done."),

  /** Every kind of event is a thinning of one stream, whose rate goes with staying. */
  THINNED(
      "Nothing causes staying: active people stay more often, and every kind of event is the same"
          + " share of what everybody does."),

  /** As {@link #THINNED}, with a taste for sharing that goes with nothing else. */
  TASTE(
      "Nothing causes staying: active people stay more often, and some like to share and some do"
          + " not, which goes with nothing else."),

  /** A segment that is seen at sign-up does more, shares more of it and stays more often. */
  SEGMENT(
      "Sharing causes nothing: people on the plan pro do more, share more and stay more often, and"
          + " the plan is seen at sign-up."),

  /** As {@link #SEGMENT}, and no event shows who is in it. */
  HIDDEN(
      "Sharing causes nothing: some people do more, share more and stay more often, and no event"
          + " shows who they are."),

  /** As {@link #SEGMENT}, and reaching value makes staying likelier by {@link World#EFFECT}. */
  EFFECT(
      "Sharing two notes in the first week makes staying likelier by 10 points; the rest of the"
          + " difference goes with the plan and with how active people are.");

  private static final double PRO = 0.3;
  private static final double SHARING = 0.2;

  /** How three sorts of people differ in every world: share, activity, haste, chance to stay. */
  private static final double[][] SORTS = {
    {0.35, 5, 3.0, 0.10},
    {0.40, 12, 1.8, 0.30},
    {0.25, 25, 1.1, 0.60}
  };

  private final String sentence;

  NamedWorld(String sentence) {
    this.sentence = sentence;
  }

  /** What is so in this world, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** What reaching value adds to the probability of staying. */
  double effect() {
    return this == EFFECT ? World.EFFECT : 0;
  }

  /** The kinds of people; their shares add up to 1. */
  List<Persona> personas() {
    List<Persona> personas = new ArrayList<>();
    for (double[] sort : SORTS) {
      Persona base = new Persona(sort[0], PRO, sort[1], sort[2], SHARING, sort[3]);
      switch (this) {
        case INDEPENDENT -> personas.add(base.staying(0.3));
        case THINNED -> personas.add(base);
        case TASTE -> {
          personas.add(base.part(0.5).sharing(0.08));
          personas.add(base.part(0.5).sharing(0.32));
        }
        case SEGMENT, EFFECT -> {
          personas.add(base.part(PRO).favoured().onPro(1));
          personas.add(base.part(1 - PRO).sharing(0.12).onPro(0));
        }
        case HIDDEN -> {
          personas.add(base.part(PRO).favoured());
          personas.add(base.part(1 - PRO).sharing(0.12));
        }
      }
    }
    return personas;
  }
}
