import Directory
import Figures
import Kernel
import Storage
import Systems

/// The acts of people on the catalogue of indicators. A row comes as a file with one line, so that pages and files keep the same
/// rules. What is wrong with it stands in the outcome, and then nothing was written.
public enum CatalogueActs {
  /// Saves one of the own indicators of the act's department: it counts there at once.
  /// - Parameter seen: the version the person saw, 0 for a new one.
  /// - Throws: `PlanningError.notYourUnit`; `.staleVersion` when somebody else changed it meanwhile.
  public static func saveOwn(
    _ row: [UInt8], seen: Int, by authority: Authority, _ transaction: WriteTransaction
  ) throws -> ImportOutcome {
    guard authority.may(.manageIndicators) else { throw PlanningError.notYourUnit }
    try transaction.enter(.catalogue)
    var (outcome, candidates) = try IndicatorImport.judge(row, as: .own(transaction.act.department), transaction)
    guard outcome.errors.isEmpty, let candidate = candidates.first else { return outcome }
    guard (candidate.before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    guard candidate.effect != .unchanged else { return outcome }
    try IndicatorStore.save(candidate.indicator, transaction)
    outcome.wasWritten = true
    return outcome
  }

  /// Proposes a new shared indicator or a change of one, with the act's reason. The catalogue stays as it is.
  /// - Throws: `PlanningError.notYourUnit`, `.reasonMissing`, `.nothingProposed`, `.staleVersion`.
  public static func propose(
    _ row: [UInt8], seen: Int, by authority: Authority, _ transaction: WriteTransaction
  ) throws -> ImportOutcome {
    guard authority.may(.manageIndicators) else { throw PlanningError.notYourUnit }
    try transaction.enter(.catalogue)
    var (outcome, candidates) = try IndicatorImport.judge(row, as: .proposal, transaction)
    guard outcome.errors.isEmpty, let candidate = candidates.first else { return outcome }
    guard (candidate.before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    guard candidate.effect != .unchanged else { throw PlanningError.nothingProposed }
    guard !VietnameseText.cleaned(transaction.act.reason).isEmpty else { throw PlanningError.reasonMissing }
    try ProposalStore.add(
      String(decoding: row, as: UTF8.self), about: candidate.indicator.code, seen: seen, transaction)
    outcome.wasWritten = true
    return outcome
  }

  /// Adopts a proposal as the installation's administrator: the shared catalogue changes. The act is the installation's.
  /// - Throws: `PlanningError.unknownProposal`, `.installationDecides`, `.ownProposal`, `.proposalSettled`; `.staleVersion` where
  ///   the indicator was changed after it was proposed.
  public static func adopt(
    _ id: ID<IndicatorProposal>, by viewer: Viewer, _ transaction: WriteTransaction
  ) throws -> ImportOutcome {
    let proposal = try decided(id, by: viewer, transaction)
    var (outcome, candidates) = try IndicatorImport.judge(proposal.row, as: .proposal, transaction)
    guard outcome.errors.isEmpty, let candidate = candidates.first else { return outcome }
    guard (candidate.before?.version ?? 0) == proposal.seen else { throw PlanningError.staleVersion }
    try IndicatorStore.save(candidate.indicator, transaction)
    try ProposalStore.settle(proposal, as: .adopted, transaction)
    outcome.wasWritten = true
    return outcome
  }

  /// Declines a proposal as the installation's administrator, with the act's reason.
  /// - Throws: as `adopt`, and `PlanningError.reasonMissing`.
  public static func decline(
    _ id: ID<IndicatorProposal>, by viewer: Viewer, _ transaction: WriteTransaction
  ) throws {
    let proposal = try decided(id, by: viewer, transaction)
    guard !VietnameseText.cleaned(transaction.act.reason).isEmpty else { throw PlanningError.reasonMissing }
    try ProposalStore.settle(proposal, as: .declined, transaction)
  }

  /// Takes a proposal of the act's department back.
  /// - Throws: `PlanningError.unknownProposal`, `.proposalSettled`.
  public static func withdraw(
    _ id: ID<IndicatorProposal>, by viewer: Viewer, _ transaction: WriteTransaction
  ) throws {
    let proposal = try ProposalStore.proposal(id, for: current(viewer, transaction), transaction)
    guard proposal.department == transaction.act.department, proposal.department == viewer.account.department else {
      throw PlanningError.unknownProposal
    }
    try ProposalStore.settle(proposal, as: .withdrawn, transaction)
  }

  /// The proposal, if this person may decide about it: as the second one, and in the name of the installation.
  private static func decided(
    _ id: ID<IndicatorProposal>, by viewer: Viewer, _ transaction: WriteTransaction
  ) throws -> IndicatorProposal {
    try transaction.enter(.catalogue)
    let now = try current(viewer, transaction)
    let proposal = try ProposalStore.proposal(id, for: now, transaction)
    guard now.mayForInstallation(.manageIndicators), transaction.act.department == Department.installation else {
      throw PlanningError.installationDecides
    }
    guard proposal.proposedBy != now.account.actor else { throw PlanningError.ownProposal }
    guard proposal.state == .waiting else { throw PlanningError.proposalSettled }
    return proposal
  }

  /// The person with the roles he holds now: they may have ended while he looked at the page.
  private static func current(_ viewer: Viewer, _ transaction: WriteTransaction) throws -> Viewer {
    guard let now = try AccountStore.renewed(viewer, transaction), now.may(.manageIndicators) else {
      throw PlanningError.unknownProposal
    }
    return now
  }
}
