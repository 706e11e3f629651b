package dev.firstvalue.definition.explain;

/** How an entity stands to a definition. */
public enum Standing {
  /** It has no start event before the watermark. */
  NOT_STARTED,
  /** The model's rule on entities takes it out. */
  EXCLUDED,
  /** More of its events match a leaf than are counted. */
  SET_ASIDE,
  /** It had been there before, or tracking does not reach back far enough: it does not count. */
  NOT_NEW,
  /** The value event holds. */
  QUALIFIED,
  /** The value event does not hold yet, and still can. */
  OPEN,
  /** The value event can no longer hold. */
  MISSED
}
