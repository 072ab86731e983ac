import Foundation
import Kernel
import Wording

/// Speaking to the person at the terminal.
enum Console {
  /// The language of messages: Vietnamese, unless `ANSINH_LANGUAGE` says otherwise.
  static var language: Language {
    Language(tag: ProcessInfo.processInfo.environment["ANSINH_LANGUAGE"] ?? "vi") ?? .vi
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// The sentence of an error; its bare facts when the wording itself cannot be read.
  static func sentence(for error: any UserFacing) -> String {
    guard let wording = try? Wording(directory: ContentFolder.find().appending(path: "wording")) else {
      return error.message.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
    return wording.text(error.message, in: language)
  }

  /// The operating system's user, who answers for what the command line writes.
  static var actorID: String { "os:\(NSUserName())" }
}

/// Where the program's content lies.
enum ContentFolder {
  /// The sentences of a content folder.
  /// - Parameter asked: what must be among them.
  /// - Throws: `InstallationError.noContent` where there are none, `WordingError` where some are at fault or missing.
  static func wording(of content: URL, asked: [AskedWords]) throws -> Wording {
    let folder = content.appending(path: "wording")
    guard FileManager.default.fileExists(atPath: folder.path) else { throw InstallationError.noContent(path: content.path) }
    return try Wording(directory: folder, asked: asked)
  }

  /// `ANSINH_CONTENT`, else `Content` in the working directory, else beside the program or above it.
  static func find() -> URL {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["ANSINH_CONTENT"], !path.isEmpty { return URL(filePath: path, directoryHint: .isDirectory) }
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    var candidates = [here.appending(path: "Content", directoryHint: .isDirectory)]
    let program = URL(
      filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    var folder = program.deletingLastPathComponent()
    for _ in 0..<5 {
      candidates.append(folder.appending(path: "Content", directoryHint: .isDirectory))
      folder = folder.deletingLastPathComponent()
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0.appending(path: "wording").path) } ?? candidates[0]
  }
}

extension String {
  /// The text without line breaks and other control characters that a cell may have held: an error is one line, and a file
  /// does not steer the terminal.
  var onOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 || (127...159).contains($0.value) ? " " : $0 }))
  }
}
