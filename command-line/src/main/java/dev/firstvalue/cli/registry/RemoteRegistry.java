package dev.firstvalue.cli.registry;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Help;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.ListVersionsResponse;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads a registry's server over gRPC. */
final class RemoteRegistry implements RegistryReader {
  private static final long DEADLINE_SECONDS = 10;

  private final String target;
  private final ManagedChannel channel;

  RemoteRegistry(String target) {
    this.target = target;
    channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
  }

  @Override
  public DefinitionVersion active(String name) {
    GetActiveDefinitionRequest request =
        GetActiveDefinitionRequest.newBuilder().setName(name).build();
    return call(stub -> stub.getActiveDefinition(request).getDefinition());
  }

  @Override
  public DefinitionVersion version(String name, int version) {
    GetDefinitionRequest request =
        GetDefinitionRequest.newBuilder().setName(name).setVersion(version).build();
    return call(stub -> stub.getDefinition(request).getDefinition());
  }

  @Override
  public List<DefinitionVersion> list() {
    List<DefinitionVersion> all = new ArrayList<>();
    pages().forEach(page -> all.addAll(page.getDefinitionsList()));
    return all;
  }

  @Override
  public List<Quarantined> quarantined() {
    Set<Quarantined> all = new LinkedHashSet<>();
    pages().forEach(page -> all.addAll(page.getQuarantinedList()));
    return List.copyOf(all);
  }

  @Override
  public List<DefinitionVersion> versions(String name) {
    List<DefinitionVersion> all = new ArrayList<>();
    ListVersionsRequest.Builder request = ListVersionsRequest.newBuilder().setName(name);
    do {
      ListVersionsResponse page = call(stub -> stub.listVersions(request.build()));
      all.addAll(page.getVersionsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return all;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private List<ListDefinitionsResponse> pages() {
    List<ListDefinitionsResponse> pages = new ArrayList<>();
    ListDefinitionsRequest.Builder request = ListDefinitionsRequest.newBuilder();
    do {
      ListDefinitionsResponse page = call(stub -> stub.listDefinitions(request.build()));
      pages.add(page);
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return pages;
  }

  private <T> T call(Function<RegistryServiceGrpc.RegistryServiceBlockingStub, T> question) {
    try {
      return question.apply(
          RegistryServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw known(e).orElseGet(() -> unreachable(e));
    }
  }

  /** The error of the catalogue that the server's details name. */
  private Optional<FirstvalueException> known(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return Optional.empty();
    }
    String remedy = "See docs/errors.md";
    Optional<ErrorCode> code = Optional.empty();
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          String reason = detail.unpack(ErrorInfo.class).getReason();
          code = Arrays.stream(ErrorCode.values()).filter(c -> c.id().equals(reason)).findFirst();
        } else if (detail.is(Help.class) && detail.unpack(Help.class).getLinksCount() > 0) {
          remedy = detail.unpack(Help.class).getLinks(0).getDescription();
        }
      }
    } catch (InvalidProtocolBufferException malformed) {
      return Optional.of(unreachable(e));
    }
    String problem = status.getMessage();
    String advice = remedy;
    return code.map(c -> new FirstvalueException(c, target, problem, advice, e));
  }

  private FirstvalueException unreachable(StatusRuntimeException e) {
    Status status = e.getStatus();
    return new FirstvalueException(
        ErrorCode.REGISTRY_UNREACHABLE,
        target,
        "the registry did not answer: " + status.getCode() + " " + status.getDescription(),
        "Check the address and that `firstvalue serve` runs there",
        e);
  }
}
