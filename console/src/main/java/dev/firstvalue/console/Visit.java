package dev.firstvalue.console;

import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc.ExperimentServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import io.grpc.Channel;

/**
 * One request of somebody who was let in.
 *
 * @param name who they are
 * @param role what they are to the registry
 * @param asked whether the server asks people who they are; where it does not, everybody is the
 *     same to it
 * @param services what they call is called in their name, and held to their role
 */
public record Visit(String name, String role, boolean asked, Channel services) {
  RegistryServiceBlockingStub registry() {
    return RegistryServiceGrpc.newBlockingStub(services);
  }

  ProposalServiceBlockingStub proposals() {
    return ProposalServiceGrpc.newBlockingStub(services);
  }

  ExperimentServiceBlockingStub experiments() {
    return ExperimentServiceGrpc.newBlockingStub(services);
  }
}
