import Kernel
import Storage

/// Posts, and who held them on a day. Every writing function belongs to the department of the act and leaves its own note.
public enum AppointmentStore {
  /// Adds a post to an organisation of the act's department.
  /// - Throws: `DirectoryError.unknownOrganisation`, `.nameMissing`.
  public static func addPost(
    to organisation: ID<Organisation>, vietnameseTitle: String, englishTitle: String, rank: Int,
    _ transaction: WriteTransaction
  ) throws -> Post {
    try DirectoryStore.requireOrganisation(organisation, transaction)
    let title = VietnameseText.cleaned(vietnameseTitle)
    guard !title.isEmpty else { throw DirectoryError.nameMissing }
    let post = Post(
      id: ID(transaction.effects.newID()), organisation: organisation, vietnameseTitle: title,
      englishTitle: VietnameseText.cleaned(englishTitle), rank: rank)
    try transaction.run(
      """
      INSERT INTO directory_post (id, department, organisation, title_vi, title_en, rank)
      VALUES (\(post.id), \(transaction.act.department), \(organisation), \(title), \(post.englishTitle), \(rank))
      """)
    transaction.note(
      AuditNote(kind: "directory.post_added", subject: post.id.rawValue, detail: ["organisation": organisation.rawValue]))
    return post
  }

  /// Appoints a person to a post of the act's department. The audit chain gets the appointment's id, not the name.
  /// - Throws: `DirectoryError.unknownPost`, `.nameMissing`, `.badPeriod`.
  public static func appoint(
    _ fullName: String, to post: ID<Post>, as category: StaffCategory, from: CivilDate, to last: CivilDate? = nil,
    _ transaction: WriteTransaction
  ) throws -> Appointment {
    let department = transaction.act.department
    guard try transaction.row("SELECT id FROM directory_post WHERE id = \(post) AND department = \(department)") != nil
    else { throw DirectoryError.unknownPost(post.rawValue) }
    let name = VietnameseText.cleaned(fullName)
    guard !name.isEmpty else { throw DirectoryError.nameMissing }
    if let last, last < from { throw DirectoryError.badPeriod(from: from, to: last) }
    let appointment = Appointment(
      id: ID(transaction.effects.newID()), post: post, fullName: name, staffCategory: category, from: from, to: last)
    try transaction.run(
      """
      INSERT INTO directory_appointment (id, department, post, full_name, staff_category, valid_from, valid_to)
      VALUES (\(appointment.id), \(department), \(post), \(name), \(category.rawValue), \(from), \(last))
      """)
    transaction.note(
      AuditNote(
        kind: "directory.appointed", subject: appointment.id.rawValue,
        detail: ["post": post.rawValue, "from": from.iso, "to": last?.iso ?? ""]))
    return appointment
  }

  /// The posts of an organisation, the first in rank first.
  public static func posts(of organisation: ID<Organisation>, _ transaction: ReadTransaction) throws -> [Post] {
    try transaction.rows("SELECT * FROM directory_post WHERE organisation = \(organisation) ORDER BY rank, id").map {
      Post(
        id: try $0.id("id"), organisation: try $0.id("organisation"), vietnameseTitle: try $0.requiredText("title_vi"),
        englishTitle: try $0.requiredText("title_en"), rank: try $0.requiredInteger("rank"))
    }
  }

  /// Who held posts of an organisation on a day, in the order of the posts' ranks.
  public static func appointments(
    in organisation: ID<Organisation>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> [Appointment] {
    try transaction.rows(
      """
      SELECT appointment.* FROM directory_appointment appointment
      JOIN directory_post post ON post.id = appointment.post
      WHERE post.organisation = \(organisation) AND \(DirectoryStore.inForce(on: day))
      ORDER BY post.rank, post.id, appointment.valid_from, appointment.id
      """
    ).map {
      guard let from = $0.date("valid_from") else { throw StorageError.unreadable(column: "valid_from") }
      return Appointment(
        id: try $0.id("id"), post: try $0.id("post"), fullName: try $0.requiredText("full_name"),
        staffCategory: try $0.choice("staff_category"), from: from, to: $0.date("valid_to"))
    }
  }
}
