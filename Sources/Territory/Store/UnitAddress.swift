/// What was typed, cut at its commas: the name of a unit, and the names of units above it.
struct UnitAddress {
  /// Every way to read the unit's own name.
  let readings: [UnitQuestion]
  /// For each further part, every way to read it.
  let above: [[UnitQuestion]]

  init(_ text: String) {
    let parts = text.split(separator: ",").map { UnitQuestion.readings(of: String($0)) }.filter { !$0.isEmpty }
    readings = parts.first ?? []
    above = Array(parts.dropFirst())
  }

  /// Whether each further part begins the name of a unit above.
  func fits(_ path: AdministrativePath) -> Bool {
    above.allSatisfy { part in
      part.contains { reading in path.above.contains { reading.begins($0) } }
    }
  }
}

extension UnitQuestion {
  /// Whether the unit's name, in either spelling, begins so.
  func begins(_ unit: AdministrativeUnit) -> Bool {
    if let typeKey, UnitNameKey(unit.type).folded != typeKey { return false }
    return [unit.name, unit.alternativeName ?? ""].contains { UnitNameKey($0).folded.hasPrefix(name.folded) }
  }
}
