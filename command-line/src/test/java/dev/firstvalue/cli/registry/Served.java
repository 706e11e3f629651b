package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.AnalyzeExperimentResponse;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidateResponse;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code firstvalue serve} in a process of its own, and a channel to it. */
record Served(RunningProgram program, int port, ManagedChannel channel) implements AutoCloseable {
  /** Serves a registry on a free port. */
  static Served start(String registry, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--repository", registry, "--port", "0"));
    arguments.addAll(List.of(options));
    RunningProgram program = RunningProgram.start(arguments.toArray(String[]::new));
    String line = program.awaitLine("serving ");
    int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    return new Served(
        program, port, NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
  }

  /** Backtests: progress first, then the report, then nothing. */
  ValidationReport validate(ValidateRequest request) {
    Iterator<ValidateResponse> steps =
        ValidationServiceGrpc.newBlockingStub(channel).validate(request);
    assertThat(steps.next().getProgress().getStage()).isNotEmpty();
    ValidateResponse step = steps.next();
    while (step.hasProgress()) {
      step = steps.next();
    }
    assertThat(steps.hasNext()).isFalse();
    return step.getReport();
  }

  /** Analyzes: progress first, then the report, then nothing. */
  LiftReport analyze(AnalyzeExperimentRequest request) {
    Iterator<AnalyzeExperimentResponse> steps =
        ExperimentServiceGrpc.newBlockingStub(channel).analyzeExperiment(request);
    assertThat(steps.next().getProgress().getStage()).isNotEmpty();
    AnalyzeExperimentResponse step = steps.next();
    while (step.hasProgress()) {
      step = steps.next();
    }
    assertThat(steps.hasNext()).isFalse();
    return step.getReport();
  }

  /** How a backtest fails. */
  StatusRuntimeException failure(ValidateRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> validate(request));
  }

  /** How an analysis fails. */
  StatusRuntimeException failure(AnalyzeExperimentRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> analyze(request));
  }

  /** A detail of a failure, as {@code google.rpc} has it. */
  static <T extends Message> T detail(StatusRuntimeException error, Class<T> type)
      throws InvalidProtocolBufferException {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    assertThat(status).isNotNull();
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }

  /** That a failure says what it should, and how to mend it. */
  static void assertFailure(StatusRuntimeException error, Status.Code code, String id)
      throws InvalidProtocolBufferException {
    assertThat(error.getStatus().getCode()).as(error.getMessage()).isEqualTo(code);
    assertThat(info(error).getMetadataMap())
        .containsEntry("id", id)
        .containsKeys("place", "problem", "remedy");
  }

  /** What the catalogue says of a failure. */
  static ErrorInfo info(StatusRuntimeException error) throws InvalidProtocolBufferException {
    return detail(error, ErrorInfo.class);
  }

  /** The fields of a request that break a constraint. */
  static List<String> violated(StatusRuntimeException error) throws InvalidProtocolBufferException {
    return detail(error, BadRequest.class).getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    program.close();
  }
}
