import Figures
import HTML
import Kernel
import Planning
import WebShared
import Wording

/// Why what was typed into an input is not taken.
struct InputFault: Error, Hashable {
  let message: Message
}

/// How an input looks.
enum InputLook: Sendable {
  /// A line: what keyboard it asks for, how wide it is, the unit behind it.
  case line(TextKind, FieldWidth, unit: String? = nil)
  /// Several lines.
  case lines(Int)
  /// A list, with what its empty first line is called; without one where that is `nil`.
  case list([Choice], none: String?)
  /// All answers in sight.
  case answers([Choice])
  /// A box to tick.
  case tick
  /// Carried along unseen.
  case hidden
  /// The version the person saw, carried along unseen; over a newer version it is that one's.
  case version
}

/// An input of a form, whatever it reads.
protocol FormInput: Sendable {
  /// Its name, label and hint.
  var field: Field { get }
  var look: InputLook { get }
  /// What is stored, as it is typed.
  var stored: String { get }
  /// What it holds when the page opens.
  var opening: String { get }
  /// The fields of the rules whose faults stand at this input.
  var rules: [String] { get }
  /// Why a text is not taken; `nil` where it is.
  func fault(in text: String) -> InputFault?
  /// A text as people read it.
  func shown(_ text: String, _ words: LocalWording) -> String
}

/// One input as a form declares it: a name, its words, what is stored, and the rule that reads it.
struct Input<Value: Sendable>: FormInput {
  var field: Field
  var look: InputLook
  var stored: String
  var opening: String
  var rules: [String] = []
  /// Reads what was typed.
  let read: @Sendable (String) throws(InputFault) -> Value

  init(
    _ field: Field, _ look: InputLook, stored: String, rules: [String] = [],
    read: @escaping @Sendable (String) throws(InputFault) -> Value
  ) {
    self.field = field
    self.look = look
    self.stored = stored
    opening = stored
    self.rules = rules
    self.read = read
  }

  /// The input with nothing in it when the page opens, whatever is stored.
  var openingEmpty: Input {
    var input = self
    input.opening = ""
    return input
  }

  func fault(in text: String) -> InputFault? {
    do throws(InputFault) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  func shown(_ text: String, _ words: LocalWording) -> String {
    switch look {
    case .list(let choices, _), .answers(let choices): return choices.first { $0.value == text }?.label ?? text
    default: return ((try? read(text)) as? Quantity).map { words.format.number($0) } ?? text
    }
  }
}

extension Input where Value == String {
  /// A line of text.
  static func text(
    _ name: String, _ label: String, stored: String = "", hint: String? = nil, width: FieldWidth = .full,
    isOptional: Bool = false, rules: [String] = []
  ) -> Input {
    Input(
      Field(name: name, label: label, hint: hint, isOptional: isOptional), .line(.plain, width), stored: stored, rules: rules
    ) { (text) throws(InputFault) in text }
  }

  /// Several lines of text.
  static func lines(_ name: String, _ label: String, hint: String? = nil, rows: Int) -> Input {
    Input(Field(name: name, label: label, hint: hint), .lines(rows), stored: "") { (text) throws(InputFault) in text }
  }

  /// A value the form carries along.
  static func hidden(_ name: String, _ value: String) -> Input {
    Input(Field(name: name, label: ""), .hidden, stored: value) { (text) throws(InputFault) in text }
  }

