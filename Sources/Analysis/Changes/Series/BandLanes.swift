/// Eight bands of one pixel, reckoned at once; a pixel of more bands takes several groups. Lanes beyond the last band hold 0.
typealias BandLanes = SIMD8<Float>

extension BandLanes {
  static func groups(of bandCount: Int) -> Int { (bandCount + 7) / 8 }

  @inline(__always) var magnitude: BandLanes { replacing(with: -self, where: self .< 0) }

  @inline(__always) static func larger(_ first: BandLanes, _ second: BandLanes) -> BandLanes {
    second.replacing(with: first, where: first .> second)
  }

  /// Sum of the lanes in a tree.
  @inline(__always) var total: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always) var root: BandLanes { squareRoot() }
}
