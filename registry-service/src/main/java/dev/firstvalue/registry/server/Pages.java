package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Cuts an ordered row into pages. A token names the last item of its page, so that a page begins
 * after it whatever was added or removed meanwhile.
 */
public final class Pages {
  private static final int USUAL_SIZE = 100;

  /** Half of what gRPC clients accept by default; one item alone may be larger. */
  private static final int LARGEST_BYTES = 2 << 20;

  private Pages() {}

  /**
   * A page.
   *
   * @param nextToken empty on the last page
   */
  public record Page<T>(List<T> items, String nextToken) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * The first items of a row, up to a number and a number of bytes.
   *
   * @param pageSize 0 for the usual number
   */
  public static <T> Page<T> first(
      Iterable<T> row, int pageSize, ToIntFunction<T> size, Function<T, String> key) {
    int most = pageSize == 0 ? USUAL_SIZE : pageSize;
    List<T> items = new ArrayList<>();
    int bytes = 0;
    for (T item : row) {
      bytes += size.applyAsInt(item);
      if (items.size() == most || (bytes > LARGEST_BYTES && !items.isEmpty())) {
        return new Page<>(items, token(key.apply(items.getLast())));
      }
      items.add(item);
    }
    return new Page<>(items, "");
  }

  /** The key of the last item of the page before; empty for the first page. */
  public static Optional<String> after(String token, String pattern) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (key.matches(pattern)) {
        return Optional.of(key);
      }
    } catch (IllegalArgumentException e) {
      // Not Base64: refused below.
    }
    throw new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "page_token",
        "the token is not one of ours",
        "Pass next_page_token of the page before as it is, or nothing for the first page",
        Map.of("field", "page_token"));
  }

  /** What follows the item with a key, if there is one: a row that only grows, at its front. */
  public static <T> List<T> rest(List<T> row, Function<T, String> key, Optional<String> after) {
    if (after.isEmpty()) {
      return row;
    }
    for (int i = 0; i < row.size(); i++) {
      if (key.apply(row.get(i)).equals(after.get())) {
        return row.subList(i + 1, row.size());
      }
    }
    return List.of();
  }

  private static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