  /// A list whose values are judged by the rules of a file, such as another indicator's code.
  static func list(
    _ name: String, _ label: String, _ choices: [Choice], stored: String, hint: String? = nil, none: String? = nil
  ) -> Input {
    Input(Field(name: name, label: label, hint: hint), .list(choices, none: none), stored: stored) { (text) throws(InputFault) in
      text
    }
  }
}

extension Input where Value == Int {
  /// The version of what is stored; 0 where nothing is. A form without it has seen nothing.
  static func version(_ version: Int?, name: String = "phien-ban") -> Input {
    Input(Field(name: name, label: ""), .version, stored: String(version ?? 0)) { (text) throws(InputFault) in Int(text) ?? -1 }
  }
}

extension Input where Value == Bool {
  /// A box to tick.
  static func tick(_ name: String, _ label: String, stored: Bool) -> Input {
    Input(Field(name: name, label: label), .tick, stored: stored ? "1" : "") { (text) throws(InputFault) in text == "1" }
  }
}

extension Input where Value == Quantity? {
  /// A number of an indicator.
  static func number(
    _ name: String, _ label: String, as input: FigureInput, stored: Quantity?, unit: String? = nil, hint: String? = nil,
    isOptional: Bool = true, rules: [String] = []
  ) -> Input {
    Input(
      Field(name: name, label: label, hint: hint, isOptional: isOptional), .line(.decimal, .short, unit: unit),
      stored: stored.map { NumberInput.text(of: $0) } ?? "", rules: rules
    ) { (text) throws(InputFault) in
      try input.read(text)
    }
  }
}

extension Input {
  /// One of some words, or none.
  static func choice<Word>(
    _ name: String, _ label: String, among choices: [Word] = Array(Word.allCases), stored: Word?, hint: String? = nil,
    rules: [String] = [], named: (Word) -> String
  ) -> Input where Value == Word?, Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    let (shown, reader) = ChoiceInput.offering(choices, named)
    return Input(
      Field(name: name, label: label, hint: hint, isOptional: true), .list(shown, none: ""), stored: stored?.rawValue ?? "",
      rules: rules
    ) { (text) throws(InputFault) in
      try reader.read(text, at: label)
    }
  }
}

extension Input where Value: RawRepresentable<String> & Hashable {
  /// One of some words; the stored one where nothing was sent, if there is one.
  /// - Parameter inSight: whether all answers are in sight.
  static func one(
    _ name: String, _ label: String, among choices: [Value], stored: Value?, inSight: Bool = false,
    rules: [String] = [], named: (Value) -> String
  ) -> Input {
    let (shown, reader) = ChoiceInput.offering(choices, named)
    return Input(
      Field(name: name, label: label), inSight ? .answers(shown) : .list(shown, none: nil),
      stored: stored?.rawValue ?? "", rules: rules
    ) { (text) throws(InputFault) in
      guard let word = try reader.read(text, at: label) ?? stored else {
        throw InputFault(message: Message("error.planning.cell_empty", ["column": label]))
      }
      return word
    }
  }
}

extension Input where Value: RawRepresentable<String> & CaseIterable & Hashable {
  /// One of all words there are.
  static func one(
    _ name: String, _ label: String, stored: Value?, inSight: Bool = false, rules: [String] = [], named: (Value) -> String
  ) -> Input {
    one(name, label, among: Array(Value.allCases), stored: stored, inSight: inSight, rules: rules, named: named)
  }
}

extension ChoiceInput {
  /// The words on offer with what they are called, and their rule.
  static func offering(_ choices: [Choice], _ named: (Choice) -> String) -> ([WebShared.Choice], ChoiceInput) {
    let names = Dictionary(uniqueKeysWithValues: choices.map { ($0, named($0)) })
    return (
      choices.map { WebShared.Choice($0.rawValue, names[$0] ?? "") }, ChoiceInput(among: choices, names: names.mapValues { [$0] })
    )
  }

  /// The choice as it was typed, or why it is none, said of a label.
  func read(_ text: String, at label: String) throws(InputFault) -> Choice? {
    do throws(ChoiceInputError) {
      return try typed(text)
    } catch {
      throw InputFault(message: error.message(at: label))
    }
  }
}

extension FigureInput {
  /// The number as it was typed, or why it is none.
  func read(_ text: String) throws(InputFault) -> Quantity? {
    do throws(FigureInputError) {
      return try typed(text)
    } catch {
      throw InputFault(message: error.message)
    }
  }
}
