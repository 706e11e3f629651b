package dev.firstvalue.registry.access;

import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/** What came with the call under way, for those who look at it only when they need to. */
public final class CallHeaders {
  private static final Context.Key<Metadata> KEY = Context.key("firstvalue-headers");

  private CallHeaders() {}

  /** A header of the call under way; null if it has none, and outside of calls. */
  public static @Nullable String of(Metadata.Key<String> key) {
    @Nullable Metadata headers = KEY.get();
    return headers == null ? null : headers.get(key);
  }

  static Context within(Context context, Metadata headers) {
    return context.withValue(KEY, headers);
  }
}
