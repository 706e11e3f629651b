package dev.firstvalue.registry.server;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Admission;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.MethodRules;
import dev.firstvalue.registry.audit.AuditedCalls;
import dev.firstvalue.registry.audit.AuditedMethods;
import dev.firstvalue.registry.metrics.CallMetrics;
import dev.firstvalue.registry.v1.AuditDoor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked about every call of a port's services.
 *
 * @param admission whether it is let through
 * @param audit who enters the calls that do more than read; empty where nobody does
 * @param constraints of requests
 * @param metrics which counts it
 * @param read what was read of requests
 */
record ServedCalls(
    Admission admission,
    Optional<AuditedCalls> audit,
    Constraints constraints,
    CallMetrics metrics,
    ReadRequests read) {

  /** Of a port that a network reaches. */
  static ServedCalls ofNetwork(
      RegistryRepository repository, Access access, Limits limits, CallMetrics metrics) {
    return of(repository, AuditDoor.AUDIT_DOOR_RPC, Admission.ofNetwork(access, limits), metrics);
  }

  /** Of the calls that HTTP passes on, which has its limits itself. */
  static ServedCalls ofProcess(RegistryRepository repository, Access access, CallMetrics metrics) {
    return of(
        repository, AuditDoor.AUDIT_DOOR_HTTP, Admission.ofProcess(access, Limits.NONE), metrics);
  }

  private static ServedCalls of(
      RegistryRepository repository, AuditDoor door, Admission admission, CallMetrics metrics) {
    Optional<AuditedCalls> audit =
        repository.audit().map(trail -> new AuditedCalls(trail, door, RequestId::of));
    return new ServedCalls(
        audit.map(admission::telling).orElse(admission),
        audit,
        new Constraints(),
        metrics,
        new ReadRequests());
  }

  /** One method, with what is known of it before anybody calls. */
  record Method<Q, R>(
      ServedCalls port,
      String name,
      Permission rule,
      ServerCallHandler<Q, R> handler,
      Requests<Q> requests,
      Optional<AuditedCalls> audit,
      CallMetrics.Row counts) {}

  /** The same service behind all of them. */
  ServerServiceDefinition of(ServerServiceDefinition service) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> served = of(method);
      methods.add(served);
      descriptor.addMethod(served.getMethodDescriptor());
    }
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private <Q, R> ServerMethodDefinition<Q, R> of(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> inner = method.getMethodDescriptor();
    Requests<Q> requests = Requests.of(inner, read);
    Method<Q, R> known =
        new Method<>(
            this,
            inner.getFullMethodName(),
            MethodRules.of(inner),
            method.getServerCallHandler(),
            requests,
            AuditedMethods.has(inner) ? audit : Optional.empty(),
            metrics.row(inner.getFullMethodName()));
    return ServerMethodDefinition.create(
        inner.toBuilder(requests, inner.getResponseMarshaller()).build(),
        (call, headers) -> new ServedCall<>(known, call, headers).start());
  }
}
