package dev.firstvalue.experiment.service;

import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.AnalyzeExperimentResponse;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.validation.v1.Progress;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/**
 * Analyzes on request. Each request runs on a thread of its own, for an analysis takes seconds and
 * the server's threads answer from memory; when the caller goes away that thread is interrupted,
 * and with it the query in the store.
 */
public final class ExperimentEndpoint extends ExperimentServiceGrpc.ExperimentServiceImplBase {
  private final Desk desk;

  /** An endpoint that hands its requests to a desk. */
  public ExperimentEndpoint(Desk desk) {
    this.desk = desk;
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
    LiftReport analyze(AnalyzeExperimentRequest request, Consumer<Progress> progress);
  }

  @Override
  public void analyzeExperiment(
      AnalyzeExperimentRequest request, StreamObserver<AnalyzeExperimentResponse> responses) {
    Thread worker =
        Thread.ofVirtual().name("analyze-", 0).unstarted(() -> answer(request, responses));
    ((ServerCallStreamObserver<AnalyzeExperimentResponse>) responses)
        .setOnCancelHandler(worker::interrupt);
    worker.start();
  }

  private void answer(
      AnalyzeExperimentRequest request, StreamObserver<AnalyzeExperimentResponse> responses) {
    try {
      LiftReport report =
          desk.analyze(
              request,
              progress ->
                  responses.onNext(
                      AnalyzeExperimentResponse.newBuilder().setProgress(progress).build()));
      responses.onNext(AnalyzeExperimentResponse.newBuilder().setReport(report).build());
      responses.onCompleted();
    } catch (RuntimeException e) {
      responses.onError(e);
    }
  }
}
