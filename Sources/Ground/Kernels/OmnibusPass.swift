import CKernels

/// The walk of the sequential omnibus test through the dates of a radar series, for many pixels.
///
/// Its loop is in C, for registers of every width: bit for bit what eight lanes in Swift give (`Changes` has them, and
/// what the numbers mean).
package struct OmnibusPass: Sendable {
  /// What the bands of a pixel are, as the C names them.
  package enum Form: Sendable {
    case single
    case dualDiagonal
    case dualFull
    case quadFull

    package var bandCount: Int {
      switch self {
      case .single: 1
      case .dualDiagonal: 2
      case .dualFull: 4
      case .quadFull: 9
      }
    }
  }

  /// Of some pixels.
  package struct Found: Sendable {
    /// Date by date, pixel by pixel: ln P, 0 where it was not tested, and the number of the outcome.
    package fileprivate(set) var logTails: [Double]
    package fileprivate(set) var outcomes: [UInt8]
    /// Pixel by pixel: dates that saw it; changes; the first and the last date that is one, −1 for none.
    package fileprivate(set) var seen: [Int32]
    package fileprivate(set) var changes: [Int32]
    package fileprivate(set) var first: [Int32]
    package fileprivate(set) var last: [Int32]

    fileprivate init(pixels: Int) {
      (logTails, outcomes) = ([], [])
      seen = [Int32](repeating: 0, count: pixels)
      changes = seen
      first = [Int32](repeating: -1, count: pixels)
      last = first
    }
  }

  let form: Form
  /// For j from 0 to the number of dates.
  let constants: [Double]
  let factors: [Double]
  let omegas: [Double]
  /// Of the tail's finite sum.
  let firstTerm: Double
  let steps: [Double]
  let leastShare: Double
  let leastDeterminant: Double

  package init(
    form: Form, constants: [Double], factors: [Double], omegas: [Double], firstTerm: Double, steps: [Double],
    leastShare: Double, leastDeterminant: Double
  ) {
    precondition(constants.count == factors.count && factors.count == omegas.count && steps.count >= 2)
    self.form = form
    self.constants = constants
    self.factors = factors
    self.omegas = omegas
    self.firstTerm = firstTerm
    self.steps = steps
    self.leastShare = leastShare
    self.leastDeterminant = leastDeterminant
  }

  /// - Parameters:
  ///   - values: date by date, band by band, `pixelCount` each.
  ///   - logRates: of each date, the ln P below which it is a change.
  package func run(_ values: [Float], pixelCount: Int, pixels: Range<Int>, logRates: [Double]) -> Found {
    let dates = logRates.count
    precondition(values.count == dates * form.bandCount * pixelCount && constants.count == dates + 1)
    precondition(pixels.lowerBound >= 0 && pixels.upperBound <= pixelCount)
    var found = Found(pixels: pixels.count)
    guard !pixels.isEmpty else { return found }
    let length = dates * pixels.count
    var outcomes: [UInt8] = []
    // Every number is written: to write zeros first would be a tenth of the work.
    found.logTails = unsafe [Double](unsafeUninitializedCapacity: length) { logTails, filled in
      unsafe outcomes = [UInt8](unsafeUninitializedCapacity: length) { outcomes, filled in
        unsafe walk(values, pixelCount, pixels, logRates, logTails.baseAddress, outcomes.baseAddress, &found)
        filled = length
      }
      filled = length
    }
    found.outcomes = outcomes
    return found
  }

  /// Writes all of `logTails` and `outcomes`, and what is found of whole pixels.
  private func walk(
    _ values: [Float], _ pixelCount: Int, _ pixels: Range<Int>, _ logRates: [Double],
    _ logTails: UnsafeMutablePointer<Double>?, _ outcomes: UnsafeMutablePointer<UInt8>?, _ found: inout Found
  ) {
    unsafe withNumbers(logRates) { numbers in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe found.seen.withUnsafeMutableBufferPointer { seen in
          unsafe found.changes.withUnsafeMutableBufferPointer { changes in
            unsafe found.first.withUnsafeMutableBufferPointer { first in
              unsafe found.last.withUnsafeMutableBufferPointer { last in
                unsafe loop(
                  numbers, values.baseAddress, pixelCount, pixels.lowerBound, pixels.count, logTails, outcomes,
                  seen.baseAddress, changes.baseAddress, first.baseAddress, last.baseAddress)
              }
            }
          }
        }
      }
    }
  }

  private var loop:
    @convention(c) (
      UnsafePointer<TelltaleOmnibus>?, UnsafePointer<Float>?, Int, Int, Int, UnsafeMutablePointer<Double>?,
      UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?,
      UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?
    ) -> Void
  {
    switch form {
    case .single: unsafe telltale_omnibus_single
    case .dualDiagonal: unsafe telltale_omnibus_dual_diagonal
    case .dualFull: unsafe telltale_omnibus_dual_full
    case .quadFull: unsafe telltale_omnibus_quad_full
    }
  }

  private func withNumbers(_ logRates: [Double], _ body: (UnsafePointer<TelltaleOmnibus>) -> Void) {
    unsafe constants.withUnsafeBufferPointer { constants in
      unsafe factors.withUnsafeBufferPointer { factors in
        unsafe omegas.withUnsafeBufferPointer { omegas in
          unsafe logRates.withUnsafeBufferPointer { rates in
            unsafe steps.withUnsafeBufferPointer { steps in
              var numbers = unsafe TelltaleOmnibus(
                dates: Int32(rates.count), constants: constants.baseAddress, factors: factors.baseAddress,
                omegas: omegas.baseAddress, log_rates: rates.baseAddress, first: firstTerm, steps: steps.baseAddress,
                least_share: leastShare, least_determinant: leastDeterminant)
              unsafe body(&numbers)
            }
          }
        }
      }
    }
  }
}
