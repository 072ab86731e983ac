import HTML

/// Puts carried values back into the form they were typed into.
struct FormRefill {
  private let address: String
  /// The values by name, without those that have found their field.
  private var values: [(name: String, values: [String])] = []
  /// The names of choices, whose values stand in several fields.
  private var choices: Set<String> = []
  /// Whether something that is seen was filled in since a `details` began.
  private var hasFilled = false

  /// The values of a carried form.
  init(_ carried: CarriedForm) {
    address = carried.address
    for (name, value) in carried.values.sentPairs {
      if let index = values.firstIndex(where: { $0.name == name }) {
        values[index].values.append(value)
      } else {
        values.append((name, [value]))
      }
    }
  }

  /// What was typed and has found no field, by name.
  var rest: [(name: String, value: String)] {
    values.filter { !choices.contains($0.name) }.flatMap { name, values in
      values.filter { !$0.isEmpty }.map { (name, $0) }
    }
  }

  /// The nodes with the values in the form whose address is theirs; buttons are left to press.
  mutating func refilled(_ nodes: [Node], isInForm: Bool = false) -> [Node] {
    var answer: [Node] = []
    for node in nodes { answer.append(refilled(node, isInForm)) }
    return answer
  }

  private mutating func refilled(_ node: Node, _ isInForm: Bool) -> Node {
    switch node {
    case .text, .trusted: return node
    case .fragment(let nodes): return .fragment(refilled(nodes, isInForm: isInForm))
    case .element(let element):
      if isInForm, let name = element.text(of: "name"), let field = field(element, name) { return field }
      let isForm = element.isNamed("form") && element.text(of: "action") == address
      let isDetails = isInForm && element.isNamed("details")
      if isDetails { hasFilled = false }
      let children = refilled(element.children, isInForm: isInForm || isForm)
      // What was typed is in sight, even where the page begins with it folded.
      let attributes =
        isDetails ? element.without("open") + [.flag("open", hasFilled || element.has("open"))] : element.attributes
      return el(element.name, attributes) { children }
    }
  }

  /// A field with its value; `nil` for what is none, or stays as it is.
  private mutating func field(_ element: Element, _ name: String) -> Node? {
    if element.isNamed("button") {
      choices.insert(name)
    } else if element.isNamed("textarea"), let value = take(name) {
      return el(element.name, element.attributes) { "\n" + value }
    } else if element.isNamed("select"), let value = take(name) {
      return el(element.name, element.attributes) { element.children.map { FormRefill.chosen($0, value) } }
    } else if element.isNamed("input") {
      return input(element, name, type: element.text(of: "type") ?? "text")
    }
    return nil
  }

  private mutating func input(_ element: Element, _ name: String, type: String) -> Node? {
    switch type {
    case "file", "password": return nil
    case "radio", "checkbox":
      let typed = values.first { $0.name == name }?.values ?? []
      let isChosen = typed.contains(element.text(of: "value") ?? "")
      hasFilled = hasFilled || isChosen
      choices.insert(name)
      return el(element.name, element.without("checked") + [.flag("checked", isChosen)])
    default:
      guard name != Site.formField, let value = take(name) else { return nil }
      hasFilled = hasFilled || (type != "hidden" && !value.isEmpty)
      return el(element.name, element.without("value") + [.value(value)])
    }
  }

  private mutating func take(_ name: String) -> String? {
    guard let index = values.firstIndex(where: { $0.name == name }), !values[index].values.isEmpty else { return nil }
    return values[index].values.removeFirst()
  }

  private static func chosen(_ node: Node, _ value: String) -> Node {
    switch node {
    case .text, .trusted: return node
    case .fragment(let nodes): return .fragment(nodes.map { chosen($0, value) })
    case .element(let option):
      return el(option.name, option.without("selected") + [.flag("selected", option.text(of: "value") == value)]) {
        option.children
      }
    }
  }
}

extension Element {
  fileprivate func isNamed(_ name: String) -> Bool { "\(self.name)" == name }

  /// The value of an attribute.
  fileprivate func text(of attribute: String) -> String? {
    for case .value(let name, let text) in attributes where "\(name)" == attribute { return text }
    return nil
  }

  /// Whether an attribute without a value is there.
  fileprivate func has(_ flag: String) -> Bool {
    for case .flag(let name) in attributes where "\(name)" == flag { return true }
    return false
  }

  /// The attributes but one.
  fileprivate func without(_ name: String) -> [Attribute] {
    attributes.filter {
      switch $0 {
      case .value(let own, _), .flag(let own): "\(own)" != name
      case .absent: false
      }
    }
  }
}
