import Alignment
import Changes
import Geodesy
import Provenance
import Quantities
import Rasters
import Testing

@testable import Monitoring

@Suite("A pair in pieces")
struct PairPiecesTests {
  private func grid(_ columns: Int, _ rows: Int) -> Grid {
    Grid(columns: columns, rows: rows, geotransform: Geotransform([0, 1, 0, 0, 0, -1]), crs: CRS("EPSG:32640"))
  }

  @Test(
    "What is kept covers the grid once; every piece has its margin, is as large as any other, and no larger than asked",
    arguments: [(20_000, 20_000), (700, 9_000), (9_000, 300), (1_537, 1_537), (100, 100)], [2, 64, 300])
  func cover(_ size: (Int, Int), _ margin: Int) {
    let (columns, rows) = size
    let most = 1_200 * 1_200
    let pieces = PairPieces(grid(columns, rows), mostPixels: most, margin: margin)
    var covered = 0
    for row in pieces.rows {
      var column = 0
      for piece in row {
        let (inner, outer) = (piece.inner, piece.outer)
        #expect(inner.column == column && inner.row == row[0].inner.row && inner.rows == row[0].inner.rows)
        #expect(inner.column % StreamedPicture.block == 0 && inner.row % StreamedPicture.block == 0)
        column += inner.columns
        covered += inner.pixelCount
        #expect(outer.pixelCount <= most)
        #expect(outer.columns == pieces.rows[0][0].outer.columns && outer.rows == pieces.rows[0][0].outer.rows)
        #expect(outer.column <= max(0, inner.column - margin) && outer.row <= max(0, inner.row - margin))
        #expect(outer.column + outer.columns >= min(columns, inner.column + inner.columns + margin))
        #expect(outer.row + outer.rows >= min(rows, inner.row + inner.rows + margin))
        #expect(outer.column + outer.columns <= columns && outer.row + outer.rows <= rows)
      }
      #expect(column == columns)
    }
    #expect(covered == columns * rows)
  }

  @Test("Where memory is too small for the margin, pieces are one block and the margin is what fits")
  func smallest() {
    let pieces = PairPieces(grid(1_000, 1_000), mostPixels: 300 * 300, margin: 200)
    #expect(pieces.count == 16 && pieces.size == (256, 256))
    #expect(pieces.rows[1][1].outer == Window(column: 234, row: 234, columns: 300, rows: 300))
  }

  @Test("What fits is compared in one piece: 2,100 pixels a side of four bands in a GiB, and 1,390 in half of it")
  func budget() {
    func holds(_ side: Int, _ memory: Int) -> Bool {
      PairBudget(memoryInMiB: memory, bandCount: 4).holds(pixels: side * side, source: side * side)
    }
    #expect(holds(2_050, 1_024) && !holds(2_150, 1_024))
    #expect(holds(1_350, 512) && !holds(1_450, 512))
    #expect(!PairBudget(memoryInMiB: 1_024, bandCount: 4).holds(pixels: 1_000_000, source: 100_000_000))
  }

  @Test("The method says how many pieces there are, which were aligned as the whole is, and which were not seen")
  func words() {
    func findings(_ correlations: [Double], _ leftOut: [Alteration.LeftOut]) -> PairFindings {
      PairFindings(
        correlations: correlations, rounds: 9, isSettled: true, leftOut: leftOut, built: nil, hasNoise: true,
        pieces: nil)
    }
    var pieces = PairFindings.Pieces(count: 6, isAligned: true, columns: 1_536, rows: 1_280)
    pieces.compared = 4
    pieces.shifts = Array(repeating: .none, count: 3)
    let all = PairFindings(
      [
        findings([0.9, 0.5], []), findings([0.8, 0.4], []), findings([0.7, 0.6], []),
        findings([0.1], [.init(isAfter: true, band: 2)]),
      ], pieces)
    let method = PairMethod(
      change: all, kind: .any, falseAlarmRate: 1e-3, pixel: Metres(10), factor: 1, names: ("a.tif", "b.tif"))
    #expect(
      method.words == [
        "Two pictures: IR-MAD, its null fitted to the ground that did not change.",
        "The pictures are larger than the memory that may be used: compared in 6 pieces of up to 1536 × 1280 pixels, "
          + "each with a null of its own.",
        "1 of the pieces could not be aligned by itself: there the alignment of the whole counts.",
        "2 of the pieces show too little to be compared and count as not seen.",
        "Band 2 of b.tif is left out in places: it is constant, or the bands before it give it.",
      ])
    #expect(method.json["pieces"] == ["count": 6, "compared": 4, "columns": 1536, "rows": 1280])
    let correlations = method.json["canonicalCorrelations"]?.arrayValue ?? []
    #expect(correlations.compactMap { $0.doubleValue } == [0.8, 0.5])
  }
}
