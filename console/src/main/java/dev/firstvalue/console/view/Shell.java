package dev.firstvalue.console.view;

import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param place the page among those of the navigation: its path
 * @param who absent where nobody is asked, or not yet
 * @param formKey for the forms of a session; absent without one
 */
public record Shell(String title, String place, Optional<Who> who, Optional<String> formKey) {
  /** Whoever is signed in. */
  public record Who(String name, String role) {
    /** Takes names as they come. */
    public Who {
      name = Shown.line(name);
    }
  }

  /** Of whom nothing is known. */
  public static Shell ofStranger(String title) {
    return new Shell(title, "", Optional.empty(), Optional.empty());
  }
}
