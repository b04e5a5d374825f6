import Evidence
import Foundation
import Quantities
import Testing

@testable import Documents

@Suite("Text of web pages") struct HTMLTextTests {
  private static func text(_ page: String) -> String { HTMLText(Array(page.utf8)).text }

  @Test("Blocks are lines, spaces fold, and what is not shown is left out")
  func shown() {
    let page = """
      <!DOCTYPE html><html lang="ko"><head><title>A &amp; B</title><style>p{}</style>
      <script>if (a < b) document.write("<p>no</p>")</script></head>
      <body><!-- no <b>comment</b> --><h1>Head</h1><p>One   <b>two</b>
      three</p><template>no<template>no</template>no</template><ul><li>a<li>b</ul>x<br>y<table><tr><td>1<td>2</table>
      """
    #expect(Self.text(page) == "Head\nOne two three\na\nb\nx\ny\n1 2")
  }

  @Test(
    "Entities are undone, also numbered ones and those without a semicolon",
    arguments: [
      ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("Ryongs&#335;ng", "Ryongsŏng"), ("&#x2019;&#146;", "’’"),
      ("&eacute;", "é"),
      ("a&nbsp;b", "a\u{A0}b"), ("&AMP", "&AMP"), ("&unknown;", "&unknown;"), ("a & b &", "a & b &"),
      ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ("&#;&#x;", "&#;&#x;"),
      ("a&ampb", "a&b"), ("1 &lt 2", "1 < 2"),
    ])
  func entities(_ page: String, _ text: String) {
    #expect(Self.text("<p>" + page) == text)
  }

  @Test(
    "Broken markup loses no more than a browser does",
    arguments: [
      ("a < b <3 c", "a < b <3 c"), ("a<", "a<"), ("a<b", "a"), ("a<!-->b", "ab"), ("a<!--x--!>b", "ab"),
      ("a<!-- no", "a"), ("a<p title=\">no\">b", "a\nb"), ("a<p title='x>b", "a"), ("a</>b", "ab"), ("a<?x?>b", "ab"),
      ("a<![CDATA[x]]>b", "ab"), ("<script>no", ""), ("<script></scriptx></script>a", "a"),
      ("<SCRIPT>no</ScRiPt >a", "a"),
      ("</template>a", "a"), ("<title>no<b></title>a", "a"), ("<p/>a<br/>b", "a\nb"), ("", ""),
    ])
  func broken(_ page: String, _ text: String) {
    #expect(Self.text(page) == text)
  }

  @Test("The head's title, author, publisher, language and date are read")
  func facts() {
    let page = """
      <html lang="en-GB"><meta property="og:title" content="Shared"><title> A hall\u{202E} &mdash; built </title>
      <meta name=author content='J. Doe'><meta property="og:site_name" content="Agency">
      <meta content="2025-11-03T10:00:00+09:00" property="article:published_time">
      """
    let facts = HTMLText(Array(page.utf8)).facts
    #expect(facts.title == "A hall — built" && facts.author == "J. Doe" && facts.publisher == "Agency")
    #expect(facts.language == "en-GB")
    #expect(facts.published?.description == "2025-11-03T01:00:00Z")
  }

  @Test("A date is found in descriptions as JSON and in time elements, and no false one is made up")
  func dates() {
    func date(_ page: String) -> String? { HTMLText(Array(page.utf8)).facts.published?.description }
    #expect(
      date("<script type='application/ld+json'>{\"@graph\":[{\"datePublished\":\"2025-11-03\"}]}</script>")
        == "2025-11-03")
    #expect(date("<time itemprop=datePublished datetime=2025-11-03>") == "2025-11-03")
    #expect(date("<time datetime=2025-11-03>") == nil)
    #expect(date("<meta name=date content='2025-13-03'>") == nil)
    #expect(date("<script type='application/ld+json'>{\"datePublished\":</script>") == nil)
  }

  @Test(
    "Pages made to nest, repeat or never end are read in one pass",
    arguments: [
      String(repeating: "<div>", count: 200_000), String(repeating: "<b", count: 200_000),
      String(repeating: "<!--", count: 100_000), String(repeating: "<a x=", count: 100_000),
      String(repeating: "</", count: 200_000), String(repeating: "<script>", count: 50_000),
      String(repeating: "<template>", count: 50_000), String(repeating: "&", count: 200_000),
      String(repeating: "<p a=\"", count: 100_000), String(repeating: "<meta name=a content=b ", count: 50_000),
      "<a " + String(repeating: "x ", count: 200_000) + ">", "<meta " + String(repeating: "x=1 ", count: 100_000) + ">",
      "&#" + String(repeating: "9", count: 200_000) + ";",
    ])
  func hostile(_ page: String) {
    #expect(HTMLText(Array((page + "<p>Ryongsong").utf8)).text.utf8.count < 500_000)
  }

  @Test("Random bytes never break it")
  func random() {
    var generator = SeededGenerator(11)
    let pieces = [
      "<", ">", "!--", "-->", "script", "/", "\"", "'", "=", "&", "#x", ";", " ", "a", "template", "meta", "룡",
    ]
    for _ in 0..<500 {
      let page = (0..<60).map { _ in pieces.randomElement(using: &generator)! }.joined()
      #expect(HTMLText(Array(page.utf8)).text.utf8.count <= page.utf8.count * 3)
    }
  }
}

/// A plain generator with a seed: tests must repeat.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 31)
  }
}
