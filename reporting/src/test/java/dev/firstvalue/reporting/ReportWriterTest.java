package dev.firstvalue.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.InstrumentalEstimate;
import dev.firstvalue.validation.v1.MethodUse;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VariantStanding;
import dev.firstvalue.validation.v1.VariantTrial;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReportWriterTest {
  private static final ReportWriter WRITER = new ReportWriter(false);

  static Stream<Message> hostile() {
    return Stream.of(
        Reports.validation(Reports.HOSTILE),
        LiftReports.lift(Reports.HOSTILE),
        DriftReports.revalidation(Reports.HOSTILE),
        DriftReports.bridge(Reports.HOSTILE),
        DiscoveryReports.discovery(Reports.HOSTILE),
        LiftReports.planning(Reports.HOSTILE));
  }

  static String write(Message report, ReportFormat format) {
    return switch (report) {
      case LiftReport lift -> WRITER.write(lift, format);
      case PlanningReport plan -> WRITER.write(plan, format);
      case DiscoveryReport discovery -> WRITER.write(discovery, format);
      case RevalidationRun run -> WRITER.write(run, format);
      case VersionBridge bridge -> WRITER.write(bridge, format);
      default -> WRITER.write((ValidationReport) report, format);
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void textHasNoCharacterThatActs(Message report) {
    assertThat(write(report, ReportFormat.TEXT).codePoints().filter(point -> point != '\n'))
        .noneMatch(Character::isISOControl)
        .noneMatch(point -> Character.getType(point) == Character.FORMAT)
        .noneMatch(point -> Character.getType(point) == Character.LINE_SEPARATOR);
    assertThat(write(report, ReportFormat.TEXT)).contains("\\u{1b}[31mred", "\\u{202e}evil");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void markdownTablesKeepTheirCells(Message report) {
    List<String> lines = write(report, ReportFormat.MARKDOWN).lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("|") && lines.get(i - 1).startsWith("|")) {
        assertThat(borders(lines.get(i))).as(lines.get(i)).isEqualTo(borders(lines.get(i - 1)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void markdownHasNoMarkupFromNames(Message report) {
    assertThat(write(report, ReportFormat.MARKDOWN))
        .doesNotContain("@everyone")
        .doesNotContain("\n# h")
        .doesNotContainPattern("(?<!\\\\)<")
        .doesNotContainPattern("(?<!\\\\)\\[x");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void htmlHasNoElementFromNames(Message report) {
    String html = write(report, ReportFormat.HTML);
    String own = html.substring(html.indexOf("<main>"), html.indexOf("</main>"));

    assertThat(own).doesNotContain("<script>").doesNotContain("<img").doesNotContain("href=");
  }

  @Test
  void gatesOfDataQualityAreOnThePage() {
    ValidationReport report = Reports.validation("lesson");

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .containsPattern("events-silent +BLOCK +lesson +1 d +7 d")
        .containsPattern("lesson +1,234 +90 +1 +2026-03-04 7 for 1,200 +9");
    assertThat(WRITER.write(report, ReportFormat.MARKDOWN)).contains("| events-silent | BLOCK |");
    assertThat(WRITER.write(report, ReportFormat.HTML))
        .contains("Data quality gates")
        .contains("Rows by day");
  }

  @Test
  void aNumberThatRoundsToZeroHasNoSign() {
    ValidationReport.Builder report = Reports.validation("lesson").toBuilder();
    report
        .getLiftBuilder()
        .getDifferenceBuilder()
        .setEstimate(-0.0001)
        .getIntervalBuilder()
        .setLow(-0.02)
        .setHigh(0.0002);

    assertThat(WRITER.write(report.build(), ReportFormat.TEXT))
        .contains("0.0 pt (-2.0 to 0.0)")
        .doesNotContain("-0.0")
        .doesNotContain("+0.0");
  }

  @Test
  void whatWouldRestOnASmallCellReadsTooFew() {
    ValidationReport.Builder report = Reports.validation("lesson").toBuilder();
    Estimate few = Estimate.newBuilder().setNote("too few reached value: 4").build();
    report
        .getLiftBuilder()
        .clearRetainedIfReached()
        .setDifference(few)
        .setRatio(few)
        .setPositivePredictiveValue(few);
    report.getLadderBuilder().getRowsBuilder(1).setDifference(few);
    report.getLadderBuilder().getLateBuilder().clearRate().clearInterval();
    String text = WRITER.write(report.build(), ReportFormat.TEXT);

    assertThat(text)
        .containsPattern("\\(PPV\\) +too few")
        .containsPattern("within the window +too few")
        .containsPattern("too few  within the window")
        .containsPattern("too few +[0-9.]+ % = [0-9/]+ +too few +too few");
    assertThat(text.replaceAll("\\s+", " "))
        .contains("5 too late So many")
        .contains("too few to say how many of them are retained");
  }

  @Test
  void whoComesBackIsNoShareOfFewAndAnOutlookIsNeverEmpty() {
    ValidationReport.Builder report = Reports.validation("opened").toBuilder();
    report.getRepeatsBuilder(0).setReached(7).setAgain(3).clearRate().clearInterval();
    report.getOutlookBuilder().clearDetectable().clearWeeksToVerdict().setNote("nobody starts");

    String text = WRITER.write(report.build(), ReportFormat.TEXT);

    assertThat(text.replaceAll(" +", " "))
        .contains("within 7.0 d 7 3 too few –", "a rise of 2.0 pt not known");
  }

  @Test
  void anIntervalOfTimesHasTwoEndsToRead() {
    ValidationReport.Builder report = Reports.validation("opened").toBuilder();
    report
        .getTimeToValueBuilder()
        .getRestrictedMeanBuilder()
        .getIntervalBuilder()
        .setLow(Duration.newBuilder().setSeconds(370_000))
        .setHigh(Duration.newBuilder().setSeconds(373_000));

    assertThat(WRITER.write(report.build(), ReportFormat.TEXT)).contains("102.8 h to 103.6 h");
  }

  @Test
  void whatExperimentsSayIsABoxOfItsOwn() {
    ValidationReport report =
        Reports.validation("lesson").toBuilder()
            .addInstruments(
                InstrumentalEstimate.newBuilder()
                    .setExperiment("checklist")
                    .setArm("on")
                    .setAgainst("off")
                    .setOutcome("month")
                    .setEntities(4000)
                    .setEffect(0.12)
                    .setFirstStageF(31)
                    .setPValue(0.04)
                    .setSentence("between +1.0 and +23.0"))
            .build();

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .contains("What experiments say value does")
        .containsPattern("checklist: on − off +month +4,000 .* \\+12.0 pt +31.0 +0.0400");
    assertThat(WRITER.write(report, ReportFormat.HTML)).contains("It is no row of the ladder");
  }

  @Test
  void variantsAndMethodsAreOnThePage() {
    ValidationReport report =
        Reports.validation("lesson").toBuilder()
            .addVariantTrials(
                VariantTrial.newBuilder()
                    .setVariant("teachers")
                    .setEntities(120)
                    .setTooFew(true)
                    .setStanding(VariantStanding.VARIANT_STANDING_UNDECIDED))
            .addMethods(
                MethodUse.newBuilder()
                    .setMethod("WILSON")
                    .setQuantity("interval of a share")
                    .setSource("Wilson 1927"))
            .build();

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .containsPattern("teachers +120 +too few +too few +too few +too few +too few +UNDECIDED")
        .containsPattern("WILSON +interval of a share +Wilson 1927")
        .contains("there is no seed");
  }

  @Test
  void ofFewAccountsItIsSaidWhyThereIsNoInterval() {
    assertThat(WRITER.write(Reports.fewAccounts(), ReportFormat.TEXT))
        .contains("Too few accounts for an interval: 12.")
        .contains("Intervals are over accounts.")
        .containsPattern("reached by 7.0 d +40.0 % +–")
        .containsPattern("mean time without value, of the first 7.0 d +5.0 d +–");
  }

  @Test
  void aPlanShowsSizesAndWhatCouldBeFoundByWhen() {
    PlanningReport report = LiftReports.planning("checklist");

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .containsPattern("control +1,565")
        .containsPattern("9 +320 +\\+11.00 pt")
        .contains("the past saves one of 0.625")
        .containsPattern("lessons-before, 28.0 d +2,810 +40 +710 +37.5 % +yes")
        .contains("lessons-before: By 2,810 users")
        .contains("80 weeks");
    assertThat(WRITER.write(report, ReportFormat.HTML)).contains("Smallest effect over time");
  }

  @Test
  void metricsAndChecksOfTrustAreOnThePage() {
    String text = WRITER.write(LiftReports.lift("checklist"), ReportFormat.TEXT);

    assertThat(text)
        .containsPattern("checklist, 7.0 d +checklist")
        .contains("higher by 0.01: not passed", "cut at 12", "covariate-balance", "welch t")
        .containsPattern("covariate-balance +FAILED +1.0e-05");
  }

  @Test
  void whatInstrumentsSayIsOneSentenceAfterAnother() {
    assertThat(WRITER.write(LiftReports.lift("paid"), ReportFormat.TEXT).replaceAll("\\s+", " "))
        .contains("In words: paid; paid; paid; paid; paid; paid: paid.");
  }

  @Test
  void whoIsSetAsideIsCountedAndNamed() {
    ValidationReport.Builder report = Reports.validation("lesson").toBuilder();
    report.getPopulationBuilder().setSetAsideEntities(23);
    report.getDataQualityBuilder().addSetAside("bot-1").addSetAside("bot-2");
    LiftReport.Builder lift = LiftReports.lift("checklist").toBuilder();
    lift.getExcludedBuilder().setSetAsideEntities(4);

    String text = WRITER.write(report.build(), ReportFormat.TEXT);
    assertThat(text).containsPattern("set aside +23 +more events than are counted");
    assertThat(text).containsPattern("set aside +bot-1, bot-2 and 21 more");
    assertThat(WRITER.write(lift.build(), ReportFormat.TEXT))
        .containsPattern("more events than are counted +4");
  }

  @Test
  void whatHasNoIntervalIsDrawnWithoutOneAndNotFromZero() {
    ValidationReport.Builder report = Reports.validation("opened").toBuilder();
    report.getCohortsBuilder(0).getReachabilityBuilder().clearInterval().setRate(0.4321);

    String html = WRITER.write(report.build(), ReportFormat.HTML);

    assertThat(html.contains("\"reach\":0.4321,\"eligible\"")).as("no low, no high").isTrue();
  }

  @Test
  void theReportSaysWhereMostAreLostHowLongItTakesAndWhatIsTooSmall() {
    String text = WRITER.write(Reports.validation("opened"), ReportFormat.TEXT);

    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "The share of eligible users who reach value. Intervals of reach are over 25 accounts.")
        .contains("Most are lost at opened: 60 of the 100 who come there go no further (60.0 %).")
        .contains("Over 4 weeks of time zero the curves differ (log-rank p 0.0280)")
        .contains("the mean differs by −2.0 h (−3.0 h to +60 min)")
        .contains("1,234 new users a week");
    assertThat(line(text, "reached by 7.0 d"))
        .matches(" +reached by 7.0 d +40.0 % +30.0 to 50.0 %");
    assertThat(line(text, "2026-01-12")).matches(" +2026-01-12 +3 +0 +too few +– +too few");
    assertThat(line(text, "a rise of")).contains("17 weeks, 9,493 users an arm");
    assertThat(line(text, "the least rise after 1 week")).endsWith("none");
    assertThat(line(text, "UNDECIDED")).matches(".* \\+55.0 pt +\\+50.0 pt +\\+5.0 pt");
    assertThat(line(text, "qualifies.all[0]"))
        .matches(".* \\+12.0 pt \\(\\+10.0 to \\+14.0\\) +-8.0 pt \\(-10.0 to -6.0\\) +9");
    assertThat(line(text, "qualifies.unless")).matches(".* too few +too few +too few");
    assertThat(line(text, "reach   ")).contains("30.0 % to 60.0 %");
  }

  @Test
  void whatIsAbsentReadsAsADash() {
    ValidationReport nobody =
        Reports.validation("lesson").toBuilder()
            .setReachability(Reachability.getDefaultInstance())
            .build();
    LiftReport nothing =
        LiftReports.lift("checklist").toBuilder()
            .clearComparisons()
            .addComparisons(Comparison.newBuilder().setArm("b").setAgainst("a"))
            .build();

    assertThat(line(WRITER.write(nobody, ReportFormat.TEXT), "within 7d"))
        .matches(" +within 7d +0 +0 +– +–");
    assertThat(line(WRITER.write(nothing, ReportFormat.TEXT), "b − a"))
        .matches(" +b − a +– +– +– +–");
  }

  @Test
  void aPlotWithoutDataIsLeftOut() {
    assertThat(WRITER.write(LiftReport.getDefaultInstance(), ReportFormat.HTML))
        .doesNotContain("class=\"plot\"")
        .doesNotContain("vegaLite");
    assertThat(WRITER.write(ValidationReport.getDefaultInstance(), ReportFormat.HTML))
        .doesNotContain("class=\"plot\"");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void jsonComesBackAsTheSameReport(Message report) throws InvalidProtocolBufferException {
    Message.Builder back = report.newBuilderForType();
    ProtoJson.merge(write(report, ReportFormat.JSON), back);

    assertThat(back.build()).isEqualTo(report);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void jsonHasEveryFieldThatCannotBeAbsent(Message report) {
    JsonObject json =
        JsonParser.parseString(write(report.getDefaultInstanceForType(), ReportFormat.JSON))
            .getAsJsonObject();

    assertThat(json.keySet())
        .containsAll(
            report.getDescriptorForType().getFields().stream()
                .filter(field -> !field.hasPresence())
                .map(FieldDescriptor::getJsonName)
                .toList());
  }

  @Test
  void coloursAreForTerminalsOnly() {
    ValidationReport report = Reports.validation("lesson");

    assertThat(new ReportWriter(true).write(report, ReportFormat.TEXT))
        .contains("\u001b[1;33mWARN");
    assertThat(WRITER.write(report, ReportFormat.TEXT)).doesNotContain("\u001b");
  }

  private static long borders(String row) {
    return row.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count();
  }

  private static String line(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }
}
