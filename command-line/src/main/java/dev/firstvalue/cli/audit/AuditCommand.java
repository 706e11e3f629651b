package dev.firstvalue.cli.audit;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.registry.ClientSecurityOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.client.RemoteErrors;
import dev.firstvalue.registry.audit.AuditCheck;
import dev.firstvalue.registry.audit.AuditPage;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditServiceGrpc;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import dev.firstvalue.reporting.render.Printable;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells who changed what in a registry and who was refused, and whether that was tampered with. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Tell who changed what in a registry, who was refused, and who was let in: a line an entry,"
            + " the oldest first. With --verify, say whether the trail is as it was written.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue audit --repository registry.git --since 2026-11-01 --format csv",
      "  firstvalue audit --server registry.internal:7777 --caller ana@example.com",
      "  firstvalue audit --repository registry.git --verify --anchor 4f0c…",
      "%nExit codes: 0 fine, 1 the trail was tampered with, 2 misuse, 3 environment."
    })
public final class AuditCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int PAGE = 1000;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only entries of this time or later.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only entries before this time.")
  private @Nullable Instant until;

  @Option(
      names = "--caller",
      paramLabel = "NAME",
      description = "Only entries of the caller of this name or address.")
  private String caller = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or csv. Default: text.")
  private AuditFormat format = AuditFormat.TEXT;

  @Option(
      names = "--verify",
      description = "Check the whole trail instead, and print its newest hash to keep elsewhere.")
  private boolean verify;

  @Option(
      names = "--anchor",
      paramLabel = "HASH",
      description = "With --verify: a hash that was kept, which has to be in the trail.")
  private @Nullable String anchor;

  @Mixin private ClientSecurityOptions security;

  /** One of the two. */
  static final class Choice {
    @Option(
        names = {"-R", "--repository"},
        paramLabel = "DIR",
        description = "The registry's bare Git repository.")
    private @Nullable Path repository;

    @Option(
        names = "--server",
        paramLabel = "HOST:PORT",
        description = "A running registry server; for administrators.")
    private @Nullable String server;
  }

  @Override
  public Integer call() {
    if (verify) {
      return verified();
    }
    if (anchor != null) {
      throw new ParameterException(spec.commandLine(), "--anchor: goes with --verify");
    }
    if (since != null && until != null && !since.isBefore(until)) {
      throw new ParameterException(
          spec.commandLine(),
          "--since: " + since + " is not before --until " + until + ", so no entry is in between");
    }
    Terminal.of(spec).print(format.write(entries()));
    return ExitCode.FINE;
  }

  private int verified() {
    Path repository = choice.repository;
    if (repository == null) {
      throw new ParameterException(
          spec.commandLine(), "--verify: needs --repository, or a clone of all its refs");
    }
    try (GitStore store = GitStore.open(repository, InstantSource.system())) {
      AuditCheck.Result result = AuditCheck.of(store, Optional.ofNullable(anchor));
      Terminal terminal = Terminal.of(spec);
      terminal.println(
          result.head().isEmpty()
              ? "there is no trail yet"
              : result.entries() + " entries, head " + result.head());
      result.problems().forEach(problem -> terminal.println("  " + Printable.line(problem)));
      terminal.println(result.problems().isEmpty() ? "sound" : "tampered with");
      return result.problems().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
  }

  private List<AuditEntry> entries() {
    String server = choice.server;
    if (server != null) {
      try (RegistryConnection connection =
          RegistryConnection.to(server, DEADLINE, security.security())) {
        return all(
            request ->
                AuditServiceGrpc.newBlockingStub(connection.channel())
                    .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .listAuditEntries(request));
      } catch (StatusRuntimeException e) {
        throw RemoteErrors.of(server, e);
      }
    }
    Path repository = choice.repository;
    if (repository == null) {
      throw new IllegalStateException("no registry was named (expected: one of two options)");
    }
    try (GitStore store = GitStore.open(repository, InstantSource.system())) {
      return all(request -> AuditPage.of(store, request));
    }
  }

  /** Every page, in the order of time. */
  private List<AuditEntry> all(Function<ListAuditEntriesRequest, ListAuditEntriesResponse> pages) {
    ListAuditEntriesRequest.Builder request =
        ListAuditEntriesRequest.newBuilder().setPageSize(PAGE).setCaller(caller);
    if (since != null) {
      request.setSince(timestamp(since));
    }
    if (until != null) {
      request.setUntil(timestamp(until));
    }
    List<AuditEntry> entries = new ArrayList<>();
    ListAuditEntriesResponse page;
    do {
      page = pages.apply(request.build());
      entries.addAll(page.getEntriesList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return entries.reversed();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
