package dev.firstvalue.store.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The limits of an embedded engine.
 *
 * @param memoryBytes what all its queries together may hold, in bytes; at least 256 MiB
 * @param markCacheBytes what it may keep of its indexes in memory, in bytes; positive
 * @param startTimeout how long it may take to answer for the first time; positive
 */
public record EngineSettings(long memoryBytes, long markCacheBytes, Duration startTimeout) {

  private static final long MIB = 1L << 20;

  public EngineSettings {
    if (memoryBytes < 256 * MIB) {
      throw new IllegalArgumentException(
          "memoryBytes: " + memoryBytes + " (expected: >= " + 256 * MIB + ")");
    }
    if (markCacheBytes <= 0) {
      throw new IllegalArgumentException("markCacheBytes: " + markCacheBytes + " (expected: > 0)");
    }
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException("startTimeout: " + startTimeout + " (expected: > 0)");
    }
  }

  /** Half of this machine's memory, 256 MiB for marks, 30 s. */
  public static EngineSettings ofThisMachine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new EngineSettings(
        Math.max(256 * MIB, system.getTotalMemorySize() / 2), 256 * MIB, Duration.ofSeconds(30));
  }
}
