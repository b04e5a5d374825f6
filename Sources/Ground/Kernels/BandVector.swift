/// Four bands of one pixel, reckoned at once. A pixel of more bands takes several; lanes beyond its last band hold
/// nothing that counts.
@usableFromInline package typealias BandVector = SIMD4<Float>

extension BandVector {
  /// Vectors that `bandCount` bands of a pixel take.
  @inlinable
  package static func groups(of bandCount: Int) -> Int { (bandCount + 3) / 4 }

  /// Lane by lane the smaller of two.
  @inlinable @inline(__always)
  package static func smaller(_ first: BandVector, _ second: BandVector) -> BandVector {
    second.replacing(with: first, where: first .< second)
  }

  /// Lane by lane the larger of two.
  @inlinable @inline(__always)
  package static func larger(_ first: BandVector, _ second: BandVector) -> BandVector {
    second.replacing(with: first, where: first .> second)
  }

  /// Lane by lane the middle one of three.
  @inlinable @inline(__always)
  package static func middle(_ first: BandVector, _ second: BandVector, _ third: BandVector) -> BandVector {
    larger(smaller(first, second), smaller(larger(first, second), third))
  }

  /// `start` and the first lanes, `count` of them and 1 at least, added in order. A lane that is only known at run time
  /// would go through memory.
  @inlinable @inline(__always)
  package func sum(ofFirst count: Int, from start: Float) -> Float {
    var sum = start + self[0]
    if count > 1 { sum += self[1] }
    if count > 2 { sum += self[2] }
    if count > 3 { sum += self[3] }
    return sum
  }
}
