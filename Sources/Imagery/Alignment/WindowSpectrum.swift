/// Half of a real window's spectrum; the other half is its mirror image.
///
/// Column frequencies 0 … size / 2 − 1, for each the row frequencies 0 … size − 1 (those from size / 2 on are negative),
/// eight to a vector.
struct WindowSpectrum: Sendable {
  var real: [SIMD8<Float>]
  var imaginary: [SIMD8<Float>]
}
