package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.firstvalue.registry.access.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages in the Chromium that the machine has; skipped where it has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** What is wrong with a page that anybody can see, or that a screen reader stumbles over. */
  private static final String FAULTS =
      """
      () => {
        const faults = [];
        const all = selector => [...document.querySelectorAll(selector)];
        if (document.documentElement.scrollWidth > window.innerWidth) faults.push('scrolls sideways');
        if (window.pwned !== undefined) faults.push('a name ran');
        if (all('img, script, iframe, main b').length) faults.push('a name became an element');
        if (all('h1').length !== 1) faults.push('headings of the first rank: ' + all('h1').length);
        if (!document.documentElement.lang || !document.title) faults.push('no language or title');
        let rank = 0;
        for (const h of all('h1, h2, h3')) {
          const next = Number(h.tagName[1]);
          if (next > rank + 1) faults.push('rank skipped: ' + h.textContent);
          rank = next;
        }
        for (const field of all('input:not([type=hidden]):not([hidden]), select, textarea'))
          if (!field.labels.length) faults.push('no label: ' + field.name);
        for (const e of all('a, button'))
          if (!e.textContent.trim()) faults.push('no words: ' + e.outerHTML);
        const ids = all('[id]').map(e => e.id);
        if (new Set(ids).size < ids.length) faults.push('an id twice');
        for (const e of all('*')) {
          const style = getComputedStyle(e);
          if (/auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0)
            faults.push('no key scrolls: ' + e.className);
        }
        const rgb = text => (text.match(/[0-9.]+/g) || []).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
          .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = e => {
          for (let at = e; at; at = at.parentElement) {
            const c = rgb(getComputedStyle(at).backgroundColor);
            if (c.length === 3 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          const e = walk.currentNode.parentElement;
          if (!walk.currentNode.textContent.trim() || !e.checkVisibility()) continue;
          const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
          if ((a + 0.05) / (b + 0.05) < 4.5) faults.push('hard to read: ' + walk.currentNode.textContent);
        }
        return faults;
      }
      """;

  private Playwright playwright;
  private Browser browser;
  private ConsoleServer server;
  private String owner;
  private String reader;
  private String author;

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    Optional<Path> executable = executable();
    assumeTrue(executable.isPresent(), "no Chromium on the path: pages are not looked at");
    server = ConsoleServer.start(home);
    owner = server.token("Eva \"' onfocus=pwned=1 &amp;", "eva@lingo.example", Role.OWNER);
    // All before the first request: the server looks for new ones once a second.
    reader = server.token("Rob", "rob@lingo.example", Role.READER);
    author = server.token("Ana", "ana@lingo.example", Role.OWNER);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  void stop() {
    if (playwright != null) {
      playwright.close();
      server.close();
    }
  }

  @Test
  void everyPageIsReadableOnAPhoneAndInTheDarkAndLoadsNothingFromElsewhere() {
    List<String> paths =
        List.of(
            "/sign-in",
            "/",
            "/?q=nothing-like-it",
            "/definitions/lessons-completed?from=1&to=2",
            "/definitions/hostile",
            "/definitions/never-there",
            "/proposals",
            "/proposals?state=all",
            "/proposals/1",
            "/proposals/99",
            "/definitions/lessons-completed/sql",
            "/experiments");
    List<Browser.NewContextOptions> screens =
        List.of(
            new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setColorScheme(ColorScheme.LIGHT),
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setColorScheme(ColorScheme.DARK));
    for (Browser.NewContextOptions screen : screens) {
      List<String> heard = new ArrayList<>();
      try (BrowserContext context = browser.newContext(screen)) {
        context.onConsoleMessage(
            message -> {
              // That a page says 404 is what it is to say.
              if (!message.text().startsWith("Failed to load resource")) {
                heard.add(message.text());
              }
            });
        context.onDialog(dialog -> heard.add("dialog: " + dialog.message()));
        context.onRequest(
            request -> {
              if (!request.url().startsWith(server.url("/"))
                  && !request.url().startsWith("data:")) {
                heard.add("request: " + request.url());
              }
            });
        Page page = context.newPage();
        signIn(page, owner);
        for (String path : paths) {
          page.navigate(server.url(path));
          assertThat(page.evaluate(FAULTS)).as(path).isEqualTo(List.of());
        }
        page.navigate(server.url("/reports/" + server.report()));
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(page.content()).contains("They stay.");
        // Out of the sandbox of a report the session goes on.
        page.locator(".back a").click();
        page.waitForURL(server.url("/definitions/lessons-completed"));
        assertThat(page.locator(".who").textContent()).contains("owner");
      }
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void everythingOnAPageIsReachedByTheKeyboard() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page, owner);
      page.navigate(server.url("/"));
      int all =
          (int)
              page.evaluate(
                  """
                  () => {
                    window.reached = new Set();
                    document.addEventListener('focusin', e => window.reached.add(e.target));
                    return document.querySelectorAll(
                      'a[href], button, input:not([type=hidden]), select, [tabindex="0"]').length;
                  }
                  """);
      for (int i = 0; i < all; i++) {
        page.keyboard().press("Tab");
        if (i == 0) {
          assertThat(page.locator(":focus").textContent()).isEqualTo("Skip to the content");
        }
      }
      assertThat(page.evaluate("window.reached.size")).isEqualTo(all);
      assertThat(all).isGreaterThan(8);
    }
  }

  @Test
  void aTokenMakesASessionThatTellsNobodyTheTokenAndEnds() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(server.url("/sign-in?to=//elsewhere.example/definitions"));
      assertThat(page.locator("input[name=to]").getAttribute("value")).isEqualTo("/");
      page.navigate(server.url("/definitions/lessons-completed?version=1"));
      assertThat(page.url()).startsWith(server.url("/sign-in?to="));
      page.getByLabel("Token").fill("fv_000000000000_" + "x".repeat(43));
      page.locator("main button").click();
      assertThat(page.locator("[role=alert]").textContent())
          .contains("unknown, revoked or expired");

      page.getByLabel("Token").fill(owner);
      page.locator("main button").click();
      assertThat(page.url()).isEqualTo(server.url("/definitions/lessons-completed?version=1"));
      assertThat(page.locator(".who").textContent()).contains("Eva", "owner");
      assertThat(page.content()).doesNotContain(owner);
      Cookie cookie = context.cookies().getFirst();
      assertThat(cookie.httpOnly).isTrue();
      assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
      assertThat(cookie.value).isNotEmpty().isNotEqualTo(owner);

      page.getByText("Sign out").click();
      page.navigate(server.url("/"));
      assertThat(page.url()).isEqualTo(server.url("/sign-in"));
      // What the cookie said is worth nothing any more.
      context.addCookies(List.of(cookie));
      page.navigate(server.url("/"));
      assertThat(page.url()).isEqualTo(server.url("/sign-in"));
    }
  }

  @Test
  void aReviewerApprovesAndMergesByForms() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page, owner);
      page.navigate(server.url("/proposals"));
      page.locator("a[href='/proposals/2']").click();
      assertThat(page.locator("#changes").textContent()).contains("description", "Three whole");
      page.getByText("Merge", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator("[role=alert]").textContent())
          .contains("These gates are shut: review, owner");

      page.getByLabel("What you say").fill("Good. " + ConsoleServer.HOSTILE);
      page.getByText("Approve", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator("#reviews").textContent()).contains("approves", "Good.");
      page.getByText("Ask every gate").click();
      assertThat(page.locator("#gates li", hasText("verdict")).textContent()).contains("open");
      page.getByText("Merge", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator("h1 .badge").textContent()).isEqualTo("merged");
      assertThat(page.locator("form:not([action='/sign-out'])").count()).isZero();
      page.navigate(server.url("/definitions/lessons-completed"));
      assertThat(page.locator("header").textContent()).contains("Version 2.1", "Three whole");
      assertThat(page.locator(".facts-list").textContent())
          .contains("by proposal 2, merged by Eva", "approved by Eva");
    }
  }

  @Test
  void aFormDoesWhatItsSenderMayDoAndIsOneOfTheirSession() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page, reader);
      page.navigate(server.url("/proposals/1"));
      page.getByText("Approve", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator("[role=alert]").textContent()).contains("Rob is reader");
      APIResponse forged =
          context.request().post(server.url("/proposals/1/close"), RequestOptions.create());
      assertThat(forged.status()).isEqualTo(403);
      assertThat(forged.text()).contains("not one of your session");
    }
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page, author);
      page.navigate(server.url("/proposals/1"));
      page.getByText("Approve", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator("[role=alert]").textContent()).contains("ana@lingo.example");
      assertThat(
              context
                  .request()
                  .post(
                      server.url("/sign-out"),
                      RequestOptions.create().setHeader("Origin", "https://elsewhere.example"))
                  .status())
          .isEqualTo(403);
      page.navigate(server.url("/proposals/1"));
      assertThat(page.locator("h1 .badge").textContent()).isEqualTo("open");
    }
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private void signIn(Page page, String token) {
    page.navigate(server.url("/sign-in"));
    page.getByLabel("Token").fill(token);
    page.locator("main button").click();
    assertThat(page.url()).isEqualTo(server.url("/"));
  }

  private static Optional<Path> executable() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
