import Kernels
import Rasters

extension StackSeries {
  /// Normalised values of all scenes over `window`; 0 where a scene's picture does not reach.
  package func block(_ window: Window) -> Block {
    Block(self, window) { values, seen in
      var plane = ScenePlane(self, window: window)
      let groups = BandVector.groups(of: bandCount)
      for scene in 0..<count where !scenes[scene].window.intersection(window).isEmpty {
        plane.read(scene, hidesUnseen: false)
        let source = plane.pixels.span
        for pixel in 0..<window.pixelCount {
          let target = pixel * count + scene
          seen[target] = plane.isSeen(pixel)
          for group in 0..<groups { values[target * groups + group] = source[pixel * plane.groups + group] }
        }
      }
    }
  }
}
