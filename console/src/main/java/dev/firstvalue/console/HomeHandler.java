package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.HomePage;
import dev.firstvalue.console.view.HomePage.Card;
import dev.firstvalue.console.view.HomePage.Judged;
import dev.firstvalue.console.view.HomePage.Unreadable;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.words.DefinitionWords;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows all definitions, or those that are asked for. */
final class HomeHandler implements PageHandler {
  private static final int CARDS = 50;
  private static final int MOST_UNREADABLE = 50;
  private static final int LONGEST_MEANING = 240;

  private final Catalogue catalogue = new Catalogue();

  @Override
  public void answer(Guest guest) {
    Reads reads = new Reads(guest.visit());
    Catalogue.Edition all = catalogue.of(guest.visit());
    String text = guest.query("q");
    String status = guest.query("status");
    String small = text.toLowerCase(Locale.ROOT);
    List<Catalogue.Row> found =
        all.rows().stream().filter(row -> row.matches(small, status)).toList();
    Window window = Window.of(guest.query("page"), found.size(), CARDS);
    Map<String, List<Link>> proposals = proposals(reads.openProposals(""));
    List<Card> cards =
        found.subList(window.from(), window.to()).stream()
            .map(row -> card(reads, row, proposals.getOrDefault(row.name(), List.of())))
            .toList();
    String query = "/?q=" + Shown.encoded(text) + "&status=" + Shown.encoded(status);
    guest.show(
        "home",
        "Definitions",
        "/",
        new HomePage(
            Shown.line(text),
            Shown.line(status),
            DefinitionStatus.words(),
            all.rows().size(),
            found.size(),
            window.pages() > 1 ? window.number() + " of " + window.pages() : "",
            cards,
            window.earlier(query),
            window.later(query),
            all.unreadable().stream().limit(MOST_UNREADABLE).map(HomeHandler::unreadable).toList(),
            Math.max(0, all.unreadable().size() - MOST_UNREADABLE)));
  }

  private static Unreadable unreadable(Quarantined file) {
    return new Unreadable(Shown.line(file.getPath()), Shown.line(file.getMessage()));
  }

  private static Card card(Reads reads, Catalogue.Row row, List<Link> proposals) {
    DefinitionVersion version = reads.version(row.name(), row.version());
    Metadata metadata = version.getDefinition().getMetadata();
    return new Card(
        Link.definition(row.name()),
        Shown.line(metadata.getTitle()),
        Shown.shortened(DefinitionWords.line(version.getDefinition()), LONGEST_MEANING),
        row.status().badge(),
        Versions.number(version),
        Shown.line(String.join(", ", metadata.getOwnersList())),
        judged(reads.newestReport(row.name())),
        proposals);
  }

  private static Optional<Judged> judged(Optional<Report> report) {
    return report
        .filter(Report::hasValidation)
        .map(
            kept ->
                new Judged(
                    Badge.of(kept.getValidation().getVerdict().getOutcome()),
                    Link.report("report", kept.getId())));
  }

  /** Open proposals by the definitions that they touch. */
  private static Map<String, List<Link>> proposals(List<Proposal> open) {
    Map<String, List<Link>> byName = new HashMap<>();
    for (Proposal proposal : open) {
      for (ProposedFile file : proposal.getFilesList()) {
        Versions.definitionAt(file.getPath())
            .ifPresent(
                name ->
                    byName
                        .computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(Link.proposal(proposal.getNumber())));
      }
    }
    return byName;
  }
}
