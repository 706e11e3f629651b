package dev.firstvalue.cli.registry;

import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.client.RemoteErrors;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.AnalyzeExperimentResponse;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.validation.v1.Progress;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An analysis by a registry's server. */
public final class RemoteAnalysis {
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private RemoteAnalysis() {}

  /**
   * Asks, and waits for the report.
   *
   * @param progress is told what the server is doing
   * @throws FirstvalueException the server's own errors, or REGISTRY_UNREACHABLE
   */
  public static ExperimentEndpoint.Answer of(
      String target,
      ClientSecurity security,
      AnalyzeExperimentRequest request,
      Consumer<String> progress) {
    try (RegistryConnection connection = RegistryConnection.to(target, DEADLINE, security)) {
      Iterator<AnalyzeExperimentResponse> steps =
          ExperimentServiceGrpc.newBlockingStub(connection.channel())
              .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
              .analyzeExperiment(request);
      while (steps.hasNext()) {
        AnalyzeExperimentResponse step = steps.next();
        if (step.hasReport()) {
          return new ExperimentEndpoint.Answer(
              step.getReport(), Optional.of(step.getKeptAs()).filter(id -> !id.isEmpty()));
        }
        progress.accept(line(step.getProgress()));
      }
    } catch (StatusRuntimeException e) {
      throw RemoteErrors.of(target, e);
    }
    throw new FirstvalueException(
        ErrorCode.REGISTRY_UNREACHABLE,
        target,
        "the server ended the analysis without a report",
        "Look into the server's log, and ask again");
  }

  private static String line(Progress progress) {
    return progress.getRowsRead() == 0
        ? progress.getStage()
        : String.format(
            Locale.ROOT,
            "%s: %,d rows read%s",
            progress.getStage(),
            progress.getRowsRead(),
            progress.getRowsTotal() > 0
                ? String.format(Locale.ROOT, " of about %,d", progress.getRowsTotal())
                : "");
  }
}
