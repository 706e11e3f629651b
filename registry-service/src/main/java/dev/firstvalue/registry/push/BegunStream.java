package dev.firstvalue.registry.push;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows whether anything was written. */
final class BegunStream extends FilterOutputStream {
  private boolean begun;

  BegunStream(OutputStream out) {
    super(out);
  }

  boolean begun() {
    return begun;
  }

  @Override
  public void write(int octet) throws IOException {
    begun = true;
    out.write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    begun = true;
    out.write(bytes, offset, length);
  }
}
