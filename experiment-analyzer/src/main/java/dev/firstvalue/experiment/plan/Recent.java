package dev.firstvalue.experiment.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers to the questions that were asked last: a plan is read at many looks, days and versions,
 * and what depends on the plan alone need not be worked out again. Safe for several threads; two
 * that ask the same at once may both work it out.
 *
 * @param <Q> questions, compared by value; an answer must depend on nothing else
 * @param <A> immutable answers
 */
public final class Recent<Q, A> {
  private static final int MOST = 256;

  private final Function<Q, A> answer;
  private final Map<Q, A> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Q, A> eldest) {
          return size() > MOST;
        }
      };

  public Recent(Function<Q, A> answer) {
    this.answer = answer;
  }

  /** The answer, which is the same whether it was known or not. */
  public A to(Q question) {
    synchronized (known) {
      A before = known.get(question);
      if (before != null) {
        return before;
      }
    }
    A now = answer.apply(question);
    synchronized (known) {
      known.put(question, now);
    }
    return now;
  }
}
