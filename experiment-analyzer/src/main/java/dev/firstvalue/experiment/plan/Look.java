package dev.firstvalue.experiment.plan;

import dev.firstvalue.experiment.v1.Outlook;

/**
 * How the plan lets the result be read now.
 *
 * @param inference what intervals and tests are made with at this look
 * @param readable whether the plan lets anything be decided now
 * @param last whether nothing more will come: neither ship nor stop is then no decision
 * @param continuous whether intervals have to hold at any time
 * @param tuning the number of entities at which intervals of continuous looks are tightest
 * @param outlook the same in words and numbers
 */
public record Look(
    Inference inference,
    boolean readable,
    boolean last,
    boolean continuous,
    double tuning,
    Outlook outlook) {}
