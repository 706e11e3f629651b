package dev.firstvalue.experiment.service;

import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.AnalyzeExperimentResponse;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.GetLiftReportRequest;
import dev.firstvalue.experiment.v1.GetLiftReportResponse;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.ListLiftReportsRequest;
import dev.firstvalue.experiment.v1.ListLiftReportsResponse;
import dev.firstvalue.validation.v1.Progress;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Analyzes on request. Each request runs on a thread of its own, for an analysis takes seconds and
 * the server's threads answer from memory; when the caller goes away that thread is interrupted,
 * and with it the query in the store.
 */
public final class ExperimentEndpoint extends ExperimentServiceGrpc.ExperimentServiceImplBase {
  private final Desk desk;
  private final Shelf shelf;

  /** An endpoint that hands its requests to a desk, and finds kept reports on a shelf. */
  public ExperimentEndpoint(Desk desk, Shelf shelf) {
    this.desk = desk;
    this.shelf = shelf;
  }

  /** Where lift reports are kept. It answers from memory. */
  public interface Shelf {
    /**
     * The kept reports of an experiment, newest first, a page of them.
     *
     * @throws dev.firstvalue.definition.error.FirstvalueException ARGUMENT_INVALID
     */
    ListLiftReportsResponse list(ListLiftReportsRequest request);

    /**
     * A kept report.
     *
     * @throws dev.firstvalue.definition.error.FirstvalueException REPORT_NOT_FOUND
     */
    GetLiftReportResponse get(GetLiftReportRequest request);
  }

  @Override
  public void listLiftReports(
      ListLiftReportsRequest request, StreamObserver<ListLiftReportsResponse> responses) {
    responses.onNext(shelf.list(request));
    responses.onCompleted();
  }

  @Override
  public void getLiftReport(
      GetLiftReportRequest request, StreamObserver<GetLiftReportResponse> responses) {
    responses.onNext(shelf.get(request));
    responses.onCompleted();
  }

  /**
   * Knows experiments, definitions, event models and the store: what a request does not carry
   * itself.
   */
  @FunctionalInterface
  public interface Desk {
    /**
     * Runs an analysis.
     *
     * @throws dev.firstvalue.definition.error.FirstvalueException as the analysis does
     */
    Answer analyze(AnalyzeExperimentRequest request, Consumer<Progress> progress);
  }

  /**
   * A report, and where it can be had again.
   *
   * @param keptAs its id on the shelf; empty where it is not kept
   */
  public record Answer(LiftReport report, Optional<String> keptAs) {}

  @Override
  public void analyzeExperiment(
      AnalyzeExperimentRequest request, StreamObserver<AnalyzeExperimentResponse> responses) {
    Thread worker =
        Thread.ofVirtual()
            .name("analyze-", 0)
            .unstarted(Context.current().wrap(() -> answer(request, responses)));
    ((ServerCallStreamObserver<AnalyzeExperimentResponse>) responses)
        .setOnCancelHandler(worker::interrupt);
    worker.start();
  }

  private void answer(
      AnalyzeExperimentRequest request, StreamObserver<AnalyzeExperimentResponse> responses) {
    try {
      Answer answer =
          desk.analyze(
              request,
              progress ->
                  responses.onNext(
                      AnalyzeExperimentResponse.newBuilder().setProgress(progress).build()));
      responses.onNext(
          AnalyzeExperimentResponse.newBuilder()
              .setReport(answer.report())
              .setKeptAs(answer.keptAs().orElse(""))
              .build());
      responses.onCompleted();
    } catch (RuntimeException e) {
      responses.onError(e);
    }
  }
}
