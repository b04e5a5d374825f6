/// A small Hermitian matrix, for what is reckoned pixel by pixel.
package struct ComplexMatrix: Sendable, Equatable {
  private let order: Int
  // Row by row.
  private var real: [Double]
  private var imaginary: [Double]

  /// - Parameter elements: of the upper triangle row by row, the diagonal's once, the others' real and imaginary part.
  package init(order: Int, elements: [Double]) {
    precondition(elements.count == order * order, "\(elements.count) numbers for a matrix of order \(order)")
    self.order = order
    real = [Double](repeating: 0, count: order * order)
    imaginary = real
    var next = 0
    for row in 0..<order {
      real[row * order + row] = elements[next]
      next += 1
      for column in row + 1..<max(order, row + 1) {
        real[row * order + column] = elements[next]
        real[column * order + row] = elements[next]
        imaginary[row * order + column] = elements[next + 1]
        imaginary[column * order + row] = -elements[next + 1]
        next += 2
      }
    }
  }

  package var diagonal: [Double] { (0..<order).map { real[$0 * order + $0] } }

  package func adding(_ other: ComplexMatrix) -> ComplexMatrix {
    var sum = self
    for index in real.indices {
      sum.real[index] += other.real[index]
      sum.imaginary[index] += other.imaginary[index]
    }
    return sum
  }

  package func scaled(by factor: Double) -> ComplexMatrix {
    var product = self
    for index in real.indices {
      product.real[index] *= factor
      product.imaginary[index] *= factor
    }
    return product
  }

  /// Of its elimination without exchange of rows: their product is the determinant, and the matrix is positive definite
  /// where all are above 0. Ends with the first that is not.
  package var pivots: [Double] {
    var (a, b) = (real, imaginary)
    var pivots: [Double] = []
    for step in 0..<order {
      let pivot = a[step * order + step]
      pivots.append(pivot)
      guard pivot > 0 else { return pivots + [Double](repeating: 0, count: order - step - 1) }
      for row in step + 1..<max(order, step + 1) {
        let (re, im) = (a[row * order + step] / pivot, b[row * order + step] / pivot)
        for column in step..<order {
          let (x, y) = (a[step * order + column], b[step * order + column])
          a[row * order + column] -= re * x - im * y
          b[row * order + column] -= re * y + im * x
        }
      }
    }
    return pivots
  }
}
