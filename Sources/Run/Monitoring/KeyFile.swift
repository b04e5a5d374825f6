import Evidence
import Foundation
import Provenance

/// Keys as files: the secret half readable by its owner alone, the public half beside it.
package enum KeyFile {
  /// - Throws: `EvidenceError.unreadable` where a file is there already, since a key that is written over is lost, or
  ///   where it cannot be written.
  package static func write(_ key: SigningKey, to path: String) throws {
    for file in [path, path + ".pub"] where FileManager.default.fileExists(atPath: file) {
      throw EvidenceError(
        .unreadable, at: file, "Something is there already, and a key that is written over is lost.",
        mend: "Choose another name.")
    }
    let made = FileManager.default.createFile(
      atPath: path, contents: Data(key.fileText.utf8), attributes: [.posixPermissions: 0o600])
    guard made else {
      throw EvidenceError(
        .unreadable, at: path, "The key could not be written.", mend: "Check the folder's place and rights.")
    }
    do {
      try AtomicFile.write(Data((key.verifying.hexadecimal + "\n").utf8), to: path + ".pub")
    } catch {
      throw EvidenceError(
        .unreadable, at: path + ".pub", "The public key could not be written: \(FileFault(error).words).",
        mend: "Make room, remove \(path), and make another key.")
    }
  }

  /// - Throws: `EvidenceError.unreadable`.
  package static func secretKey(_ path: String) throws -> SigningKey {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EvidenceError(
        .unreadable, at: path, "There is no key that can be read.",
        mend: "Check the path; a lost key cannot be made again, so make another with: telltale key FILE --by WHO.")
    }
    guard let key = SigningKey(fileText: data) else {
      throw EvidenceError(
        .unreadable, at: path, "This is no key that `telltale key` wrote.", mend: "Name the secret key's file.")
    }
    return key
  }

  /// - Parameter text: 64 digits, or the name of a file that holds them.
  package static func publicKey(_ text: String) throws -> VerifyingKey {
    let digits =
      FileManager.default.contents(atPath: text).map { String(decoding: $0.prefix(256), as: UTF8.self) } ?? text
    guard let key = VerifyingKey(hexadecimal: digits.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw EvidenceError(
        .unreadable, at: text, "This is neither a public key nor a file that holds one.",
        mend: "Give the 64 digits of FILE.pub, or its name.")
    }
    return key
  }
}

extension CaseRun {
  /// Signs the ledger's last entry.
  /// - Throws: `EvidenceError.incomplete` for an empty ledger.
  package func sign(with key: SigningKey) throws -> Checkpoint {
    try store.commit { transaction in
      guard let point = try Checkpoint(try transaction.head(), by: key, at: options.now) else {
        throw EvidenceError(
          .incomplete, at: "ledger", "It has no entries yet.", mend: "Run watch on the case first.")
      }
      try transaction.append([point.ledgerAct(by: key.owner, at: options.now)])
      return point
    }
  }
}
