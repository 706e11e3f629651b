package dev.firstvalue.registry.proposal;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.evidence.VersionEvidence;
import dev.firstvalue.registry.gate.ChangeGate;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateStatuses;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.gate.OwnerGate;
import dev.firstvalue.registry.gate.ReviewGate;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.owner.Owners;
import dev.firstvalue.registry.owner.People;
import dev.firstvalue.registry.publish.Inspection;
import dev.firstvalue.registry.restatement.RestatementStore;
import dev.firstvalue.registry.v1.CloseProposalRequest;
import dev.firstvalue.registry.v1.Conflict;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.ProposedChange;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import dev.firstvalue.registry.v1.StoredProposal;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import dev.firstvalue.registry.version.DefinitionLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The proposals of a registry. Each call is kept in Git before it is answered; a call that is
 * repeated under its request id is answered again and does nothing.
 *
 * <p>Thread-safe: whatever changes a proposal goes one at a time, except that nobody waits while a
 * merge asks the store. On a repository that is open for reading only reads work.
 */
public final class Proposals {
  private static final int MOST_REVIEWS = 200;

  private final RegistryRepository repository;
  private final DefinitionLanguage language;
  private final ProposalStore store;
  private final ProposalBranch branch;
  private final Merge merge;
  private final ProposalLimits limits;
  private final boolean writes;

  /**
   * Proposals of a repository, as many as come.
   *
   * @param gate what the events say of a candidate
   */
  public Proposals(RegistryRepository repository, DefinitionLanguage language, Gate gate) {
    this(repository, language, gate, ProposalLimits.NONE, repository.store().writable());
  }

  /** Proposals of a repository, so many of them open. */
  public Proposals(
      RegistryRepository repository,
      DefinitionLanguage language,
      Gate gate,
      ProposalLimits limits) {
    this(repository, language, gate, limits, repository.store().writable());
  }

  /** Proposals of a repository that follows another one's: they are read, and changed there. */
  public static Proposals followed(
      RegistryRepository repository, DefinitionLanguage language, Gate gate) {
    return new Proposals(repository, language, gate, ProposalLimits.NONE, false);
  }

  private Proposals(
      RegistryRepository repository,
      DefinitionLanguage language,
      Gate gate,
      ProposalLimits limits,
      boolean writes) {
    this.limits = limits;
    this.writes = writes;
    this.repository = repository;
    this.language = language;
    this.store = new ProposalStore(repository.store());
    this.branch = new ProposalBranch(repository.store());
    this.merge = new Merge(this, repository, gate);
    if (writes) {
      recover();
    }
  }

  /** What a crash left undone: a merge that is on main and not in the record, a missing branch. */
  private synchronized void recover() {
    for (StoredProposal kept : store.all().values()) {
      Proposal proposal = kept.getProposal();
      StoredProposal now = merge.recovered(kept).orElse(kept);
      if (!now.equals(kept) || !branch.isAsItShouldBe(proposal)) {
        branch.follow(now.getProposal(), contents(proposal).bytes(), actor(proposal.getAuthor()));
      }
    }
  }

  /** Opens a proposal. */
  public synchronized ProposalView create(CreateProposalRequest request, Author actor) {
    writable();
    Answered asked = Answered.of(request.getRequestId(), request, actor);
    Optional<StoredProposal> answered = asked.before(store.all().values());
    if (answered.isPresent()) {
      return view(answered.get().getProposal());
    }
    limits.check(list(), named(actor));
    RegistrySnapshot main = repository.refresh();
    Contents contents = Contents.sent(request.getFilesList(), repository, main);
    SortedMap<Integer, StoredProposal> all = store.all();
    int number = all.isEmpty() ? 1 : all.lastKey() + 1;
    Proposal.Builder proposal =
        Proposal.newBuilder()
            .setNumber(number)
            .setTitle(ProposalFields.line("title", request.getTitle()))
            .setDescription(request.getDescription())
            .setAuthor(named(actor))
            .addWriters(named(actor))
            .setState(ProposalState.PROPOSAL_STATE_OPEN)
            .addAllFiles(contents.files())
            .setRestate(ProposalFields.restate(request.getRestate()))
            .setContentHash(ProposalContent.hash(contents.files(), request.getRestate()))
            .setBaseCommit(main.commit())
            .setBranch(ProposalBranch.name(number))
            .setTopic(request.getTopic())
            .setCreatedAt(Timestamps.fromMillis(repository.clock().instant().toEpochMilli()));
    return keep(Optional.empty(), proposal, Optional.of(contents), asked, actor, "opened");
  }

