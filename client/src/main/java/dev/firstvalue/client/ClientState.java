package dev.firstvalue.client;

/** How a client stands with its registry. */
public enum ClientState {
  /** The registry was not asked yet, or has not answered yet. */
  CONNECTING,
  /** The last answer of the registry is what is served. */
  READY,
  /** The registry cannot be reached; the last good answers are served, from memory or disk. */
  STALE,
  /** The registry cannot be reached, and there is no last good answer to what was asked. */
  FAILED
}
