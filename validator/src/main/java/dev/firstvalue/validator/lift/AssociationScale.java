package dev.firstvalue.validator.lift;

/** Where an estimate is nearly normal: its limits are made there and carried back. */
enum AssociationScale {
  /** Differences. */
  PLAIN {
    @Override
    double to(double estimate) {
      return estimate;
    }

    @Override
    double slope(double estimate) {
      return 1;
    }

    @Override
    double from(double value) {
      return value;
    }
  },
  /** Ratios above 0. */
  LOGARITHM {
    @Override
    double to(double estimate) {
      return Math.log(estimate);
    }

    @Override
    double slope(double estimate) {
      return 1 / estimate;
    }

    @Override
    double from(double value) {
      return Math.exp(value);
    }
  },
  /** Shares between 0 and 1. */
  LOGIT {
    @Override
    double to(double estimate) {
      return Math.log(estimate / (1 - estimate));
    }

    @Override
    double slope(double estimate) {
      return 1 / (estimate * (1 - estimate));
    }

    @Override
    double from(double value) {
      return 1 / (1 + Math.exp(-value));
    }
  },
  /** Correlations between -1 and 1 (Fisher 1921). */
  FISHER {
    @Override
    double to(double estimate) {
      return 0.5 * Math.log((1 + estimate) / (1 - estimate));
    }

    @Override
    double slope(double estimate) {
      return 1 / (1 - estimate * estimate);
    }

    @Override
    double from(double value) {
      return Math.tanh(value);
    }
  };

  /** An estimate on this scale; infinite at the ends of what it can be. */
  abstract double to(double estimate);

  /** How fast the scale goes there. */
  abstract double slope(double estimate);

  /** Back from this scale. */
  abstract double from(double value);
}
