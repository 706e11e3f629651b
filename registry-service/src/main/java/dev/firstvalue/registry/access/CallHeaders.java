package dev.firstvalue.registry.access;

import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/** What came with the call under way, for those who look at it only when they need to. */
public final class CallHeaders {
  private static final Context.Key<Metadata> KEY = Context.key("firstvalue-headers");

  private CallHeaders() {}

  /** The headers of the call under way; null outside of calls. */
  public static @Nullable Metadata current() {
    return KEY.get();
  }

  static Context within(Context context, Metadata headers) {
    return context.withValue(KEY, headers);
  }
}