  /** Changes an open proposal. */
  public synchronized ProposalView update(UpdateProposalRequest request, Author actor) {
    writable();
    Answered asked = Answered.of(request.getRequestId(), request, actor);
    Optional<StoredProposal> answered = asked.before(store.all().values());
    if (answered.isPresent()) {
      return view(answered.get().getProposal());
    }
    StoredProposal before = open(request.getNumber(), request.getIfMatch());
    RegistrySnapshot main = repository.refresh();
    Proposal.Builder proposal = before.getProposal().toBuilder();
    Optional<Contents> contents =
        request.getFilesCount() == 0
            ? Optional.empty()
            : Optional.of(Contents.sent(request.getFilesList(), repository, main));
    contents.ifPresent(
        sent -> proposal.clearFiles().addAllFiles(sent.files()).setBaseCommit(main.commit()));
    if (request.hasTitle()) {
      proposal.setTitle(ProposalFields.line("title", request.getTitle()));
    }
    if (request.hasDescription()) {
      proposal.setDescription(request.getDescription());
    }
    if (request.hasRestate()) {
      proposal.setRestate(ProposalFields.restate(request.getRestate()));
    }
    proposal.setContentHash(ProposalContent.hash(proposal.getFilesList(), proposal.getRestate()));
    boolean wrote = !proposal.getContentHash().equals(before.getProposal().getContentHash());
    if (wrote && !wrote(proposal.build(), actor)) {
      proposal.addWriters(named(actor));
    }
    return keep(Optional.of(before), proposal, contents, asked, actor, "changed");
  }

  /** Keeps what somebody says about a content. */
  public synchronized ProposalView review(ReviewProposalRequest request, Author actor) {
    writable();
    Answered asked = Answered.of(request.getRequestId(), request, actor);
    Optional<StoredProposal> answered = asked.before(store.all().values());
    if (answered.isPresent()) {
      return view(answered.get().getProposal());
    }
    StoredProposal before = open(request.getNumber(), "");
    Proposal.Builder proposal = before.getProposal().toBuilder();
    if (!request.getContentHash().equals(proposal.getContentHash())) {
      throw ProposalErrors.changed(
          proposal.build(), "content", request.getContentHash(), proposal.getContentHash());
    }
    if (request.getVerdict() == ReviewVerdict.REVIEW_VERDICT_APPROVE
        && wrote(proposal.build(), actor)) {
      throw ProposalErrors.own(proposal.build(), named(actor));
    }
    proposal.addReviews(
        Review.newBuilder()
            .setReviewer(named(actor))
            .setVerdict(request.getVerdict())
            .setComment(request.getComment())
            .setContentHash(request.getContentHash())
            .setRecordedAt(Timestamps.fromMillis(repository.clock().instant().toEpochMilli())));
    while (proposal.getReviewsCount() > MOST_REVIEWS) {
      proposal.removeReviews(0);
    }
    return keep(Optional.of(before), proposal, Optional.empty(), asked, actor, "reviewed");
  }

  /** Merges a proposal, or says how its gates stand. */
  public Merged merge(MergeProposalRequest request, Author actor) {
    if (!request.getValidateOnly()) {
      writable();
    }
    return merge.merge(request, actor);
  }

  /** Gives a proposal up. */
  public synchronized ProposalView close(CloseProposalRequest request, Author actor) {
    writable();
    Answered asked = Answered.of(request.getRequestId(), request, actor);
    Optional<StoredProposal> answered = asked.before(store.all().values());
    if (answered.isPresent()) {
      return view(answered.get().getProposal());
    }
    StoredProposal before = open(request.getNumber(), request.getIfMatch());
    Proposal.Builder proposal =
        before.getProposal().toBuilder()
            .setState(ProposalState.PROPOSAL_STATE_CLOSED)
            .setEndedBy(named(actor));
    return keep(Optional.of(before), proposal, Optional.empty(), asked, actor, "closed");
  }

  /** One proposal. */
  public ProposalView get(int number) {
    return view(kept(number).getProposal());
  }

  /** Every proposal without the contents of its files, the newest first. */
  public List<Proposal> list() {
    return new TreeMap<>(store.all())
        .descendingMap().values().stream().map(StoredProposal::getProposal).toList();
  }

  /** The open proposal of a topic. */
  public Optional<Proposal> ofTopic(String topic) {
    return list().stream()
        .filter(proposal -> proposal.getState() == ProposalState.PROPOSAL_STATE_OPEN)
        .filter(proposal -> proposal.getTopic().equals(topic))
        .findFirst();
  }

  /** What a proposal changes on main, file by file; nothing once it has ended. */
  public List<ProposedChange> differences(ProposalView view) {
    Proposal whole = view.proposal();
    if (whole.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
      return List.of();
    }
    RegistrySnapshot main = repository.snapshot();
    Inspection inspection =
        new Inspection(repository, main, language, contents(whole).drafts(), whole.getRestate());
    return ProposedChanges.of(whole.getFilesList(), inspection.candidates(), repository, main);
  }

