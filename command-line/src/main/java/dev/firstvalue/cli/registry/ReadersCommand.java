package dev.firstvalue.cli.registry;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReadersResponse;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists who reads definitions. */
@Command(
    name = "readers",
    mixinStandardHelpOptions = true,
    description =
        "List who asks a registry's server for a definition by its name: which version, as whom,"
            + " with which client, how often, and when last. From a repository: as its server last"
            + " wrote it, at most some minutes ago.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue readers --server localhost:7777",
      "  firstvalue readers lessons-completed@1 --since 2026-05-01 --repository registry.git"
    })
public final class ReadersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME[@VERSION]",
      converter = VersionName.Converter.class,
      description = "Only those of this definition, or of this version. Default: of all.")
  private @Nullable VersionName name;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only those seen at or after this time.")
  private @Nullable Instant since;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    ListReadersRequest.Builder asked = ListReadersRequest.newBuilder();
    if (name != null) {
      asked.setName(name.name()).setVersion(name.versionOrZero());
    }
    if (since != null) {
      asked.setSeenSince(Timestamps.fromMillis(since.toEpochMilli()));
    }
    RegistryConnection.Readers found;
    try (RegistryReader reader = registry.open()) {
      found = reader.readers(asked.build());
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> {
        terminal.print(ReaderText.table(found.readers()));
        terminal.note("counted since " + found.countedSince());
      }
      case JSON ->
          terminal.println(
              ProtoJson.printReport(
                  ListReadersResponse.newBuilder()
                      .addAllReaders(found.readers())
                      .setCountedSince(Timestamps.fromMillis(found.countedSince().toEpochMilli()))
                      .build()));
    }
    return ExitCode.FINE;
  }
}
