import Statistics
import Testing

@Suite struct DigammaTests {
  private static let table: [(Double, Double)] = [
    (0.125, -8.388492663295855),
    (0.5, -1.9635100260214235),
    (1.0, -0.5772156649015329),
    (1.5, 0.03648997397857652),
    (4.4, 1.3636854834260885),
    (9.99, 2.250700372831201),
    (10.0, 2.251752589066721),
    (123.25, 4.810152531964819),
    (100000.0, 11.512920464961896),
  ]

  @Test("ψ is that of 60 digits to 1e-13", arguments: table)
  func digits(_ row: (x: Double, value: Double)) {
    #expect(abs(digamma(row.x) - row.value) < 1e-13 * max(1, abs(row.value)))
  }
}
