package dev.firstvalue.statistics.calculator;

/** A method under its name. */
@FunctionalInterface
interface Calculator {
  Result calculate(Inputs inputs);
}
