import Foundation
import Kernels

/// Truth, proposals and region of one score, read and cut to the region.
struct SmartData {
  let region: RegionModel
  /// Sites that the region model lists, in the order of their ids.
  let truth: [SiteStack]
  /// Ids of truth sites of which a part lies outside the region.
  let cut: Set<String>
  /// Confirmed sites in the order of their ids.
  let proposals: [SiteStack]
  /// Site models of the region, those that do not count with them.
  let truthFiles: Int
  let proposalFiles: Int
  /// What was left out, and why.
  let notes: [String]
  let shapes: ShapeStore
}

extension SmartData {
  /// The proposals' folder may hold the models itself, or in `site_models`. Of truth by points only the region is read.
  /// - Throws: whatever is wrong with a file of the region; `duplicateID`.
  static func read(_ request: SmartScore.Request) throws(ScoringError) -> SmartData {
    let (truth, proposals, id, threads) = (request.truth, request.proposals, request.region, request.threads)
    let shapes = ShapeStore()
    guard request.points != nil || FolderListing.isFolder(truth + "/site_models") else {
      throw ScoringError(
        .unreadable, at: truth, "There is no folder site_models in it.",
        mend: "Name the folder that holds site_models and region_models.")
    }
    let region = try RegionModel.read(truth + "/region_models/\(id).geojson", id: id, into: shapes)
    let inner = proposals + "/site_models"
    let own =
      request.points != nil
      ? [] : try files(in: truth + "/site_models", role: "folder of truth sites", region: id, threads)
    let theirs = try files(
      in: FolderListing.isFolder(inner) ? inner : proposals, role: "folder of proposals", region: id, threads)
    var notes: [String] = []
    let listed = own.filter { region.listed.isEmpty || region.listed.contains($0.siteID) }
    note(own.count - listed.count, "truth %s that the region model does not list", &notes)
    let confirmed = theirs.filter {
      request.anyStatus || ($0.status == .systemConfirmed && $0.start != nil && $0.end != nil)
    }
    note(theirs.count - confirmed.count, "proposed %s not confirmed, or without start or end", &notes)
    let truthSites = try within(region, listed, shapes)
    let proposedSites = try within(region, confirmed, shapes)
    note(listed.count - truthSites.stacks.count, "truth %s outside the region", &notes)
    note(confirmed.count - proposedSites.stacks.count, "proposed %s outside the region", &notes)
    return SmartData(
      region: region, truth: truthSites.stacks, cut: truthSites.cut, proposals: proposedSites.stacks,
      truthFiles: own.count, proposalFiles: theirs.count, notes: notes, shapes: shapes)
  }

  private static func note(_ count: Int, _ text: String, _ notes: inout [String]) {
    guard count > 0 else { return }
    notes.append("Left out: \(count) \(text.replacing("%s", with: count == 1 ? "site" : "sites")).")
  }

  /// Site models of the region in the order of their ids.
  private static func files(
    in folder: String, role: String, region: String, _ threads: Int
  ) throws(ScoringError) -> [SiteModelFile] {
    let names = try FolderListing.geoJSON(in: folder, role: role).filter {
      !SiteModelFile.isOfOtherRegion($0, than: region)
    }
    let outcomes = Parallel.map(names.count, threads: threads) { index -> Result<SiteModelFile?, ScoringError> in
      Result { () throws(ScoringError) in try SiteModelFile.read(folder + "/" + names[index], region: region) }
    }
    var files: [SiteModelFile] = []
    var seen: [String: String] = [:]
    for outcome in outcomes {
      guard let file = try outcome.get() else { continue }
      if let first = seen[file.id] {
        throw ScoringError(
          .duplicateID, at: file.name, "The site \(file.id) also stands in \(first).", mend: "Keep one of the two.")
      }
      seen[file.id] = file.name
      files.append(file)
    }
    return files.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// The sites that meet the region, and the ids of those that it cuts.
  private static func within(
    _ region: RegionModel, _ files: [SiteModelFile], _ shapes: ShapeStore
  ) throws(ScoringError) -> (stacks: [SiteStack], cut: Set<String>) {
    var stacks: [SiteStack] = []
    var cut: Set<String> = []
    for file in files {
      let stack = try SiteStack(file, region: region, shapes: shapes)
      guard try shapes.meet(stack.baseShape, region.shape) else { continue }
      stacks.append(stack)
      let inside = try shapes.intersection(region.shape, stack.baseShape)
      // A thread's width outside is no cut.
      if shapes.planarArea(inside) < 0.9999 * shapes.planarArea(stack.baseShape) { cut.insert(stack.id) }
    }
    return (stacks, cut)
  }
}
