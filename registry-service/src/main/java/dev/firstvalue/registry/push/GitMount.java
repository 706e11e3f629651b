package dev.firstvalue.registry.push;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.http.HttpAccess;
import dev.firstvalue.registry.http.HttpMount;
import dev.firstvalue.registry.proposal.Proposals;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Git's smart HTTP protocol at {@code /git}: clones take the branches, registries that follow take
 * the evidence as well ({@link ShownRefs}), and a push opens a proposal or changes one.
 *
 * <p>A push holds at most 16 MiB, an object at most 2 MiB, and every object is checked. The
 * registry's own refs under {@code refs/firstvalue} are not pushed to.
 */
public final class GitMount implements HttpMount {
  private static final long LARGEST_PACK_BYTES = 16L << 20;
  private static final long LARGEST_OBJECT_BYTES = 2L << 20;
  private static final int MOST_COMMAND_BYTES = 64 << 10;
  private static final long LARGEST_FETCH_REQUEST_BYTES = 4L << 20;
  private static final int TIMEOUT_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(GitMount.class);

  private final GitStore store;
  private final Optional<AuditTrail> audit;
  private final Proposals proposals;

  /** Serves a repository that is open for writing. */
  public GitMount(RegistryRepository repository, Proposals proposals) {
    this.store = repository.store();
    this.audit = repository.audit();
    this.proposals = proposals;
  }

  @Override
  public void mount(RoutesConfig routes) {
    routes.get("/git/info/refs", this::advertise);
    routes.post("/git/git-upload-pack", this::upload);
    routes.post("/git/git-receive-pack", this::receive);
  }

  private void advertise(Context http) throws IOException {
    String service = String.valueOf(http.queryParam("service"));
    boolean push = service.equals("git-receive-pack");
    if (!push && !service.equals("git-upload-pack")) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "service",
          "not a service of Git's smart protocol",
          "Use a git of this decade: clone, fetch and push");
    }
    Caller caller =
        require(http, push ? Permission.PERMISSION_PROPOSE : Permission.PERMISSION_READ);
    http.contentType("application/x-" + service + "-advertisement");
    OutputStream out = http.outputStream();
    PacketLineOut lines = new PacketLineOut(out);
    lines.writeString("# service=" + service + "\n");
    lines.end();
    if (push) {
      receivePack(http, caller).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    } else {
      uploadPack(caller).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    }
    out.flush();
  }

  private void upload(Context http) throws IOException {
    Caller caller = require(http, Permission.PERMISSION_READ);
    http.contentType("application/x-git-upload-pack-result");
    talk(http, LARGEST_FETCH_REQUEST_BYTES, (in, out) -> uploadPack(caller).upload(in, out, null));
  }

  private void receive(Context http) throws IOException {
    Caller caller = require(http, Permission.PERMISSION_PROPOSE);
    http.contentType("application/x-git-receive-pack-result");
    talk(
        http,
        LARGEST_PACK_BYTES + MOST_COMMAND_BYTES,
        (in, out) -> receivePack(http, caller).receive(in, out, null));
  }

  private UploadPack uploadPack(Caller caller) {
    UploadPack pack = new UploadPack(store.git());
    pack.setBiDirectionalPipe(false);
    pack.setTimeout(TIMEOUT_SECONDS);
    pack.setRefFilter(ShownRefs.to(caller));
    return pack;
  }

  private ReceivePack receivePack(Context http, Caller caller) {
    AuditedPush audited = new AuditedPush(audit, HttpAccess.requestId(http), caller);
    Optional<Author> person;
    try {
      person = person(caller);
    } catch (FirstvalueException e) {
      audited.turnedAway(e);
      throw e;
    }
    ReceivePack pack = new ReceivePack(store.git());
    pack.setBiDirectionalPipe(false);
    pack.setTimeout(TIMEOUT_SECONDS);
    pack.setRefFilter(ShownRefs.BRANCHES);
    pack.setCheckReceivedObjects(true);
    pack.setMaxPackSizeLimit(LARGEST_PACK_BYTES);
    pack.setMaxObjectSizeLimit(LARGEST_OBJECT_BYTES);
    pack.setMaxCommandBytes(MOST_COMMAND_BYTES);
    // The hook answers for every command, main's and deletions' too, with what to do instead.
    pack.setAllowNonFastForwards(true);
    pack.setAllowDeletes(true);
    pack.setAllowBranchDeletes(true);
    pack.setPreReceiveHook(new PushHook(store, proposals, person, audited));
    return pack;
  }

  private Caller require(Context http, Permission permission) {
    Caller caller = HttpAccess.caller(http);
    try {
      caller.require(permission, "git");
    } catch (FirstvalueException e) {
      if (permission != Permission.PERMISSION_READ) {
        new AuditedPush(audit, HttpAccess.requestId(http), caller).turnedAway(e);
      }
      throw e;
    }
    return caller;
  }

  /** Who pushes; empty where anybody may call, and the commits are believed. */
  private static Optional<Author> person(Caller caller) {
    if (caller.equals(Caller.ANYBODY)) {
      return Optional.empty();
    }
    if (caller.email().isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.PERMISSION_DENIED,
          "git",
          "the token of " + caller.name() + " has no address, so it is no person's",
          "Use a token of your own, made with --name and --email as you sign commits");
    }
    return Optional.of(new Author(caller.name(), caller.email()));
  }

  /** One side of Git's protocol. */
  private interface Talk {
    void with(InputStream in, OutputStream out) throws IOException;
  }

  /**
   * Talks Git's protocol over a request. What cannot be understood of it is the sender's fault.
   * Where JGit has answered already, in Git's own words, nothing is put behind that.
   */
  private static void talk(Context http, long largest, Talk talk) throws IOException {
    OutputStream answer = http.outputStream();
    BegunStream out = new BegunStream(answer);
    try (InputStream in = new LimitedBody(body(http), largest)) {
      talk.with(in, out);
    } catch (IOException | IllegalArgumentException e) {
      if (out.begun()) {
        LOG.info("{} of {} was refused: {}", http.path(), HttpAccess.requestId(http), e.toString());
      } else if (e instanceof LimitedBody.ExceededException) {
        throw new FirstvalueException(
            ErrorCode.LIMIT_EXCEEDED,
            "git",
            "the request has more than " + largest + " bytes, unpacked",
            "Send less at a time");
      } else if (e instanceof FileSystemException) {
        throw e;
      } else {
        // Before its first word JGit has only read what was sent.
        throw malformed(e);
      }
    }
  }

  private static FirstvalueException malformed(Exception cause) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "git",
        "the request is none of Git's protocol: "
            + String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", "?"),
        "Use the git program: clone, fetch and push",
        cause);
  }

  private static InputStream body(Context http) throws IOException {
    InputStream body = http.req().getInputStream();
    return "gzip".equals(http.header("Content-Encoding")) ? new GZIPInputStream(body) : body;
  }
}
