package dev.firstvalue.definition.facts;

import java.util.OptionalInt;

/**
 * An exact sum over the entities of a fold's row: of an amount, or of the product of two. It is a
 * whole number, in millionths, or in millionths of millionths for a product, so that nothing is
 * lost when squares are taken apart again. Experiments only.
 *
 * @param amount the index of an amount
 * @param times the index of the one that it is multiplied by, which may be itself
 */
public record FactSum(int amount, OptionalInt times) {

  /** The sum of an amount. */
  public static FactSum of(int amount) {
    return new FactSum(amount, OptionalInt.empty());
  }

  /** The sum of the products of two amounts. */
  public static FactSum ofProducts(int amount, int times) {
    return new FactSum(amount, OptionalInt.of(times));
  }
}
