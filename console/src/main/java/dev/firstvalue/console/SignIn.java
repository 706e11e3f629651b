package dev.firstvalue.console;

import dev.firstvalue.console.session.Session;
import dev.firstvalue.console.session.SessionCookie;
import dev.firstvalue.console.session.Sessions;
import dev.firstvalue.console.view.Pages;
import dev.firstvalue.console.view.Shell;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.view.SignInPage;
import io.grpc.StatusRuntimeException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Signing in with a token, and out. */
final class SignIn {
  private final Pages pages;
  private final Sessions sessions;
  private final Door door;

  SignIn(Pages pages, Sessions sessions, Door door) {
    this.pages = pages;
    this.sessions = sessions;
    this.door = door;
  }

  /** Where to sign in, and come back from: to the page of a form, not to where it was sent. */
  static String address(Context http) {
    String query = http.queryString();
    String back =
        http.method().equals(HandlerType.POST)
            ? http.path().substring(0, http.path().lastIndexOf('/'))
            : http.path() + (query == null ? "" : "?" + query);
    return back.equals("/") ? "/sign-in" : "/sign-in?to=" + Shown.encoded(back);
  }

  void show(Context http) {
    String to = http.queryParam("to");
    form(http, HttpStatus.OK, to == null ? "" : to, "");
  }

  void open(Context http) {
    String form = http.formParam("token");
    String to = http.formParam("to");
    String token = form == null ? "" : form.strip();
    try {
      door.enter(http, Optional.of("Bearer " + token));
    } catch (StatusRuntimeException e) {
      form(
          http,
          HttpStatus.UNAUTHORIZED,
          to == null ? "" : to,
          Problems.of(e).heading() + ". Ask an administrator for a new one.");
      return;
    }
    SessionCookie.set(http, sessions.open(token));
    http.redirect(local(to == null ? "" : to), HttpStatus.SEE_OTHER);
  }

  /** Another site may not sign anybody out, so it takes a form of ours. */
  void close(Context http) {
    Optional<String> secret = SessionCookie.of(http);
    Optional<Session> session = secret.flatMap(sessions::of);
    if (session.isPresent() && session.get().wrote(http.formParam("key"))) {
      secret.ifPresent(sessions::close);
      SessionCookie.clear(http);
    }
    http.redirect("/sign-in", HttpStatus.SEE_OTHER);
  }

  private void form(Context http, HttpStatus status, String to, String problem) {
    http.status(status)
        .html(
            pages.render(
                "sign-in", Shell.ofStranger("Sign in"), new SignInPage(local(to), problem)));
  }

  /** A page of the console; the first one instead of anything else. */
  private static String local(String to) {
    return to.matches("/[A-Za-z0-9][A-Za-z0-9/?=&%._:+-]*") && Console.owns(to) ? to : "/";
  }
}
