package dev.firstvalue.benchmarks.registry;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** A {@link ServerMain} and a channel to it. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final ManagedChannel channel;
  private final MethodDescriptor<byte[], byte[]> method;

  private ServerProcess(Process process, int port, String method) {
    this.process = process;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
    this.method = Bytes.method(method);
  }

  static ServerProcess start(String kind, Path path, String method) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                kind,
                path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port = process.inputReader().readLine();
    if (port == null) {
      throw new IOException("the " + kind + " server ended without a port");
    }
    return new ServerProcess(process, Integer.parseInt(port), method);
  }

  /**
   * What a slice of time gave.
   *
   * @param perSecond requests answered a second
   * @param cpuMicros processor time of the server a request, in microseconds
   */
  record Slice(double perSecond, double cpuMicros) {}

  /** Keeps so many requests in flight for a while. */
  Slice load(byte[] request, int inFlight, Duration time) throws InterruptedException {
    Semaphore free = new Semaphore(inFlight);
    LongAdder answered = new LongAdder();
    Duration before = cpu();
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      free.acquire();
      ClientCalls.asyncUnaryCall(
          channel.newCall(method, CallOptions.DEFAULT), request, counting(free, answered));
    }
    free.acquire(inFlight);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = cpu().minus(before).toNanos() / 1e3;
    return new Slice(answered.sum() / seconds, cpu / answered.sum());
  }

  byte[] ask(byte[] request) {
    return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
  }

  private static StreamObserver<byte[]> counting(Semaphore free, LongAdder answered) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] answer) {
        answered.increment();
      }

      @Override
      public void onError(Throwable failure) {
        throw new IllegalStateException("a request failed: " + Status.fromThrowable(failure));
      }

      @Override
      public void onCompleted() {
        free.release();
      }
    };
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
  }
}
