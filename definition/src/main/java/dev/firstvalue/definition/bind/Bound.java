package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import java.util.Optional;

/**
 * What became of binding a document.
 *
 * @param value what it means; absent if and only if a finding is an error
 * @param findings what there is to say about it
 */
public record Bound<T>(Optional<T> value, Findings findings) {
  public Bound {
    if (value.isPresent() == findings.block()) {
      throw new IllegalArgumentException(
          "value: "
              + (value.isPresent() ? "present" : "absent")
              + " (expected: present exactly when no finding is an error)");
    }
  }

  /**
   * The value.
   *
   * @throws FirstvalueException {@code document-invalid} with the first error, if there is none
   */
  public T orThrow() {
    return value.orElseThrow(
        () -> {
          Finding first = findings.all().stream().filter(Finding::blocks).findFirst().orElseThrow();
          String place = first.line() == 0 ? first.file() : first.file() + ":" + first.line();
          return new FirstvalueException(
              ErrorCode.DOCUMENT_INVALID,
              place,
              first.path() + ": " + first.explanation(),
              "Correct the document; `firstvalue lint` lists everything that is wrong with it");
        });
  }
}
