package dev.firstvalue.registry.http;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every unary method at {@code /package.Service/Method}, made from the descriptors of the services:
 * a new method is here without a line of code. POST takes the request as its body; GET takes it in
 * the query, of methods that change nothing.
 */
final class ConnectMethods {
  private static final int LARGEST_REQUEST_BYTES = 4 << 20;

  /** A method and what its messages are. */
  private record Method(MethodDescriptor<?, ?> grpc, Descriptors.MethodDescriptor schema) {
    boolean unary() {
      return grpc.getType() == MethodDescriptor.MethodType.UNARY;
    }

    boolean readsOnly() {
      return schema.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS;
    }
  }

  private final Map<String, Method> methods = new TreeMap<>();
  private final InnerChannel services;
  private final Function<Context, Metadata> headers;

  /**
   * The methods of some services.
   *
   * @param headers what a request says of its caller, for the services
   */
  ConnectMethods(
      List<ServerServiceDefinition> definitions,
      InnerChannel services,
      Function<Context, Metadata> headers) {
    this.services = services;
    this.headers = headers;
    for (ServerServiceDefinition definition : definitions) {
      for (ServerMethodDefinition<?, ?> method : definition.getMethods()) {
        MethodDescriptor<?, ?> grpc = method.getMethodDescriptor();
        if (grpc.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto) {
          methods.put(grpc.getFullMethodName(), new Method(grpc, proto.getMethodDescriptor()));
        }
      }
    }
  }

  void mount(RoutesConfig routes) {
    routes.post("/{service}/{method}", this::post);
    routes.get("/{service}/{method}", this::get);
  }

  private void post(Context http) throws IOException {
    Method method = method(http);
    String type = http.contentType();
    String mediaType = type == null ? "" : type.replaceFirst(";.*", "").strip();
    Optional<Codec> codec =
        mediaType.toLowerCase(Locale.ROOT).startsWith("application/")
            ? Codec.of(mediaType.toLowerCase(Locale.ROOT).substring("application/".length()))
            : Optional.empty();
    if (codec.isEmpty() || !method.unary()) {
      refuse(http, 415, "Accept-Post", "application/json, application/proto", wrongType(method));
      return;
    }
    answer(http, method, ConnectRequest.ofPost(http, codec.get(), LARGEST_REQUEST_BYTES));
  }

  private void get(Context http) throws IOException {
    Method method = method(http);
    if (!method.unary() || !method.readsOnly()) {
      refuse(http, 405, "Allow", "POST", postOnly(method));
      return;
    }
    http.header("Vary", "Accept-Encoding");
    answer(http, method, ConnectRequest.ofGet(http, LARGEST_REQUEST_BYTES));
  }

  private void answer(Context http, Method method, ConnectRequest request) {
    byte[] wire = request.codec().wire(request.body(), method.schema().getInputType());
    byte[] answer;
    try {
      answer = services.call(method.grpc(), wire, headers.apply(http), request.timeout());
    } catch (StatusRuntimeException e) {
      write(http, ConnectError.of(e));
      return;
    }
    http.status(200)
        .contentType(request.codec().contentType())
        .result(request.codec().body(answer, method.schema().getOutputType()));
  }

  /** The method that a path names; empty for a path of something else. */
  Optional<MethodDescriptor<?, ?>> named(Context http) {
    return Optional.ofNullable(methods.get(http.path().substring(1))).map(Method::grpc);
  }

  private Method method(Context http) {
    String name = http.pathParam("service") + "/" + http.pathParam("method");
    Method method = methods.get(name);
    if (method == null) {
      throw unknown(http);
    }
    return method;
  }

  /** An error as the answer. */
  static void write(Context http, ConnectError error) {
    http.status(error.status()).contentType(Codec.JSON.contentType()).result(error.json());
  }

  private static void refuse(
      Context http, int status, String header, String value, FirstvalueException why) {
    write(http, new ConnectError(status, ConnectError.of(why).json()));
    http.header(header, value);
  }

  /** There is nothing at this path. */
  static FirstvalueException unknown(Context http) {
    return new FirstvalueException(
        ErrorCode.METHOD_UNKNOWN,
        http.path().replaceAll("\\p{Cntrl}", "?"),
        "nothing is served here",
        "Methods are at /firstvalue.registry.v1.RegistryService/GetActiveDefinition and the like");
  }

  private static FirstvalueException wrongType(Method method) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "Content-Type",
        method.unary()
            ? "the type of the body is not one of this method's"
            : method.grpc().getFullMethodName() + " streams, which this door does not",
        method.unary()
            ? "Send application/json or application/proto"
            : "Call it over gRPC, on the other port");
  }

  private static FirstvalueException postOnly(Method method) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "GET",
        method.grpc().getFullMethodName() + " is no unary method that only reads",
        "Send the request as the body of a POST");
  }
}
