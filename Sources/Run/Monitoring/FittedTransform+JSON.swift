import Alignment
import Provenance
import Quantities
import Rasters

extension FittedTransform {
  /// The contract's `transform`.
  ///
  /// `matrix` leads from column and row of the reference to where its content lies in the scene, both on the
  /// reference's grid; `field` adds to that, its `nodes` in pairs of columns and rows.
  /// - Parameter pixel: size of the reference's pixel on the ground; `nil` where it is not known.
  func json(pixel: Metres?) -> JSONValue {
    [
      "kind": .string(transform.kind.rawValue), "matrix": transform.matrix, "field": transform.field?.json ?? .null,
      "heldOut": heldOut.map { held in
        [
          "count": .integer(held.count), "passing": .integer(held.passing),
          "ce90Metres": pixel.map { .decimal(held.ce90InPixels * $0.magnitude, places: 3) } ?? .null,
        ]
      } ?? .null, "tried": .integer(tried), "agreeing": .integer(agreeing),
      "unsupported": .array(
        unsupported.map {
          [
            "column": .integer($0.column), "row": .integer($0.row), "columns": .integer($0.columns),
            "rows": .integer($0.rows),
          ]
        }),
    ]
  }

  /// Everything but the tie points, to the last bit: what the cache keeps.
  var cached: JSONValue {
    [
      "coefficients": .array(transform.coefficients.map { .number($0) }), "ce90InPixels": .number(ce90InPixels),
      "heldOut": heldOut.map {
        [.integer($0.count), .integer($0.passing), .number($0.ce90InPixels)]
      } ?? .null, "tried": .integer(tried), "agreeing": .integer(agreeing),
      "unsupported": .array(
        unsupported.map { [.integer($0.column), .integer($0.row), .integer($0.columns), .integer($0.rows)] }),
    ]
  }

  /// What `cached` wrote; `nil` where it was written otherwise.
  init?(cached json: JSONValue) {
    guard let coefficients = json["coefficients"]?.arrayValue?.compactMap(\.doubleValue),
      let transform = PictureTransform(coefficients: coefficients), let ce90 = json["ce90InPixels"]?.doubleValue,
      let tried = json["tried"]?.intValue, let agreeing = json["agreeing"]?.intValue,
      let places = json["unsupported"]?.arrayValue
    else { return nil }
    var heldOut: HeldOut?
    if let numbers = json["heldOut"]?.arrayValue {
      guard numbers.count == 3, let count = numbers[0].intValue, let passing = numbers[1].intValue,
        let radius = numbers[2].doubleValue
      else { return nil }
      heldOut = HeldOut(count: count, passing: passing, ce90InPixels: radius)
    }
    let windows = places.compactMap { place -> Window? in
      let numbers = (place.arrayValue ?? []).compactMap(\.intValue)
      guard numbers.count == 4 else { return nil }
      return Window(column: numbers[0], row: numbers[1], columns: numbers[2], rows: numbers[3])
    }
    guard windows.count == places.count else { return nil }
    self.init(
      transform: transform, ce90InPixels: ce90, heldOut: heldOut, tried: tried, agreeing: agreeing,
      unsupported: windows)
  }
}

extension PictureTransform {
  /// Two rows of three: column and row of the reference to column and row of its content in the moving picture.
  fileprivate var matrix: JSONValue {
    let right = shift.columns - linear.columnsPerColumn * centre.column - linear.columnsPerRow * centre.row
    let down = shift.rows - linear.rowsPerColumn * centre.column - linear.rowsPerRow * centre.row
    func line(_ column: Double, _ row: Double, _ offset: Double) -> JSONValue {
      [.decimal(column, places: 10), .decimal(row, places: 10), .decimal(offset, places: 6)]
    }
    return [
      line(1 + linear.columnsPerColumn, linear.columnsPerRow, right),
      line(linear.rowsPerColumn, 1 + linear.rowsPerRow, down),
    ]
  }

  /// Centre, shift and linear part, always columns before rows; where there is a field its origin, step, size and
  /// nodes.
  var coefficients: [Double] {
    [
      centre.column, centre.row, shift.columns, shift.rows, linear.columnsPerColumn, linear.columnsPerRow,
      linear.rowsPerColumn, linear.rowsPerRow,
    ]
      + (field.map { field in
        [field.origin.column, field.origin.row, field.step, Double(field.columns), Double(field.rows)]
          + field.nodes.flatMap { [$0.columns, $0.rows] }
      } ?? [])
  }

  /// The transform of `coefficients`; `nil` where their number is wrong.
  init?(coefficients numbers: [Double]) {
    guard numbers.count >= 8, numbers.allSatisfy(\.isFinite) else { return nil }
    var field: DisplacementField?
    if numbers.count > 8 {
      guard numbers.count >= 13, numbers[10] > 0, let columns = Int(exactly: numbers[11]),
        let rows = Int(exactly: numbers[12]), (1...1 << 20).contains(columns), (1...1 << 20).contains(rows),
        numbers.count == 13 + 2 * columns * rows
      else { return nil }
      let nodes = stride(from: 13, to: numbers.count, by: 2).map {
        PictureShift(rows: numbers[$0 + 1], columns: numbers[$0])
      }
      field = DisplacementField(
        origin: PixelPoint(column: numbers[8], row: numbers[9]), step: numbers[10], columns: columns, rows: rows,
        nodes: nodes)
    }
    self.init(
      centre: PixelPoint(column: numbers[0], row: numbers[1]),
      shift: PictureShift(rows: numbers[3], columns: numbers[2]),
      linear: Linear(
        rowsPerRow: numbers[7], rowsPerColumn: numbers[6], columnsPerRow: numbers[5], columnsPerColumn: numbers[4]),
      field: field)
  }
}

extension DisplacementField {
  fileprivate var json: JSONValue {
    [
      "origin": ["column": .decimal(origin.column, places: 4), "row": .decimal(origin.row, places: 4)],
      "step": .decimal(step, places: 4), "columns": .integer(columns), "rows": .integer(rows),
      "nodes": .array(nodes.map { [.decimal($0.columns, places: 4), .decimal($0.rows, places: 4)] }),
    ]
  }
}
