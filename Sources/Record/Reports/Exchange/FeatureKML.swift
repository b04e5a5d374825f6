import Foundation
import Geodesy
import Places
import Provenance
import Quantities

/// Features for Google Earth: an outline each, with the time from which it was there or until which.
///
/// - Source: [OGC2015]
package enum FeatureKML {
  /// - Parameter title: name of the document.
  package static func text(_ features: [Feature], title: String) -> String {
    var names = PlainNames()
    let named = features.map { ($0, names.name(for: $0.id)) }
    let folders = [
      ("Candidates, not reviewed", named.filter { $0.0.status == .candidate }),
      ("Accepted by a person", named.filter { $0.0.status == .accepted }),
      ("Rejected by a person", named.filter { $0.0.status == .rejected }),
    ].filter { !$0.1.isEmpty }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2">
      <Document>
      <name>\(InertText.escape(title))</name>
      <open>1</open>
      <Style id="built"><LineStyle><color>ff8f5c0b</color><width>2</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>
      <Style id="removed"><LineStyle><color>ff005ed5</color><width>2</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>
      <Style id="other"><LineStyle><color>ff707070</color><width>2</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>
      \(folders.map { folder($0.0, $0.1) }.joined(separator: "\n"))
      </Document>
      </kml>

      """
  }

  private static func folder(_ name: String, _ features: [(feature: Feature, name: String)]) -> String {
    let placemarks = features.enumerated().map { placemark($0.element.feature, $0.element.name, $0.offset + 1) }
    return "<Folder>\n<name>\(name)</name>\n\(placemarks.joined())</Folder>"
  }

  /// - Parameter id: plain, as the id of an element may hold no space and no slash, and stands once.
  private static func placemark(_ feature: Feature, _ id: String, _ number: Int) -> String {
    let sentence = FindingSentence(number: number, feature: feature).statement
    let style = feature.change == .built ? "built" : feature.change == .removed ? "removed" : "other"
    let name = feature.name ?? "\(PlainWords.kind(feature.kind)), \(PlainWords.change(feature.change))"
    return """
      <Placemark id="f-\(id)">
      <name>\(InertText.escape(name))</name>
      <description>\(InertText.escape(sentence))</description>
      \(span(feature))<styleUrl>#\(style)</styleUrl>
      \(geometry(feature.outline))
      </Placemark>

      """
  }

  /// What was removed is shown until the first date without it, all else from the first date that shows it.
  private static func span(_ feature: Feature) -> String {
    guard feature.change != nil, let date = feature.bracket.notAfter else { return "" }
    let end = feature.change == .removed ? "end" : "begin"
    return "<TimeSpan><\(end)>\(date)</\(end)></TimeSpan>\n"
  }

  private static func geometry(_ outline: [GeoPolygon]) -> String {
    let polygons = outline.map { polygon in
      let holes = polygon.holes.map { "<innerBoundaryIs>\(ring($0))</innerBoundaryIs>" }.joined()
      return "<Polygon><outerBoundaryIs>\(ring(polygon.exterior))</outerBoundaryIs>\(holes)</Polygon>"
    }
    return polygons.count == 1 ? polygons[0] : "<MultiGeometry>\(polygons.joined())</MultiGeometry>"
  }

  private static func ring(_ points: [GeoPoint]) -> String {
    let closed = points + points.prefix(1)
    let text = closed.map {
      "\(JSONValue.fixed($0.longitude, places: 7)),\(JSONValue.fixed($0.latitude, places: 7))"
    }.joined(separator: " ")
    return "<LinearRing><coordinates>\(text)</coordinates></LinearRing>"
  }
}
