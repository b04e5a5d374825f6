import Rasters
import Stacks
import Testing

@Suite("Parts of a scene pasted on one grid") struct WarpedScenePastingTests {
  private func part(_ column: Int, _ values: [Float], absent: Set<Int> = []) -> WarpedScene {
    let columns = values.count / 2
    return WarpedScene(
      window: Window(column: column, row: 3, columns: columns, rows: 1), bandCount: 2, samples: values,
      status: (0..<columns).map { absent.contains($0) ? WarpedScene.Status.absent : WarpedScene.Status.measured })
  }

  private func values(_ scene: WarpedScene) -> [Float?] {
    scene.withPlanes { numbers, status in
      (0..<numbers.count).map { index in
        status[index % status.count] == WarpedScene.Status.absent
          ? nil : scene.offset + scene.scale * Float(numbers[index])
      }
    }
  }

  @Test("The first counts where two show a pixel, the second where the first is absent; bands stay apart")
  func pasted() throws {
    let first = part(10, [1, 2, 3, 11, 12, 13], absent: [1])
    let second = part(11, [20, 30, 40, 120, 130, 140])
    let both = try #require(WarpedScene(pasting: [first, second]))
    #expect(both.window == Window(column: 10, row: 3, columns: 4, rows: 1))
    for (found, wanted) in zip(values(both), [1, 20, 3, 40, 11, 120, 13, 140] as [Float]) {
      #expect(try abs(#require(found) - wanted) < 0.01)
    }
  }

  @Test("One part stays as it is, none is none, and ground that none shows is absent")
  func few() throws {
    let one = part(10, [1, 2, 11, 12])
    #expect(try #require(WarpedScene(pasting: [one])).fileContents == one.fileContents)
    #expect(WarpedScene(pasting: []) == nil)
    let apart = try #require(WarpedScene(pasting: [one, part(14, [5, 6, 15, 16])]))
    #expect(
      values(apart).map { $0 == nil } == [
        false, false, true, true, false, false, false, false, true, true, false, false,
      ])
  }
}
