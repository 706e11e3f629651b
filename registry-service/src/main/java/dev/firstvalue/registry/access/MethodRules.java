package dev.firstvalue.registry.access;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import dev.firstvalue.access.v1.AccessOptions;
import dev.firstvalue.access.v1.Permission;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.Map;
import java.util.Optional;

/** The rule of each method, as it stands beside the method in the protos. */
public final class MethodRules {
  /** Others' services, whose protos are not ours to write rules into. */
  private static final Map<String, Permission> OF_OTHERS =
      Map.of(ServerReflectionGrpc.SERVICE_NAME, Permission.PERMISSION_FETCH);

  private MethodRules() {}

  /** What a caller has to be allowed; a method without a rule is for administrators. */
  public static Permission of(MethodDescriptor<?, ?> method) {
    return written(method).orElse(Permission.PERMISSION_ADMINISTER);
  }

  /** The rule of a method; empty if it has none. */
  public static Optional<Permission> written(MethodDescriptor<?, ?> method) {
    Permission ofOthers = OF_OTHERS.get(String.valueOf(method.getServiceName()));
    if (ofOthers != null) {
      return Optional.of(ofOthers);
    }
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto) {
      MethodOptions options = proto.getMethodDescriptor().getOptions();
      return options.hasExtension(AccessOptions.permission)
          ? Optional.of(options.getExtension(AccessOptions.permission))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
