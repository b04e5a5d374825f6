import Dispatch
import Foundation
import Provenance
import Rasters
import Synchronization

/// Writes a plant as files that any other program could have delivered.
package enum PlantWriter {
  /// Writes `imagery/SIM_YYYY-MM-DD.tif`, `site.geojson` and `truth.geojson` into `folder`, which is made where it is
  /// absent. Equal options give equal bytes on any number of threads. Memory: some 20 MB a thread at 256 × 256.
  /// - Parameter withCloudTruth: writes `masks/SIM_YYYY-MM-DD.tif` too, see `CloudTruth`.
  /// - Returns: the plant, for whoever wants the truth at once.
  /// - Throws: `SimulationError` where `folder` holds scenes of another plant or cannot be written to; `GeodesyError`
  ///   where the centre has no UTM zone; `RasterError` where a scene could not be written, that of the earliest first.
  @discardableResult
  package static func write(
    _ options: PlantOptions, to folder: String, withCloudTruth: Bool = false, threads: Int
  ) throws -> SimulatedPlant {
    precondition(threads >= 1, "\(threads) threads cannot write a plant")
    let simulator = try Simulator(options)
    let plant = simulator.plant()
    let imagery = folder + "/imagery"
    try refuseOtherPlant(in: imagery, than: plant)
    let masks = withCloudTruth ? folder + "/masks" : nil
    try writing(to: folder) {
      for path in [imagery] + [masks].compactMap(\.self) {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
    }
    let failures = Mutex<[Int: any Error]>([:])
    let workers = min(threads, plant.scenes.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: plant.scenes.count, by: workers) {
        do {
          try writeScene(index, of: simulator, to: imagery)
          if let masks { try writeCloudTruth(index, of: simulator, to: masks) }
        } catch {
          failures.withLock { $0[index] = error }
          return
        }
      }
    }
    if let first = failures.withLock({ all in all.min { $0.key < $1.key }?.value }) { throw first }
    try writing(to: folder) {
      try AtomicFile.write(Data(PlantGeoJSON.site(of: plant).prettyText.utf8), to: folder + "/site.geojson")
      try AtomicFile.write(Data(PlantGeoJSON.truth(of: plant).prettyText.utf8), to: folder + "/truth.geojson")
    }
    return plant
  }

  private static func writing(to folder: String, _ body: () throws -> Void) throws(SimulationError) {
    do { try body() } catch {
      let fault = FileFault(error)
      throw SimulationError(
        .writeFailed, at: folder, "The plant cannot be written there: \(fault.words).",
        mend: fault.isFull ? "Free some space and run again." : "Choose a folder that you may write to with -o.")
    }
  }

  /// A folder with scenes of two plants would be a series that no place ever looked like.
  private static func refuseOtherPlant(in imagery: String, than plant: SimulatedPlant) throws(SimulationError) {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: imagery)) ?? []
    let own = Set(plant.scenes.map(\.fileName))
    let foreign = present.filter { $0.hasPrefix("SIM_") && $0.hasSuffix(".tif") && !own.contains($0) }
    guard let first = foreign.min() else { return }
    throw SimulationError(
      .folderInUse, at: imagery, "The folder holds scenes of another plant (\(foreign.count)), such as \(first).",
      mend: "Write to an empty folder, or delete the old one.")
  }

  private static func writeScene(_ index: Int, of simulator: Simulator, to folder: String) throws {
    let plant = simulator.plant()
    let scene = plant.scenes[index]
    let tags = [
      "ACQUISITIONDATETIME": scene.date.description,
      "TIFFTAG_COPYRIGHT": "Simulated by Telltale, seed \(plant.options.seed)",
      "SUN_ELEVATION": JSONValue.fixed(scene.sunElevation.degrees, places: 3),
      "SUN_AZIMUTH": JSONValue.fixed(scene.sunAzimuth.degrees, places: 3),
    ]
    try RasterWriter.writeGeoTIFF(
      simulator.render(index), as: .uint16, grid: plant.grid, noData: 0, tags: tags,
      to: folder + "/" + scene.fileName)
    guard plant.options.scenery.isHalls else { return }
    try writing(to: folder) {
      let item = PlantGeoJSON.item(of: scene, in: plant)
      try AtomicFile.write(
        Data(item.prettyText.utf8), to: folder + "/" + scene.fileName.replacing(".tif", with: ".json"))
    }
  }

  private static func writeCloudTruth(
    _ index: Int, of simulator: Simulator, to folder: String
  ) throws(RasterError) {
    let plant = simulator.plant()
    let scene = plant.scenes[index]
    let truth = CloudTruth(options: plant.options, scene: scene)
    let raster = Raster(
      columns: plant.options.columns, rows: plant.options.rows, bandCount: 1, samples: truth.codes().map(Float.init),
      validity: Mask(columns: plant.options.columns, rows: plant.options.rows, repeating: true))
    try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: plant.grid, to: folder + "/" + scene.fileName)
  }
}
