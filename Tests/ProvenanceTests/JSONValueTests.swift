import Foundation
import Provenance
import Testing

@Suite("JSON values") struct JSONValueTests {
  @Test(
    "Numbers print in their shortest exact form",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e14, "100000000000000"), (1e17, "1e+17"),
      (1e15, "1000000000000000"), (18_014_398_509_481_982, "18014398509481982"),
      (18_014_398_509_481_984, "1.8014398509481984e+16"), (-9_007_199_254_740_994, "-9007199254740994"),
      (1e-7, "1e-07"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
    ])
  func shortestNumbers(_ value: Double, _ text: String) {
    #expect(JSONValue.number(value).compactText == text)
  }

  @Test(
    "Decimals are rounded to their places and lose trailing zeros",
    arguments: [
      (127.1234567891, 7, "127.1234568"), (-0.00000004, 7, "0"), (-0.00000006, 7, "-0.0000001"), (12.5, 0, "13"),
      (-12.5, 0, "-13"), (3, 7, "3"), (0.5, 1, "0.5"), (-179.9999999, 7, "-179.9999999"), (1e300, 7, "1e+300"),
      (.nan, 7, "null"), (0.999_999_999, 7, "1"), (1e-15, 15, "0.000000000000001"),
    ])
  func decimals(_ value: Double, _ places: Int, _ text: String) {
    #expect(JSONValue.decimal(value, places: places).compactText == text)
  }

  @Test("Strings are escaped as RFC 8259 asks, and other characters stay as they are")
  func quoting() {
    let value = JSONValue.string("a\"b\\c/\n\r\t\u{0}\u{1F}\u{7F}é漢😀")
    #expect(value.compactText == #""a\"b\\c/\n\r\t\u0000\u001f"# + "\u{7F}é漢😀\"")
  }

  @Test("The canonical text sorts members by their bytes at every depth; the compact text keeps their order")
  func canonicalOrder() {
    let value: JSONValue = ["b": 1, "a": ["é": 1, "z": 2, "Z": 3], "": .null]
    #expect(value.compactText == #"{"b":1,"a":{"é":1,"z":2,"Z":3},"":null}"#)
    #expect(value.canonicalText == #"{"":null,"a":{"Z":3,"z":2,"é":1},"b":1}"#)
  }

  @Test("The pretty text puts one member on a line and a pair of numbers on one")
  func prettyText() {
    let value: JSONValue = ["point": [1.5, 2], "list": ["a"], "none": .array([]), "empty": .object([])]
    #expect(
      value.prettyText == """
        {
          "point": [1.5,2],
          "list": [
            "a"
          ],
          "none": [],
          "empty": {}
        }

        """)
  }

  @Test("Any document read back from any of its texts has the same canonical text", arguments: 0..<2_000)
  func roundTrip(_ seed: Int) throws {
    var random = RandomJSON(seed: UInt64(seed) + 1)
    let value = random.document()
    for text in [value.canonicalText, value.compactText, value.prettyText] {
      let read = try JSONValue(parsing: Data(text.utf8))
      #expect(read.canonicalText == value.canonicalText)
      #expect(ContentHash(of: read) == ContentHash(of: value))
    }
  }

  @Test("Whole numbers beyond 2⁵³ keep every digit")
  func wholeNumbers() throws {
    let text = "[9007199254740993,9223372036854775807,-9223372036854775808]"
    try #expect(JSONValue(parsing: Data(text.utf8)).compactText == text)
  }

  @Test(
    "A document is read into values",
    arguments: [
      ("null", JSONValue.null), (" true ", true), ("-0", 0), ("1.0", 1), ("2.5e1", 25), ("1E-2", 0.01),
      ("[]", .array([])),
      (#"{"b":[1,{}],"a":"x"}"#, ["a": "x", "b": [1, .object([])]]), (#""\u00e9\ud83d\ude00\/\b\f""#, "é😀/\u{8}\u{C}"),
      (#"{"a":1,"a":2}"#, ["a": 2]), ("\u{FEFF}7", 7), ("18446744073709551616", 1.8446744073709552e19),
    ] as [(String, JSONValue)])
  func reading(_ text: String, _ value: JSONValue) throws {
    try #expect(JSONValue(parsing: Data(text.utf8)) == value)
  }

  @Test(
    "What is not JSON is refused",
    arguments: [
      "", " ", "nul", "nulll", "True", "01", "1.", ".5", "+1", "-", "1e", "0x1", "NaN", "[1,]", "[1 2]", "[", "{",
      "{a:1}",
      #"{"a"}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#, "\"", #""\x""#, #""\u12""#, #""\ud800""#, #""\ude00""#,
      #""\ud800\u0041""#,
      "\"\n\"", "1 2", "1e999", "'a'", "/* */1",
    ])
  func rubbish(_ text: String) {
    #expect(throws: ProvenanceError.self) { try JSONValue(parsing: Data(text.utf8)) }
  }

  @Test("Bytes that are not UTF-8 are refused")
  func notUTF8() {
    #expect(throws: ProvenanceError.self) { try JSONValue(parsing: Data([0x22, 0xFF, 0xFE, 0x22])) }
    #expect(throws: ProvenanceError.self) { try JSONValue(parsing: Data([0x22, 0xED, 0xA0, 0x80, 0x22])) }
  }

  @Test("Nesting is refused beyond 256 levels and read up to them")
  func nesting() throws {
    let deep = { (levels: Int) in
      Data((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    _ = try JSONValue(parsing: deep(256))
    #expect(throws: ProvenanceError.self) { try JSONValue(parsing: deep(257)) }
    #expect(throws: ProvenanceError.self) {
      try JSONValue(parsing: Data(String(repeating: "{\"a\":", count: 100_000).utf8))
    }
  }

  @Test("Cut and altered documents never end the process", arguments: 0..<200)
  func fuzz(_ seed: Int) {
    var random = RandomJSON(seed: UInt64(seed) + 10_001)
    var bytes = Array(random.document().prettyText.utf8)
    for _ in 0..<3 where !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
    let cut = bytes.prefix(random.below(bytes.count + 1))
    _ = try? JSONValue(parsing: Data(bytes))
    _ = try? JSONValue(parsing: Data(cut))
  }

  @Test("The error says where the text stops being JSON, and the mend")
  func words() {
    let error = #expect(throws: ProvenanceError.self) { try JSONValue(parsing: Data("{\n  \"a\": tru\n}".utf8)) }
    #expect(
      error?.description
        == "JSON, line 2, byte 9: This is not JSON: a value is misspelt. Check the file with a JSON validator.")
  }

  @Test("A missing member, and a member of what is no object, are nil")
  func members() {
    let value: JSONValue = ["a": 1, "b": 2.5]
    #expect(value["c"] == nil)
    #expect(JSONValue.array([])["a"] == nil)
    #expect(value["a"]?.intValue == 1)
    #expect(value["b"]?.intValue == nil)
    #expect(value["a"]?.doubleValue == 1)
    #expect(JSONValue.number(1e300).intValue == nil)
    #expect(JSONValue(nil as String?) == .null)
  }
}
