package dev.firstvalue.registry.server;

import com.google.protobuf.Message;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Admission.Admitted;
import dev.firstvalue.registry.audit.AuditedCalls.AuditedCall;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call, as its service sees it: counted, let through, entered, held to the constraints, and
 * ended with a status that its caller may see. All of them are asked in turn by this one wrapper: a
 * read from memory feels a chain of interceptors, each with a call and a listener of its own.
 */
final class ServedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private final ServedCalls.Method<Q, R> method;
  private final Metadata headers;
  private final long start = System.nanoTime();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean counted = new AtomicBoolean();

  /** Set before the service hears of the call. */
  private @Nullable AuditedCall audited;

  ServedCall(ServedCalls.Method<Q, R> method, ServerCall<Q, R> call, Metadata headers) {
    super(call);
    this.method = method;
    this.headers = headers;
  }

  ServerCall.Listener<Q> start() {
    method.counts().started();
    Admitted admitted;
    try {
      admitted = method.port().admission().admit(method.rule(), delegate(), headers);
    } catch (FirstvalueException e) {
      refuse(ErrorStatus.of(e, Optional.empty()));
      return new ServerCall.Listener<>() {};
    }
    Context context = admitted.context();
    if (method.audit().isPresent()) {
      audited = method.audit().get().begin(delegate().getMethodDescriptor(), headers, context);
      context = audited.within(context);
    }
    return new Events(context, admitted.end(), method.handler().startCall(this, headers));
  }

  @Override
  public void sendMessage(R message) {
    if (audited != null) {
      audited.answered(message);
    }
    super.sendMessage(message);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (closed.getAndSet(true)) {
      return;
    }
    if (CallErrors.concerns(status)) {
      StatusRuntimeException told = CallErrors.told(method.name(), headers, status);
      end(told.getStatus(), ErrorStatus.trailers(told));
    } else {
      end(status, trailers);
    }
  }

  private void refuse(StatusRuntimeException why) {
    close(why.getStatus(), ErrorStatus.trailers(why));
  }

  private void end(Status status, Metadata trailers) {
    count(status.getCode());
    if (audited != null) {
      audited.ended(status, trailers);
    }
    super.close(status, trailers);
  }

  private void count(Status.Code code) {
    if (!counted.getAndSet(true)) {
      method.counts().ended(code, System.nanoTime() - start);
    }
  }

  /** What happens to the call, one after the other. */
  private final class Events extends ServerCall.Listener<Q> {
    private final Context context;
    private final Runnable end;
    private final ServerCall.Listener<Q> service;
    private boolean refused;

    Events(Context context, Runnable end, ServerCall.Listener<Q> service) {
      this.context = context;
      this.end = end;
      this.service = service;
    }

    @Override
    public void onMessage(Q message) {
      if (refused) {
        return;
      }
      guarded(
          () -> {
            Optional<StatusRuntimeException> refusal = refusal(message);
            if (refusal.isPresent()) {
              refused = true;
              refuse(refusal.get());
            } else {
              within(() -> service.onMessage(message));
            }
          });
    }

    private Optional<StatusRuntimeException> refusal(Q message) {
      Optional<StatusRuntimeException> unreadable = method.requests().refusal(message);
      if (audited != null) {
        if (unreadable.isPresent()) {
          audited.forget();
        } else {
          audited.asked(message);
        }
      }
      return unreadable.isPresent() || !(message instanceof Message request)
          ? unreadable
          : method.port().constraints().refusal(request);
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        guarded(() -> within(service::onHalfClose));
      }
    }

    @Override
    public void onReady() {
      guarded(service::onReady);
    }

    @Override
    public void onCancel() {
      count(Status.Code.CANCELLED);
      end.run();
      service.onCancel();
    }

    @Override
    public void onComplete() {
      end.run();
      service.onComplete();
    }

    /** Services work when a message is there, or the last one: then they know their caller. */
    private void within(Runnable step) {
      Context before = context.attach();
      try {
        step.run();
      } finally {
        context.detach(before);
      }
    }

    /** Hands what a service throws to its call. */
    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (StatusRuntimeException e) {
        refuse(e);
      } catch (RuntimeException e) {
        close(Status.UNKNOWN.withCause(e), new Metadata());
      }
    }
  }
}
