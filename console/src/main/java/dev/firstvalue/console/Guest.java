package dev.firstvalue.console;

import dev.firstvalue.console.session.Session;
import dev.firstvalue.console.view.Pages;
import dev.firstvalue.console.view.Problem;
import dev.firstvalue.console.view.Shell;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * Somebody who was let in, and what they ask for.
 *
 * @param session empty where they did not sign in: they sent a token with the request, or nobody is
 *     asked
 */
record Guest(Context http, Visit visit, Optional<Session> session, Pages pages) {
  /** A parameter of the query; empty where there is none. */
  String query(String name) {
    String value = http.queryParam(name);
    return value == null ? "" : value.strip();
  }

  /** A field of a form; empty where there is none. */
  String form(String name) {
    String value = http.formParam(name);
    return value == null ? "" : value;
  }

  /** Answers with a page. */
  void show(String template, String title, String place, Object page) {
    html(pages.render(template, shell(title, place), page));
  }

  /** Answers that there is no such page, or not for them. */
  void refuse(HttpStatus status, Problem problem) {
    http.status(status);
    show("problem", problem.heading(), "", problem);
  }

  void html(String text) {
    http.contentType("text/html; charset=utf-8").result(text);
  }

  private Shell shell(String title, String place) {
    return new Shell(
        title,
        place,
        visit.asked() ? Optional.of(new Shell.Who(visit.name(), visit.role())) : Optional.empty(),
        session.map(Session::formKey));
  }
}
