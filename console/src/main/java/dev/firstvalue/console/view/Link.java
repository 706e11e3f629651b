package dev.firstvalue.console.view;

/** A way to another page. */
public record Link(String text, String href) {
  /** The page of a definition. */
  public static Link definition(String name) {
    return new Link(Shown.line(name), "/definitions/" + Shown.encoded(name));
  }

  /** The page of a proposal. */
  public static Link proposal(int number) {
    return new Link("proposal " + number, "/proposals/" + number);
  }

  /** The page of a report. */
  public static Link report(String text, String id) {
    return new Link(text, "/reports/" + Shown.encoded(id));
  }
}
