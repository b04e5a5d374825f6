import Geodesy
import Quantities
import Rasters
import Testing

@testable import Mensuration

@Suite("Least sizes")
struct SizeLimitTests {
  /// A rectangle of 20 × 5 pixels of 3 m.
  private let outline = PixelOutline(
    freehand: [(0.0, 0.0), (20, 0), (20, 5), (0, 5)].map { PixelPoint(column: $0.0, row: $0.1) })
  private let polygon = GeoPolygon(
    exterior: [(0.0, 0.0), (0.0005, 0), (0.0005, 0.0001), (0, 0.0001)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
  )

  @Test("Limits count limiting pixels: lengths grow with their side, areas with its square")
  func grow() {
    let (own, enlarged) = (SizeLimits(), SizeLimits(pixel: 2.5))
    #expect(own.width == 3 && own.area(10) == 10 && own.length(4.5) == 4.5)
    #expect(enlarged.width == 7.5 && enlarged.area(10) == 62.5 && enlarged.length(4.5) == 11.25)
  }

  @Test("What is wide enough for its own pixels is refused where those were enlarged, in these words")
  func refused() {
    guard case .estimate = AreaMeasure.area(outline, polygon: polygon) else {
      Issue.record("five pixels are wide enough")
      return
    }
    #expect(
      AreaMeasure.area(outline, polygon: polygon, limits: SizeLimits(pixel: 2))
        == .refused(
          "narrower than 3 pixels of the pictures that these were enlarged from: its edges run into each other at that "
            + "pixel size"))
    let narrow = PixelOutline(
      freehand: [(0.0, 0.0), (20, 0), (20, 2), (0, 2)].map { PixelPoint(column: $0.0, row: $0.1) })
    #expect(
      AreaMeasure.area(narrow, polygon: polygon)
        == .refused("narrower than 3 pixels: its edges run into each other at this pixel size"))
  }
}
