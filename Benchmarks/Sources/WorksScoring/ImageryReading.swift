import Foundation
import Measuring

/// Merely reading the pictures with GDAL: what a watch cannot be faster than by much.
///
/// Two ways. *One process*: a VRT with every band of every picture as a band of its own, and `gdalinfo -checksum` of
/// it; each block is decoded once, and the only work on samples is a sum. *One process a file*: `gdalinfo -checksum` of
/// each picture, from one shell loop, which adds the start of a process for each.
package struct ImageryReading: Sendable {
  private let files: [URL]
  private let scratch: URL

  package init(files: [URL], scratch: URL) {
    self.files = files
    self.scratch = scratch
  }

  package var bytes: Int {
    files.reduce(0) { sum, file in sum + ((try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0) }
  }

  /// Seconds, the best of `runs`.
  /// - Throws: `failed` where GDAL's tools are absent or refuse a file.
  package func secondsInOneProcess(runs: Int) throws(BenchError) -> Double {
    let mosaic = scratch.appending(path: "all-bands.vrt")
    do {
      try Data(try virtualRaster().utf8).write(to: mosaic)
    } catch let error as BenchError {
      throw error
    } catch {
      throw BenchError(
        .failed, at: mosaic.path, "It cannot be written: \(error.localizedDescription)", mend: "Free some room.")
    }
    return try best(of: runs, "gdalinfo", ["-checksum", mosaic.path(percentEncoded: false)])
  }

  /// Seconds, the best of `runs`.
  /// - Throws: `failed` where GDAL's tools are absent or refuse a file.
  package func secondsFileByFile(runs: Int) throws(BenchError) -> Double {
    let loop = "for file; do gdalinfo -checksum \"$file\" || exit 1; done"
    return try best(of: runs, "sh", ["-c", loop, "sh"] + files.map { $0.path(percentEncoded: false) })
  }

  private func best(of runs: Int, _ tool: String, _ arguments: [String]) throws(BenchError) -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
      let result = try ChildProcess(tool, arguments, in: scratch, name: "reading").runToSuccess()
      best = min(best, result.wallSeconds)
    }
    return best
  }

  private struct Layout: Decodable {
    struct Band: Decodable { let type: String }
    let size: [Int]
    let bands: [Band]
  }

  /// Written here, as `gdalbuildvrt -separate` takes only the first band of each file before GDAL 3.8.
  private func virtualRaster() throws(BenchError) -> String {
    var bands = ""
    var size = [0, 0]
    for file in files {
      let path = file.path(percentEncoded: false)
      let answer = try ChildProcess("gdalinfo", ["-json", path], in: scratch, name: "layout").runToSuccess()
      guard let layout = try? JSONDecoder().decode(Layout.self, from: answer.output), layout.size.count == 2 else {
        throw BenchError(.unreadable, at: path, "gdalinfo -json tells no size and bands.", mend: "Check the file.")
      }
      size = [max(size[0], layout.size[0]), max(size[1], layout.size[1])]
      let (columns, rows) = (layout.size[0], layout.size[1])
      for (index, band) in layout.bands.enumerated() {
        let window = "xOff=\"0\" yOff=\"0\" xSize=\"\(columns)\" ySize=\"\(rows)\""
        bands += """
            <VRTRasterBand dataType="\(band.type)"><SimpleSource>
              <SourceFilename relativeToVRT="0">\(Self.escaped(path))</SourceFilename>
              <SourceBand>\(index + 1)</SourceBand><SrcRect \(window)/><DstRect \(window)/>
            </SimpleSource></VRTRasterBand>

          """
      }
    }
    return "<VRTDataset rasterXSize=\"\(size[0])\" rasterYSize=\"\(size[1])\">\n\(bands)</VRTDataset>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
