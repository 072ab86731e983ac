// swift-tools-version:6.2
import PackageDescription

// The rooms that read bytes from outside, built once more with sanitizers and without web server or database drivers.
// A room here is the folder of the same name under Sources/; `Rooms` is a link to it. bin/test builds and runs this.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A room of the program, or only those of its files that know no server, driver or page. What reads is optimised: unoptimised it
/// reads a third as much in the same time; the rest optimised would take minutes to build.
func room(
  _ name: String, uses dependencies: [Target.Dependency], files: [String]? = nil, isOptimised: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Rooms/\(name)", sources: files,
    swiftSettings: settings + (isOptimised ? [.unsafeFlags(["-O"])] : []))
}

/// A C library of the system, described in the room of that name.
func library(_ name: String, _ package: String) -> Target {
  .systemLibrary(name: name, path: "Rooms/\(name)", pkgConfig: package)
}

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    library("CSodium", "libsodium"),
    library("CZip", "libzip"),
    library("CXML2", "libxml-2.0"),
    library("CXlsxWriter", "xlsxwriter"),

    room("Kernel", uses: [bigInt], isOptimised: true),
    room("Secrets", uses: ["CSodium"]),
    room("Wording", uses: ["Kernel", yams]),
    room("Rulebook", uses: ["Kernel", yams]),
    room("HTML", uses: [], isOptimised: true),
    room("Spreadsheets", uses: ["Kernel", "CZip", "CXML2", "CXlsxWriter"], isOptimised: true),
    room("Interchange", uses: ["Kernel", "Spreadsheets"], isOptimised: true),
    room("Storage", uses: ["Kernel", "Secrets"]),
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
      "WebShared", uses: ["Kernel", "Wording"],
      files: [
        "Server/FormValues.swift", "Server/Multipart.swift", "Server/PercentCoding.swift", "Server/RequestLimits.swift",
        "Server/Upload.swift", "Server/WebAddress.swift", "Server/WebError.swift",
      ], isOptimised: true),
    room("StaffWeb", uses: ["Kernel"], files: ["Reporting/PastedCells.swift"], isOptimised: true),

    // What must be found, so that a run that finds nothing means something.
    .target(
      name: "Planted", cSettings: [.unsafeFlags(["-fsanitize=undefined", "-fno-sanitize-recover=all"])]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Kernel", "HTML", "Spreadsheets", "Interchange", "Figures", "Planning", "Reporting", "Directory", "WebShared", "StaffWeb",
        "Planted",
      ],
      swiftSettings: settings),
  ]
)
