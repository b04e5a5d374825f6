extension RadarSeries {
  /// Of some pixels alone, in the order of `pixels`.
  package func selecting(_ pixels: [Int]) -> RadarSeries {
    var chosen: [Float] = []
    chosen.reserveCapacity(dateCount * covariance.bandCount * pixels.count)
    for plane in 0..<dateCount * covariance.bandCount {
      for pixel in pixels { chosen.append(values[plane * pixelCount + pixel]) }
    }
    return RadarSeries(self, pixelCount: pixels.count, values: chosen)
  }
}
