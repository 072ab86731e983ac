import Kernel

/// A unit that something written may mean, as it is told to the writer: what it is called, since when and until when it lives,
/// and how to write it so that nothing else is meant.
public struct UnitReading: Hashable, Sendable {
  /// Whether the unit can be used where it was asked for.
  public enum Standing: Hashable, Sendable {
    /// It can.
    case usable
    /// It had ended; who took it over, as «tỉnh Bắc Ninh (B.24)».
    case ended(heirs: [String])
    /// It had not begun; of what it was formed.
    case unborn(origins: [String])
  }

  /// The unit.
  public let life: UnitLife
  /// Its whole address.
  public let name: String
  /// The code, with a day behind it where the code alone would not do.
  public let codeForm: String
  /// Whether it can be used.
  public let standing: Standing

  /// Who took the unit over; empty while it lives, and where nobody did.
  public var heirs: [String] {
    if case .ended(let heirs) = standing { return heirs }
    return []
  }

  /// The reading as a part of a sentence.
  public var message: Message {
    var values = ["name": name, "id": life.id.rawValue]
    switch standing {
    case .ended(let heirs): return gone(heirs)
    case .unborn: return Message("territory.reading_unborn", values.merging(["from": first]) { old, _ in old })
    case .usable: values["code"] = codeForm
    }
    let words = ["level": UnitReading.word(for: life.level)]
    switch (life.from, life.to) {
    case (nil, nil): return Message("territory.reading", values, words: words)
    case (.some, nil): values["from"] = first
    case (nil, .some): values["to"] = last
    case (.some, .some): (values["from"], values["to"]) = (first, last)
    }
    let key =
      life.from == nil
      ? "territory.reading_until" : life.to == nil ? "territory.reading_since" : "territory.reading_between"
    return Message(key, values, words: words)
  }

  private func gone(_ heirs: [String]) -> Message {
    let values = ["name": name, "id": life.id.rawValue, "to": last]
    return heirs.isEmpty
      ? Message("territory.reading_ended", values)
      : Message("territory.reading_taken_over", values.merging(["heirs": heirs.joined(separator: ", ")]) { old, _ in old })
  }

  /// The first and the last day as offices write them; empty where there is none.
  var first: String { life.from.map(TerritoryError.written) ?? "" }
  var last: String { life.to.map(TerritoryError.written) ?? "" }

  /// The wording key of a level.
  private static func word(for level: AdministrativeUnit.Level) -> String {
    switch level {
    case .province: "territory.level.province"
    case .district: "territory.level.district"
    case .commune: "territory.level.commune"
    }
  }
}
