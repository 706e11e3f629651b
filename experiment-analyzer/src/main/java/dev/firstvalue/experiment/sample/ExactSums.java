package dev.firstvalue.experiment.sample;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.RatioOfSums;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The exact sums of a fold's rows, added up: whole numbers in millionths, and in millionths of
 * millionths for products. A variance is taken from them before anything is rounded, so that large
 * means beside small spreads cost no digit.
 */
public final class ExactSums {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal BILLION_SQUARED = MILLION.multiply(MILLION);

  private long entities;
  private final List<BigInteger> sums;

  /** Of so many sums, nothing yet. */
  public ExactSums(int count) {
    sums = new ArrayList<>(Collections.nCopies(count, BigInteger.ZERO));
  }

  public void add(Counts.Row row) {
    entities += row.count();
    for (int i = 0; i < sums.size(); i++) {
      sums.set(i, sums.get(i).add(row.sums().get(i)));
    }
  }

  public long entities() {
    return entities;
  }

  /** Of an amount's sum and the sum of its squares, at two places. */
  public Moments moments(int sum, int squares) {
    return new Moments(entities, mean(sum), centred(sum, sum, squares));
  }

  /** The sum in the amount's own unit. */
  public double sum(int index) {
    return new BigDecimal(sums.get(index)).divide(MILLION, MathContext.DECIMAL64).doubleValue();
  }

  private double mean(int sum) {
    return new BigDecimal(sums.get(sum))
        .divide(MILLION.multiply(BigDecimal.valueOf(entities)), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** The sum of products of two amounts about their means: (n·Σxy - Σx·Σy)/n. */
  private double centred(int first, int second, int products) {
    BigInteger n = BigInteger.valueOf(entities);
    BigInteger scaled =
        n.multiply(sums.get(products)).subtract(sums.get(first).multiply(sums.get(second)));
    return new BigDecimal(scaled)
        .divide(BILLION_SQUARED.multiply(new BigDecimal(n)), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** The sum of the products in the amounts' own units. */
  private double product(int index) {
    return new BigDecimal(sums.get(index))
        .divide(BILLION_SQUARED, MathContext.DECIMAL64)
        .doubleValue();
  }

  /**
   * The means and products of y and x, of the sums y, x, y², x² and xy at the first five places.
   */
  public PairedMoments paired() {
    return new PairedMoments(
        entities, mean(0), mean(1), centred(0, 0, 2), centred(1, 1, 3), centred(0, 1, 4));
  }

  /** Of the sums y, x, y², x² and xy, at the first five places. */
  public Optional<RatioOfSums> ratio() {
    return RatioOfSums.of(entities, sum(0), sum(1), product(2), product(3), product(4));
  }
}
