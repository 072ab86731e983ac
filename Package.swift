// swift-tools-version:6.2
import PackageDescription

// The house rules every target of ours is built with. `docs/arrows.txt` repeats the arrows below for machines.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A target of ours under `Sources/`, built with the house settings.
func room(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target, under `Tests/`; every suite may use `TestSupport`.
func tests(_ name: String, uses dependencies: [Target.Dependency], besides files: [String] = []) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + dependencies, exclude: files, swiftSettings: settings)
}

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "AnSinh",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "ansinh", targets: ["ansinh"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    // MARK: C libraries of the system
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    // MARK: Foundations: they know no system
    room("Kernel", uses: [bigInt]),
    room("Secrets", uses: ["CSodium"]),
    room("Wording", uses: ["Kernel", yams]),
    room("Rulebook", uses: ["Kernel", yams]),
    room("HTML", uses: []),
    room("Spreadsheets", uses: ["Kernel", "CZip", "CXML2", "CXlsxWriter"]),
    room("Interchange", uses: ["Kernel", "Spreadsheets"]),
    room("Storage", uses: ["Kernel", "Secrets"]),
    room("StorageSQLite", uses: ["Storage", grdb, .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    room("StoragePostgres", uses: ["Storage", "CLibpq"]),

    // MARK: Systems: rules and stores; no HTTP, no HTML, no driver
    room("Territory", uses: ["Kernel", "Secrets", "Storage", "Interchange"]),
    room("Directory", uses: ["Kernel", "Rulebook", "Storage", "Interchange", "Secrets", "Territory"]),
    room("Systems", uses: ["Kernel", "Secrets", "Rulebook", "Storage", "Interchange", "Territory", "Directory"]),
    room("Figures", uses: ["Kernel", "Rulebook", "Territory"]),
    room("FigureWords", uses: ["Figures", "Wording", "Kernel", "Rulebook", "Interchange", "Territory"]),
    room("Published", uses: ["Figures", "Kernel", "Rulebook", "Storage", "Territory"]),
    room(
      "Planning",
      uses: [
        "Published", "Figures", "Kernel", "Secrets", "Storage", "Interchange", "Spreadsheets", "Rulebook", "Territory",
        "Directory", "Systems",
      ]),
    room(
      "Reporting",
      uses: [
        "Planning", "Published", "Figures", "FigureWords", "Kernel", "Secrets", "Storage", "Interchange", "Spreadsheets",
        "Rulebook", "Wording", "Territory", "Directory", "Systems",
      ]),
    room(
      "PlanningDemo",
      uses: ["Reporting", "Planning", "Figures", "Kernel", "Secrets", "Storage", "Rulebook", "Territory", "Directory"]),

    // MARK: Delivery
    room(
      "WebShared",
      uses: [
        "Kernel", "HTML", "Wording", "Storage", "Secrets", "Territory", "Directory", hummingbird, hummingbirdCore,
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), logging,
      ]),
    room("FigureWeb", uses: ["WebShared", "HTML", "Wording", "Kernel", "Figures", "FigureWords"]),
    room(
      "StaffWeb",
      uses: [
        "FigureWeb", "WebShared", "HTML", "Wording", "Kernel", "Interchange", "Spreadsheets", "Rulebook", "Storage", "Territory",
        "Directory", "Systems", "Figures", "FigureWords", "Published", "Planning", "Reporting",
      ]),
    room(
      "PublicWeb",
      uses: [
        "FigureWeb", "WebShared", "HTML", "Wording", "Kernel", "Secrets", "Interchange", "Rulebook", "Storage", "Territory",
        "Figures", "FigureWords", "Published",
      ]),
    .executableTarget(
      name: "ansinh",
      dependencies: [
        "Kernel", "Secrets", "Wording", "Rulebook", "HTML", "Interchange", "Storage", "StorageSQLite",
        "StoragePostgres", "Spreadsheets", "Territory", "Directory", "Systems", "Figures", "FigureWords", "Published", "Planning",
        "Reporting",
        "PlanningDemo", "WebShared", "FigureWeb", "StaffWeb", "PublicWeb",
        hummingbird, logging, lifecycle, arguments, .product(name: "NIOCore", package: "swift-nio"),
      ],
      // Commands run once: the optimiser, three quarters of a release build, buys nothing here (decision 50).
      swiftSettings: settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]),

    // MARK: Tests
    .target(
      name: "TestSupport",
      dependencies: ["Kernel", "Storage", "StorageSQLite", "StoragePostgres", "CLibpq"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("KernelTests", uses: ["Kernel"]),
    tests("WordingTests", uses: ["Wording", "Kernel"]),
    tests("RulebookTests", uses: ["Rulebook", "Kernel"]),
    tests("HTMLTests", uses: ["HTML"]),
    tests("InterchangeTests", uses: ["Interchange", "Spreadsheets", "Kernel", "CZip"]),
    tests("StorageTests", uses: ["Storage", "Kernel"]),
    tests("TerritoryTests", uses: ["Territory", "Storage", "Kernel"]),
    tests(
      "DirectoryTests",
      uses: ["PlanningDemo", "Reporting", "Planning", "Directory", "Rulebook", "Territory", "Storage", "Kernel", "Secrets"]),
    tests(
      "PlanningTests",
      uses: [
        "Figures", "FigureWords", "Published", "Planning", "Reporting", "PlanningDemo", "Directory", "Territory", "Storage",
        "Rulebook", "Wording", "Interchange", "Spreadsheets", "Kernel", "Systems",
      ]),
    tests(
      "WebTests",
      uses: [
        "StaffWeb", "PublicWeb", "WebShared", "Figures", "FigureWords", "Published", "Planning", "Reporting", "PlanningDemo",
        "Directory", "Systems", "Territory", "Storage", "Rulebook", "Wording", "Interchange",
        "HTML", "Kernel", hummingbird, logging, .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      ], besides: ["Golden"]),
    tests("ArchitectureTests", uses: []),
  ]
)
