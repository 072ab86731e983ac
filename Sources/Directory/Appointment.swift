import Kernel
import Storage

/// In what relation a person works for the state (cán bộ, công chức, viên chức, người lao động).
public enum StaffCategory: String, Sendable, Hashable, CaseIterable {
  /// Elected or appointed to office for a term (cán bộ).
  case electedOfficial = "elected_official"
  /// A civil servant (công chức).
  case civilServant = "civil_servant"
  /// A public employee of a service unit (viên chức).
  case publicEmployee = "public_employee"
  /// A worker under a labour contract (người lao động).
  case contractWorker = "contract_worker"
}

/// A post of an organisation (chức vụ), whoever holds it.
public struct Post: Hashable, Sendable {
  /// Its identity.
  public let id: ID<Post>
  /// The organisation it belongs to.
  public let organisation: ID<Organisation>
  /// The Vietnamese title, such as «Giám đốc».
  public let vietnameseTitle: String
  /// The English title.
  public let englishTitle: String
  /// Its place in lists: 1 stands first.
  public let rank: Int

  /// A post with these parts.
  public init(id: ID<Post>, organisation: ID<Organisation>, vietnameseTitle: String, englishTitle: String, rank: Int) {
    self.id = id
    self.organisation = organisation
    self.vietnameseTitle = vietnameseTitle
    self.englishTitle = englishTitle
    self.rank = rank
  }
}

/// A person in a post from a day to a day. An appointment is no account: who signed a decision in 2018 never signed in.
public struct Appointment: Hashable, Sendable {
  /// Its identity.
  public let id: ID<Appointment>
  /// The post.
  public let post: ID<Post>
  /// The person's full name as one field, in the order it is spoken.
  public let fullName: String
  /// The person's relation to the state.
  public let staffCategory: StaffCategory
  /// The first day.
  public let from: CivilDate
  /// The last day, `nil` while it lasts.
  public let to: CivilDate?

  /// An appointment with these parts.
  public init(
    id: ID<Appointment>, post: ID<Post>, fullName: String, staffCategory: StaffCategory, from: CivilDate, to: CivilDate?
  ) {
    self.id = id
    self.post = post
    self.fullName = fullName
    self.staffCategory = staffCategory
    self.from = from
    self.to = to
  }
}
