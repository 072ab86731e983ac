import Figures
import Kernel
import Storage
import Territory

/// Figures of a file that make a whole rectangle: the same indicators of some places in one period. So one statement names them
/// all, and none beside them.
struct FigureBlock {
  private struct Shape: Hashable {
    let department: Int32
    let period: Int32
    let indicators: [Int32]
  }

  private let shape: Shape
  /// The places, as numbers of the file.
  let places: [Int32]

  /// The indicators, as numbers of the file.
  var indicators: [Int32] { shape.indicators }

  /// The rectangles that some rows make.
  /// - Parameter rows: place by place and period by period.
  static func blocks(of rows: [Int], in file: ResultRows) -> [FigureBlock] {
    var places: [Shape: [Int32]] = [:]
    var order: [Shape] = []
    var start = 0
    while start < rows.count {
      let first = file.rows[rows[start]]
      var end = start + 1
      while end < rows.count, file.rows[rows[end]].key >> 16 == first.key >> 16 { end += 1 }
      let shape = Shape(
        department: first.department, period: first.period, indicators: rows[start..<end].map { file.rows[$0].indicator })
      if places[shape, default: []].isEmpty { order.append(shape) }
      places[shape, default: []].append(first.place)
      start = end
    }
    return order.map { FigureBlock(shape: $0, places: places[$0] ?? []) }
  }

  /// Narrows a statement to the figures at some of the places.
  func figures(at places: [Int32], in file: ResultRows) -> SQL {
    """
    department = \(file.departments[shape.department]) AND place IN (\(list: places.map { file.places[$0] }))
      AND period = \(file.periods[shape.period]) AND indicator IN (\(list: codes(in: file)))
    """
  }

  /// The figures as a scope of the ledger.
  func scope(in file: ResultRows) -> FigureLedger.Scope {
    FigureLedger.Scope(
      in: file.departments[shape.department],
      places: [file.periods[shape.period]: Set(places.map { file.places[$0] })], indicators: Set(codes(in: file)))
  }

  private func codes(in file: ResultRows) -> [String] { indicators.map { file.indicators[Int($0)].code } }
}
