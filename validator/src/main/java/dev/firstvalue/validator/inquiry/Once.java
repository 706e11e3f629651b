package dev.firstvalue.validator.inquiry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers as its source does, which is asked once, when somebody first wants to know. */
public final class Once<T> implements Supplier<T> {
  private final Supplier<T> source;
  private @Nullable T answer;

  public Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T known = answer;
    if (known == null) {
      known = source.get();
      answer = known;
    }
    return known;
  }
}
