package dev.firstvalue.validator.service;

import dev.firstvalue.validation.v1.Progress;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidateResponse;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/**
 * Backtests on request. Each request runs on a thread of its own, for a backtest takes seconds and
 * the server's threads answer from memory; when the caller goes away that thread is interrupted,
 * and with it the query in the store.
 */
public final class ValidationEndpoint extends ValidationServiceGrpc.ValidationServiceImplBase {
  private final Desk desk;

  /** An endpoint that hands its requests to a desk. */
  public ValidationEndpoint(Desk desk) {
    this.desk = desk;
  }

  /** Knows definitions, event models and the store: what a request does not carry itself. */
  @FunctionalInterface
  public interface Desk {
    /**
     * Runs a backtest.
     *
     * @throws dev.firstvalue.definition.error.FirstvalueException as the backtest does
     */
    ValidationReport validate(ValidateRequest request, Consumer<Progress> progress);
  }

  @Override
  public void validate(ValidateRequest request, StreamObserver<ValidateResponse> responses) {
    Thread worker =
        Thread.ofVirtual().name("validate-", 0).unstarted(() -> answer(request, responses));
    ((ServerCallStreamObserver<ValidateResponse>) responses).setOnCancelHandler(worker::interrupt);
    worker.start();
  }

  private void answer(ValidateRequest request, StreamObserver<ValidateResponse> responses) {
    try {
      ValidationReport report =
          desk.validate(
              request,
              progress ->
                  responses.onNext(ValidateResponse.newBuilder().setProgress(progress).build()));
      responses.onNext(ValidateResponse.newBuilder().setReport(report).build());
      responses.onCompleted();
    } catch (RuntimeException e) {
      responses.onError(e);
    }
  }
}
