import Changes
import Mensuration
import Quantities
import Rasters

/// What becomes of changed pixels in `regions.geojson`: things, and what is left.
struct PairOutlining {
  struct Found {
    let things: [PairThings.Thing]
    /// Changed pixels of which no thing tells.
    let rest: [Bool]
    /// Why a region of `rest` is no thing; `nil` where things are not looked for.
    let reason: String?
  }

  let kind: PairChange.Kind
  /// How built ground was looked for; `nil` where it was not.
  let form: BuiltChange.Form?
  let limits: SizeLimits
  /// Size of a pixel of the grid on the ground; `nil` where that is not known.
  let pixel: Metres?
  let displacement: Double

  static let notOneThing = "no one thing stands out in this region of change; its area is that of the changed pixels"
  static let noShape = "pixels of this size show no shape of a building; its area is that of the changed pixels"

  /// - Parameter changed: of each pixel of the pictures, whether it counts as changed.
  func find(_ pictures: PicturePair, after: Raster, changed: [Bool]) -> Found {
    guard kind == .built, let form else { return Found(things: [], rest: changed, reason: nil) }
    guard form == .shape else { return Found(things: [], rest: changed, reason: Self.noShape) }
    let search = PairThings(
      after: after, changed: changed, valid: pictures.valid,
      leastPixels: PairDetection.leastPixels(kind, limits, pixel: pixel), limits: limits, displacement: displacement)
    let things = search.find()
    return Found(things: things, rest: search.rest(things), reason: Self.notOneThing)
  }
}
