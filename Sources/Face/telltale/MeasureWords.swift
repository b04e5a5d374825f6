import Monitoring
import Places
import Quantities
import Reports

/// What was measured besides the area, a line each.
enum MeasureWords {
  static func lines(_ result: HandMeasure.Result) -> [String] {
    var lines: [String] = []
    if let size = result.size {
      lines.append("length: \(size.length.words()); width: \(size.width.words())")
      switch size.orientation {
      case .estimate(let angle): lines.append("direction of its length: \(angle.words()) from north through east")
      case .refused(let reason): lines.append("direction: not told, since \(reason)")
      }
    }
    switch result.height {
    case .estimate(let height): lines.append("height: \(height.words()), by \(height.method)")
    case .refused(let reason): lines.append("height: not told, since \(reason)")
    case nil: break
    }
    switch result.lean {
    case .estimate(let lean): lines.append("its roof lies \(lean.words()) aside of where it stands")
    case .refused(let reason): lines.append("where it stands below its roof: not told, since \(reason)")
    case nil: break
    }
    if let growth = result.growth { lines += growth.lines }
    if let ratio = result.ratio { lines.append(ratio.words) }
    return lines
  }
}
