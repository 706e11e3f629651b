package dev.firstvalue.registry.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which no more than so much is read, however small it was packed. */
final class LimitedBody extends FilterInputStream {
  private long left;

  LimitedBody(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  /** There is more. */
  static final class ExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    ExceededException() {
      super("the body is larger than it may be");
    }
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int bytes) throws ExceededException {
    left -= bytes;
    if (left < 0) {
      throw new ExceededException();
    }
  }
}
