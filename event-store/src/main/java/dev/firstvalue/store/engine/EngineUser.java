package dev.firstvalue.store.engine;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A user of one engine for as long as it runs. The password is never printed.
 *
 * @param readonly ClickHouse's: with 0 anything may be changed, with 1 nothing, with 2 nothing but
 *     settings
 */
record EngineUser(String name, String password, int readonly) {

  private static final int PASSWORD_BYTES = 24;

  static EngineUser create(String name, int readonly, SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return new EngineUser(name, HexFormat.of().formatHex(bytes), readonly);
  }

  @Override
  public String toString() {
    return name;
  }
}
