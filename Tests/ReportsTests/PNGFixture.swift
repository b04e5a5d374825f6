import Reports

/// PNG files made of a formula, uncompressed: enough to stand for imagery in a test.
enum PNGFixture {
  /// `grey` gives 0 … 255 for each pixel.
  static func image(columns: Int, rows: Int, grey: (_ column: Int, _ row: Int) -> Int) -> ReportImage {
    var raw: [UInt8] = []
    for row in 0..<rows {
      raw.append(0)
      for column in 0..<columns {
        let value = min(255, max(0, grey(column, row)))
        raw += [UInt8(value), UInt8(min(255, value + 4)), UInt8(max(0, value - 14))]
      }
    }
    let header = bigEndian(UInt32(columns)) + bigEndian(UInt32(rows)) + [8, 2, 0, 0, 0]
    let bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", stored(raw))
      + chunk("IEND", [])
    return ReportImage(bytes: bytes, mime: "image/png", columns: columns, rows: rows)
  }

  /// Rough ground of its own for each `seed`, and bright rectangles on it with a shadow to the north-west.
  static func scene(
    columns: Int, rows: Int, seed: Int, roofs: [(column: Int, row: Int, width: Int, height: Int)]
  ) -> ReportImage {
    image(columns: columns, rows: rows) { column, row in
      let noise = ((column &* 73_856_093) ^ (row &* 19_349_663) ^ (seed &* 83_492_791)) & 0xFFFF
      let ground = 96 + (column + row) * 40 / (columns + rows) + noise % 23 - 11 + ((column / 9 + row / 7) % 5) * 4
      for roof in roofs {
        let inside =
          (roof.column..<roof.column + roof.width).contains(column) && (roof.row..<roof.row + roof.height).contains(row)
        if inside { return 214 + noise % 15 }
        let shade =
          (roof.column - 5..<roof.column + roof.width - 5).contains(column)
          && (roof.row - 5..<roof.row + roof.height - 5).contains(row)
        if shade { return 42 + noise % 9 }
      }
      return ground
    }
  }

  private static func stored(_ raw: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(raw.count, start + 65_535)
      let length = UInt16(end - start)
      result += [end == raw.count ? 1 : 0, UInt8(length & 255), UInt8(length >> 8)]
      result += [UInt8(~length & 255), UInt8(~length >> 8)] + raw[start..<end]
      start = end
    } while start < raw.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in raw {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return result + bigEndian(b << 16 | a)
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return bigEndian(UInt32(body.count)) + content + bigEndian(checksum(content))
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 255) }
  }
}
