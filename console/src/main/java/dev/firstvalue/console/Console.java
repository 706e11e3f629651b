package dev.firstvalue.console;

import dev.firstvalue.console.session.Session;
import dev.firstvalue.console.session.SessionCookie;
import dev.firstvalue.console.session.Sessions;
import dev.firstvalue.console.view.Pages;
import dev.firstvalue.console.view.Problem;
import dev.firstvalue.console.view.Shell;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The web console: pages for reviewers. What a page shows comes from the services of the server, in
 * the name of whoever reads it; the console keeps who is signed in, and by what the list of
 * definitions is searched.
 *
 * <p>Pages need no script and load nothing but their style sheet from here.
 */
public final class Console {
  private static final Set<String> OURS =
      Set.of(
          "",
          "definitions",
          "proposals",
          "experiments",
          "reports",
          "sign-in",
          "sign-out",
          StyleSheet.NAME);

  private static final Problem STRANGE =
      new Problem(
          "This form is not one of your session's",
          "",
          "Open the page again and send it from there",
          "",
          List.of());

  private final Pages pages = new Pages();
  private final Sessions sessions;

  /** A console with nobody signed in. */
  public Console(InstantSource clock) {
    this.sessions = new Sessions(clock);
  }

  /** Whether a path is one of the console's. */
  public static boolean owns(String path) {
    return OURS.contains(path.substring(1).split("/", 2)[0]);
  }

  /** Adds the console's routes. */
  public void mount(RoutesConfig routes, Door door) {
    StyleSheet style = new StyleSheet();
    SignIn signIn = new SignIn(pages, sessions, door);
    routes.before(http -> Headers.page(http));
    routes.get("/" + StyleSheet.NAME, style::answer);
    routes.get("/sign-in", signIn::show);
    routes.post("/sign-in", signIn::open);
    routes.post("/sign-out", signIn::close);
    page(routes, door, "/", new HomeHandler());
    routes.get("/definitions", http -> http.redirect("/", HttpStatus.SEE_OTHER));
    page(routes, door, "/definitions/{name}", new DefinitionHandler());
    page(routes, door, "/definitions/{name}/sql", new SqlHandler());
    page(routes, door, "/reports/{id}", new ReportHandler());
    page(routes, door, "/experiments", new ExperimentsHandler());
    page(routes, door, "/proposals", new ProposalsHandler());
    page(routes, door, "/proposals/{number}", new ProposalHandler());
    form(routes, door, "/proposals/{number}/review", ReviewForms::review);
    form(routes, door, "/proposals/{number}/check", ReviewForms::check);
    form(routes, door, "/proposals/{number}/merge", ReviewForms::merge);
    form(routes, door, "/proposals/{number}/close", ReviewForms::close);
  }

  /**
   * Shows a person why a request for a page is not answered.
   *
   * @param status of HTTP
   */
  public void refuse(Context http, int status, StatusRuntimeException why) {
    Problem problem = Problems.of(why);
    // The request may have come no farther than the door.
    Headers.page(http);
    http.status(status).html(pages.render("problem", Shell.ofStranger(problem.heading()), problem));
  }

  private void page(RoutesConfig routes, Door door, String path, PageHandler handler) {
    routes.get(path, http -> answer(http, door, handler));
  }

  /** A form changes something: it has to be one of the session's own. */
  private void form(RoutesConfig routes, Door door, String path, PageHandler handler) {
    routes.post(
        path,
        http ->
            answer(
                http,
                door,
                guest -> {
                  if (guest.session().filter(own -> own.wrote(guest.form("key"))).isEmpty()) {
                    guest.refuse(HttpStatus.FORBIDDEN, STRANGE);
                  } else {
                    handler.answer(guest);
                  }
                }));
  }

  private void answer(Context http, Door door, PageHandler handler) {
    Optional<Session> session = SessionCookie.of(http).flatMap(sessions::of);
    Optional<String> authorization =
        session
            .map(Session::authorization)
            .or(() -> Optional.ofNullable(http.header("Authorization")));
    try {
      Visit visit = door.enter(http, authorization);
      // Where nobody is asked, a session makes nobody known: the forms would name no reviewer.
      Guest guest = new Guest(http, visit, visit.asked() ? session : Optional.empty(), pages);
      try {
        handler.answer(guest);
      } catch (StatusRuntimeException e) {
        guest.refuse(Problems.httpStatus(e), Problems.of(e));
      }
    } catch (StatusRuntimeException e) {
      keepOut(http, e);
    }
  }

  /** What somebody sees who is not let in. */
  private void keepOut(Context http, StatusRuntimeException e) {
    if (e.getStatus().getCode() != Status.Code.UNAUTHENTICATED) {
      refuse(http, Problems.httpStatus(e).getCode(), e);
    } else if ("cross-site".equals(http.header("Sec-Fetch-Site"))) {
      // A browser keeps the cookie to itself when it follows a link from another site: ask again
      // from a page of ours.
      http.html(pages.render("again", Shell.ofStranger("Firstvalue"), ""));
    } else {
      SessionCookie.of(http).ifPresent(sessions::close);
      SessionCookie.clear(http);
      http.redirect(SignIn.address(http), HttpStatus.SEE_OTHER);
    }
  }
}