  /** What an open proposal does to each definition, a line each. */
  public List<String> changes(int number) {
    Proposal proposal = kept(number).getProposal();
    RegistrySnapshot main = repository.refresh();
    return look(proposal, contents(proposal), main).inspection().candidates().stream()
        .map(candidate -> candidate.name() + ": " + ChangeGate.sentence(candidate))
        .toList();
  }

  /** What each change of a definition's meaning did to the past, the newest first. */
  public List<Restatement> restatements(String name) {
    return new RestatementStore(repository.store()).of(name, repository.snapshot());
  }

  /** What a version stands on. */
  public GetEvidenceResponse evidence(GetEvidenceRequest request) {
    return VersionEvidence.of(
        repository.snapshot(), request, list(), restatements(request.getName()));
  }

  StoredProposal kept(int number) {
    StoredProposal kept = store.all().get(number);
    if (kept == null) {
      throw ProposalErrors.notFound(number);
    }
    return kept;
  }

  Optional<StoredProposal> answered(Answered asked) {
    return asked.before(store.all().values());
  }

  /** An open proposal in the edition that is meant. */
  StoredProposal open(int number, String etag) {
    StoredProposal kept = kept(number);
    Proposal proposal = kept.getProposal();
    if (proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
      throw ProposalErrors.ended(proposal);
    }
    if (!etag.isEmpty() && !etag.equals(proposal.getEtag())) {
      throw ProposalErrors.changed(proposal, "etag", etag, proposal.getEtag());
    }
    return kept;
  }

  /** Keeps the next edition of a proposal, and then shows it to plain git. */
  ProposalView keep(
      Optional<StoredProposal> before,
      Proposal.Builder proposal,
      Optional<Contents> contents,
      Answered asked,
      Author actor,
      String verb) {
    int edition = before.map(StoredProposal::getEdition).orElse(0) + 1;
    proposal
        .setEtag(proposal.getNumber() + "." + edition)
        .setUpdatedAt(Timestamps.fromMillis(repository.clock().instant().toEpochMilli()));
    StoredProposal.Builder next =
        before.map(StoredProposal::toBuilder).orElseGet(StoredProposal::newBuilder);
    next.setProposal(proposal).setEdition(edition);
    asked.rememberIn(next);
    SortedMap<String, ByteString> bytes = contents.map(Contents::bytes).orElseGet(TreeMap::new);
    store.save(
        next.build(),
        before,
        bytes,
        actor,
        "Proposal " + proposal.getNumber() + " " + verb + ": " + proposal.getTitle());
    store.all();
    boolean ended = proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN;
    if (contents.isPresent() || ended) {
      branch.follow(proposal.build(), bytes, actor);
    }
    return view(proposal.build());
  }

  private ProposalView view(Proposal proposal) {
    Contents contents = contents(proposal);
    Proposal whole = proposal.toBuilder().clearFiles().addAllFiles(contents.whole()).build();
    if (proposal.getState() != ProposalState.PROPOSAL_STATE_OPEN) {
      return new ProposalView(whole, List.of(), List.of());
    }
    RegistrySnapshot main = repository.refresh();
    Looked looked = look(proposal, contents, main);
    return new ProposalView(whole, looked.conflicts(), GateStatuses.of(looked.objections(), false));
  }

  Contents contents(Proposal proposal) {
    return Contents.kept(store, proposal.getNumber(), proposal.getFilesList());
  }

  /** Every gate that needs no store, on one snapshot of main. */
  record Looked(Inspection inspection, List<Conflict> conflicts, List<Objection> objections) {}

  Looked look(Proposal proposal, Contents contents, RegistrySnapshot main) {
    Inspection inspection =
        new Inspection(repository, main, language, contents.drafts(), proposal.getRestate());
    List<Conflict> conflicts = Conflicts.of(proposal, repository, main, store.all().values());
    PolicySpec rules = inspection.before().rules();
    List<Objection> objections = new ArrayList<>(Conflicts.objections(conflicts));
    objections.addAll(inspection.objections());
    objections.addAll(ReviewGate.check(proposal, rules));
    objections.addAll(
        OwnerGate.check(proposal, inspection.paths(), Owners.of(repository, main), rules));
    return new Looked(inspection, conflicts, objections);
  }

  private void writable() {
    if (!writes) {
      throw new FirstvalueException(
          ErrorCode.REGISTRY_READ_ONLY,
          "registry",
          "this server only reads its repository, or follows another one",
          "Ask the server that owns the repository");
    }
  }

  private static boolean wrote(Proposal proposal, Author actor) {
    String email = People.email(named(actor));
    return proposal.getWritersList().stream()
        .anyMatch(writer -> People.email(writer).equals(email));
  }

  static String named(Author actor) {
    return actor.name() + " <" + actor.email() + ">";
  }

  /** The person that was written as {@link #named} writes. */
  static Author actor(String named) {
    int open = named.lastIndexOf('<');
    return new Author(
        named.substring(0, open).strip(), named.substring(open + 1, named.length() - 1));
  }
}
