import Kernel

/// A type whose values can be bound into SQL.
public protocol Bindable: Sendable {
  /// The value to bind.
  var bound: Value { get }
}

/// A statement in the common subset of both engines; interpolated values are bound, never pasted into the text.
///
///     SQL("SELECT name FROM territory_unit WHERE code = \(code) AND valid_from <= \(day)")
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  enum Part: Sendable {
    case text(String)
    case binding(Value)
    case dialect(sqlite: String, postgres: String)
  }

  let parts: [Part]

  /// A statement without values.
  public init(stringLiteral text: String) { parts = [.text(text)] }

  /// A statement with bound values.
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// A statement known only at run time, such as a migration's; never made of what users typed.
  public init(unchecked text: String) { parts = [.text(text)] }

  init(parts: [Part]) { self.parts = parts }

  /// The values to bind, in order.
  public var bindings: [Value] {
    parts.compactMap { if case .binding(let value) = $0 { value } else { nil } }
  }

  /// The text with the engine's placeholders: `?` on SQLite, `$1`, `$2` … on PostgreSQL.
  public func text(for engine: Engine) -> String {
    var text = ""
    var count = 0
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .dialect(let sqlite, let postgres): text += engine == .sqlite ? sqlite : postgres
      case .binding:
        count += 1
        text += engine == .sqlite ? "?" : "$\(count)"
      }
    }
    return text
  }

  /// Collects the pieces of an interpolated statement.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(interpolationCount * 2 + 1) }

    /// Called by the compiler.
    public mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some Bindable) { parts.append(.binding(value.bound)) }

    /// Binds a value, or NULL.
    public mutating func appendInterpolation(_ value: (some Bindable)?) { parts.append(.binding(value?.bound ?? .null)) }

    /// Binds the values of a list, for `IN (…)`. An empty list becomes NULL, which nothing equals.
    public mutating func appendInterpolation(list values: [some Bindable]) {
      if values.isEmpty { parts.append(.text("NULL")) }
      for (index, value) in values.enumerated() {
        if index > 0 { parts.append(.text(", ")) }
        parts.append(.binding(value.bound))
      }
    }

    /// Binds rows of two or more values each, as a table; no rows become one of NULLs, which nothing equals.
    public mutating func appendInterpolation(rows given: [[Value]]) {
      let rows = given.isEmpty ? [[.null, .null]] : given
      parts.append(.text("VALUES "))
      for (index, row) in rows.enumerated() {
        parts.append(.text(index > 0 ? ", (" : "("))
        appendInterpolation(list: row)
        parts.append(.text(")"))
      }
    }

    /// Puts another statement's text and values here.
    public mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }

    /// A named place where the engines differ.
    public mutating func appendInterpolation(sqlite: StaticString, postgres: StaticString) {
      parts.append(.dialect(sqlite: "\(sqlite)", postgres: "\(postgres)"))
    }
  }
}

extension String: Bindable {
  /// Text.
  public var bound: Value { .text(self) }
}

extension Substring: Bindable {
  /// Text.
  public var bound: Value { .text(String(self)) }
}

extension Int: Bindable {
  /// A whole number.
  public var bound: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
  /// A whole number.
  public var bound: Value { .integer(self) }
}

extension Bool: Bindable {
  /// 1 or 0.
  public var bound: Value { .integer(self ? 1 : 0) }
}

extension Value: Bindable {
  /// Itself.
  public var bound: Value { self }
}

extension [UInt8]: Bindable {
  /// Bytes.
  public var bound: Value { .blob(self) }
}

extension ID: Bindable {
  /// The id's text.
  public var bound: Value { .text(rawValue) }
}

extension CivilDate: Bindable {
  /// The ISO form, which sorts as the days do.
  public var bound: Value { .text(iso) }
}

extension Moment: Bindable {
  /// The ISO form, which sorts as the moments do.
  public var bound: Value { .text(iso) }
}

extension Period: Bindable {
  /// The written form.
  public var bound: Value { .text(description) }
}

extension Quantity: Bindable {
  /// The number of ten-thousandths.
  public var bound: Value { .integer(tenThousandths) }
}
