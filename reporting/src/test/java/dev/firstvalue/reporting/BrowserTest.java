package dev.firstvalue.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in the Chromium that the machine has; skipped where it has none. */
final class BrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static @Nullable Playwright playwright;
  private static @Nullable Browser browser;

  @BeforeAll
  static void start() {
    Optional<Path> executable = executable();
    assumeTrue(executable.isPresent(), "no Chromium on the path: pages are not looked at");
    Playwright started =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = started;
    browser =
        started
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  static Stream<Message> reports() {
    return Stream.of(
        Reports.validation("lesson"),
        LiftReports.lift("checklist"),
        DriftReports.revalidation("lesson"),
        DriftReports.bridge("lesson"),
        DiscoveryReports.discovery("lesson"),
        LiftReports.planning("checklist"),
        Reports.fewAccounts(),
        DriftReports.fewAccounts(),
        LiftReports.planning(Reports.HOSTILE),
        Reports.validation(Reports.HOSTILE),
        LiftReports.lift(Reports.HOSTILE),
        DriftReports.revalidation(Reports.HOSTILE),
        DriftReports.bridge(Reports.HOSTILE),
        DiscoveryReports.discovery(Reports.HOSTILE));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyPlotIsDrawnAndNothingElseHappens(Message report, @TempDir Path folder)
      throws IOException {
    List<String> heard = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    Path file = Files.createTempFile(folder, "report", ".html");
    Files.writeString(file, ReportWriterTest.write(report, ReportFormat.HTML));
    try (Page page = Objects.requireNonNull(browser).newPage()) {
      page.onConsoleMessage(message -> heard.add(message.type() + ": " + message.text()));
      page.onPageError(heard::add);
      page.onDialog(dialog -> heard.add("dialog: " + dialog.message()));
      page.onRequest(request -> requests.add(request.url()));
      page.navigate(file.toUri().toString());
      page.waitForFunction(
          "() => [...document.querySelectorAll('.plot')].every(p => p.dataset.drawn)");

      assertThat(page.locator(".plot").count()).isEqualTo(plots(report));
      assertThat(page.locator(".plot:not([data-drawn=true])").count()).isZero();
      assertThat(page.locator(".plot svg").count()).isEqualTo(page.locator(".plot").count());
      assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
      assertThat(heard).isEmpty();
      assertThat(requests).hasSize(1);
    }
  }

  /** How many plots there are of its kind: none is left out. */
  private static int plots(Message report) {
    return switch (report) {
      case ValidationReport _ -> 7;
      case LiftReport _ -> 6;
      case RevalidationRun _ -> 4;
      case VersionBridge _, DiscoveryReport _, PlanningReport _ -> 1;
      default -> throw new IllegalArgumentException(report.getClass().getName());
    };
  }

  @ParameterizedTest
  @MethodSource("reports")
  void thePageFitsAPhone(Message report, @TempDir Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "report", ".html");
    Files.writeString(file, ReportWriterTest.write(report, ReportFormat.HTML));
    Browser.NewPageOptions phone = new Browser.NewPageOptions().setViewportSize(390, 844);
    try (Page page = Objects.requireNonNull(browser).newPage(phone)) {
      page.navigate(file.toUri().toString());

      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 60})
  void noDayHasTwoTicksAndALegendShowsTheColoursOfTheCurves(int days, @TempDir Path folder)
      throws IOException {
    Path file = Files.createTempFile(folder, "report", ".html");
    Files.writeString(
        file, ReportWriterTest.write(LiftReports.exposedFor(days), ReportFormat.HTML));
    try (Page page = Objects.requireNonNull(browser).newPage()) {
      page.navigate(file.toUri().toString());
      page.waitForFunction(
          "() => [...document.querySelectorAll('.plot')].every(p => p.dataset.drawn)");

      assertThat(page.locator(".role-axis-label text").allTextContents())
          .filteredOn(label -> label.matches("\\d\\d \\w+"))
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(10)
          .doesNotHaveDuplicates();
      assertThat(
              page.evaluate(
                  """
                  () => [...document.querySelectorAll('.role-legend-symbol path')]
                    .filter(p => getComputedStyle(p).opacity < 1
                      || getComputedStyle(p).fillOpacity < 1).length
                  """))
          .isEqualTo(0);
      assertThat(page.locator(".role-legend-symbol path").count()).isEqualTo(4);
    }
  }

  private static Optional<Path> executable() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
