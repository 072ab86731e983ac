/// Makes up the figures of one commune: each follows from the seed, the commune, the indicator and the month alone.
struct CommuneModel {
  let seed: UInt64
  let profile: ProvinceProfile
  let commune: SyntheticCommune

  /// One month of the model.
  struct Month: Hashable {
    let year: Int
    let month: Int

    /// Months since the beginning of 2017, the first year of the model.
    var sinceStart: Int { (year - CommuneModel.start) * 12 + month - 1 }
  }

  static let start = 2017

  /// Every figure of the monthly forms.
  /// - Parameter hasTail: whether the month's report begins in December, so that its counts hold a part of the year before.
  func figures(_ when: Month, hasTail: Bool) -> [String: SyntheticFigure] {
    var figures: [String: SyntheticFigure] = [:]
    var random = DemoRandom(seed, commune.id, "tail", when.year)
    let tailPercent = hasTail ? random.whole(in: 42...58) : nil
    for (code, recipe) in FigureRecipe.all(profile) {
      var figure = figure(code, recipe, when, figures)
      if let tailPercent, let step = recipe.flowStep, let value = figure.value {
        figure.yearTail = value * tailPercent / 100 / step * step
      }
      figures[code] = figure
    }
    return figures
  }

  private func figure(
    _ code: String, _ recipe: FigureRecipe, _ when: Month, _ made: [String: SyntheticFigure]
  ) -> SyntheticFigure {
    var random = DemoRandom(seed, commune.id, code, when.year, when.month)
    switch recipe {
    case .flow(let perMillion, let season, let step):
      return .number(flow(code, perMillion, season.percent(when.month), when) / step * step, orNil: random.happens(percent: 85))
    case .part(let whole, let percent):
      return .number((made[whole]?.value ?? 0) * steady(code, percent) / 100, orNil: true)
    case .stock(let perMillion, let yearly):
      let level = people(when) * perMillion / 1_000_000 * (12_000 + yearly * when.sinceStart) / 12_000 * steady(code, 80...120)
      return .number(max(0, level / 100 + random.whole(in: -1...1)))
    case .share(let group, let level, let yearly): return share(code, group, level + yearly * when.sinceStart / 12, when, made)
    case .partOfShare(let whole, let percent):
      guard let base = made[whole], let numerator = base.numerator, let denominator = base.denominator else {
        return .notApplicable
      }
      return .share(numerator * steady(code, percent) / 100, of: denominator)
    case .poor(let perMillion): return poor(code, perMillion, when)
    case .recognised(let percent): return .number(steady(code, 1...100) <= percent + when.year - CommuneModel.start ? 1 : 0)
    case .inMonths(let months): return .number(months.contains(when.month) && random.happens(percent: 97) ? 1 : 0, orNil: true)
    case .lasting(let percent):
      var quarter = DemoRandom(seed, commune.id, code, when.year, (when.month - 1) / 3)
      return .number(quarter.happens(percent: percent) ? quarter.whole(in: 1...2) : 0)
    case .womenLeading:
      let leaders = 21 + min(commune.people / 2_000, 16)
      return .share(leaders * steady(code, 24...42) / 100 + (when.year - CommuneModel.start) / 3, of: leaders)
    case .petitions:
      // No petition, no share. One answer late moves the share by less than ten points.
      guard !random.happens(percent: 10) else { return .notApplicable }
      let petitions = random.whole(in: 12...20)
      return .share(petitions - (random.happens(percent: 30) ? 1 : 0), of: petitions)
    }
  }

  /// A number that stays the same for the commune and indicator.
  private func steady(_ code: String, _ range: ClosedRange<Int>) -> Int {
    var random = DemoRandom(seed, commune.id, code)
    return random.whole(in: range)
  }

  private func people(_ when: Month) -> Int { commune.people * (12_000 + 9 * when.sinceStart) / 12_000 }

  /// A month's events, in millionths until the end: the rest after the decimal point happens with its own chance.
  private func flow(_ code: String, _ perMillion: Int, _ season: Int, _ when: Month) -> Int {
    var random = DemoRandom(seed, commune.id, code, when.year, when.month, 1)
    var events = people(when) * perMillion / 12 * season / 100
    events = events * (100 + 3 * (when.year - CommuneModel.start)) / 100
    events = events * steady(code, 82...118) / 100 * random.whole(in: 94...106) / 100
    return (events + random.whole(in: 0...999_999)) / 1_000_000
  }

  private func share(
    _ code: String, _ group: FigureRecipe.Group, _ level: Int, _ when: Month, _ made: [String: SyntheticFigure]
  ) -> SyntheticFigure {
    if group == .urbanLabour, commune.character == .rural { return .notApplicable }
    var random = DemoRandom(seed, commune.id, code, when.year, when.month)
    let reported = group == .assisted ? made["BTXH"]?.value : nil
    let size = max(40, reported ?? people(when) * group.perMillion / 1_000_000)
    let slack = min(level, 10_000 - level) / 12
    let own = min(9_990, level) + slack * steady(code, -100...100) / 100 + random.whole(in: -9...9)
    return .share((size * own + random.whole(in: 0...9_999)) / 10_000, of: size)
  }

  /// Poor households: each year's review leaves fewer, and the months between go down with it.
  private func poor(_ code: String, _ perMillion: Int, _ when: Month) -> SyntheticFigure {
    func atEnd(of year: Int) -> Int {
      var rate = perMillion * commune.character.poverty / 100 * steady(code, 70...130) / 100
      for _ in CommuneModel.start - 1..<max(year, CommuneModel.start - 1) { rate = rate * profile.stillPoor / 1_000 }
      return commune.people * 10 / 36 * rate / 1_000_000
    }
    let households = max(40, people(when) * 10 / 36)
    let (before, after) = (atEnd(of: when.year - 1), atEnd(of: when.year))
    return .share(before - (before - after) * when.month / 12, of: households)
  }
}

extension FigureRecipe {
  /// The steps in which figures that add up over the year are counted; `nil` for those that do not.
  var flowStep: Int? {
    switch self {
    case .flow(_, _, let step): step
    case .part, .inMonths: 1
    default: nil
    }
  }
}
