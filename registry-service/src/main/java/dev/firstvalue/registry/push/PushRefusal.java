package dev.firstvalue.registry.push;

/** A push that is refused, with what to do in its message. */
final class PushRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  PushRefusal(String problem, String remedy) {
    super(problem + ". " + remedy);
  }
}
