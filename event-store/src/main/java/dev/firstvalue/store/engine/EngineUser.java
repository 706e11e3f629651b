package dev.firstvalue.store.engine;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A user of one engine for as long as it runs. The password is never printed. */
record EngineUser(String name, String password) {

  private static final int PASSWORD_BYTES = 24;

  static EngineUser create(String name, SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return new EngineUser(name, HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return name;
  }
}
