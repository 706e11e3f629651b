package dev.firstvalue.registry.evidence;

import io.grpc.Channel;

/** The server that owns the repository is asked. */
class EvidenceTest extends EvidenceContract {
  @Override
  protected Channel asked() {
    return channel;
  }
}
